import { fold } from '#core/search/fold.ts'
import { LANGUAGES } from '#core/i18n/language.ts'
import { dayOf } from '#core/i18n/format.ts'
import { listMunicipalities, municipalityName } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import type { Where } from '../../report-form/answers.ts'
import { WhereInput } from '../../report-form/answers.ts'
import { understandPlace } from '../../report-form/place.ts'
import { messages } from '../messages.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import { refusal } from './protocol.ts'

/** A place as a client names it. */
export interface NamedPlace {
  readonly lat?: number | undefined
  readonly long?: number | undefined
  readonly address_string: string
  readonly address_id: string
}

/**
 * Finds who answers for a place: by its point, else by the postal code or the name of the municipality in `address_string`, else by the
 * jurisdiction. Undefined when somebody must say where it is: a postal code of two municipalities, or an address that names none.
 * A place outside the region, or none at all, is refused.
 */
export async function findPlace(
  place: NamedPlace,
  { nis }: Jurisdiction,
  context: Context,
): Promise<Where | undefined> {
  const { lat, long, address_string: address } = place
  const postalCode = /(?:^|[^\d])(?:B-)?([1-9]\d{3})(?!\d)/.exec(afterStreet(address))?.[1] ?? ''
  const asked = WhereInput.parse({ street: streetOf(address, postalCode).slice(0, 200), postalCode })
  if (lat !== undefined && long !== undefined) {
    const understood = await understandPlace(asked, { lat, lon: long }, context)
    if ('where' in understood) return understood.where
    throw refusal('lat', messages.say('error.outside'))
  }
  if (lat !== undefined || long !== undefined)
    throw refusal(lat === undefined ? 'lat' : 'long', messages.say('error.latAndLong'))
  if (address === '')
    throw place.address_id === ''
      ? refusal('lat', messages.say('error.placeNeeded'))
      : refusal('address_id', messages.say('error.addressId'))
  return byAddress(asked, { address, nis }, context)
}

async function byAddress(
  asked: WhereInput,
  { address, nis }: { address: string; nis: string | undefined },
  context: Context,
): Promise<Where | undefined> {
  const municipalities = await listMunicipalities(context.sql, { on: dayOf(context.clock()) })
  const words = ` ${fold(address).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  const named = municipalities.filter((one) =>
    LANGUAGES.some((language) =>
      words.includes(` ${fold(municipalityName(one, language)).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `),
    ),
  )
  const chosen = named.length === 1 ? named[0]?.nis : named.length === 0 ? nis : undefined
  const municipality = municipalities.find((one) => one.nis === chosen)
  if (asked.postalCode === '' && municipality === undefined) return undefined
  const postalCode = asked.postalCode || (municipality?.postalCodes[0] ?? '')
  const input = {
    ...asked,
    postalCode,
    municipality: municipality?.nis ?? '',
    street: asked.street || address.slice(0, 200),
  }
  const understood = await understandPlace(input, undefined, context)
  if ('errors' in understood) {
    // Of several municipalities somebody must choose one; a postal code of none lies outside.
    if (understood.choices !== undefined) return undefined
    throw refusal('address_string', messages.say('error.outside'))
  }
  return asked.postalCode === '' ? { ...understood.where, postalCode: '' } : understood.where
}

/** The part of an address in which a postal code stands: not a house number of four digits in front. */
function afterStreet(address: string): string {
  const parts = address.split(',')
  return parts.length > 1 ? parts.slice(1).join(',') : address
}

/** An address without its postal code and what follows that: "Kerkstraat 12, 3000 Leuven" → "Kerkstraat 12". */
function streetOf(address: string, postalCode: string): string {
  const end = postalCode === '' ? -1 : address.lastIndexOf(postalCode)
  return (end > 0 ? address.slice(0, end) : address).replace(/(?:B-|[\s,])+$/i, '').trim()
}
