import { fold } from '#core/search/fold.ts'
import { LANGUAGES } from '#core/i18n/language.ts'
import { dayOf } from '#core/i18n/format.ts'
import { listMunicipalities, municipalityName, type Municipality } from '#modules/region/public.ts'
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
  const municipalities = await listMunicipalities(context.sql, { on: dayOf(context.clock()) })
  const named = namedIn(address, municipalities)
  const postalCode = postalCodeIn(address, municipalities, named.length > 0)
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
  return byAddress(asked, { address, nis, named, municipalities }, context)
}

/** The municipalities whose names stand in an address. */
function namedIn(address: string, municipalities: readonly Municipality[]): Municipality[] {
  const plain = (text: string) =>
    ` ${fold(text)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  const words = plain(address)
  return municipalities.filter((one) =>
    LANGUAGES.some((language) => words.includes(plain(municipalityName(one, language)))),
  )
}

/** The postal code in an address, and not a house number of four digits: the last that is one here; else the last, unless a name tells where it is. */
function postalCodeIn(address: string, municipalities: readonly Municipality[], isNamed: boolean): string {
  const numbers = [...afterStreet(address).matchAll(/(?:^|[^\d])(?:B-)?([1-9]\d{3})(?!\d)/g)].map(
    ([, code = '']) => code,
  )
  const known = numbers.filter((code) => municipalities.some(({ postalCodes }) => postalCodes.includes(code)))
  return known.at(-1) ?? (isNamed ? '' : (numbers.at(-1) ?? ''))
}

interface Addressed {
  readonly address: string
  readonly nis: string | undefined
  readonly named: readonly Municipality[]
  readonly municipalities: readonly Municipality[]
}

async function byAddress(
  asked: WhereInput,
  { address, nis, named, municipalities }: Addressed,
  context: Context,
): Promise<Where | undefined> {
  // A name and a postal code that contradict each other: somebody must say which one is right.
  if (
    asked.postalCode !== '' &&
    named.length > 0 &&
    !named.some(({ postalCodes }) => postalCodes.includes(asked.postalCode))
  )
    return undefined
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
