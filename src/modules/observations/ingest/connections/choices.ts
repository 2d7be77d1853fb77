import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isReachable } from '#core/http/reachable.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import type { FieldError, Typed } from '#web/route.ts'
import { messages } from '../messages.ts'
import { keyPurpose, Settings, type Area, type Connector, type KindName } from '../pull/connector.ts'
import { KINDS } from '../pull/kinds/kinds.ts'

const MINUTES = [1, 5, 15, 30, 60, 360, 1440]
const MOST_IDS = 200
const MOST_DEGREES = 2
const DAY_SECONDS = 86_400

const text = (most: number) => z.string().trim().max(most).default('')

/** What staff type about a connector, before it is looked at. */
export const Choices = z.object({
  name: text(1000),
  body: text(100),
  address: text(2000),
  area: text(200),
  ids: text(30_000),
  every: text(20),
  days: text(20),
  apiKey: text(2000),
})
export type Choices = z.output<typeof Choices>

/** How often a kind may be asked, in minutes. */
export function minutesOf(kind: KindName): number[] {
  return MINUTES.filter((minutes) => minutes * 60 >= KINDS[kind].leastSeconds)
}

/** What somebody chose, as a connector, or what is wrong with it. `known` is what it was before. */
export function readChoices(
  choices: Choices,
  { kind: name, known }: { readonly kind: KindName; readonly known: Connector | undefined },
  { config, seal, language }: Pick<Services, 'config' | 'seal'> & { readonly language: Language },
): Connector | readonly FieldError[] {
  const kind = KINDS[name]
  const t = messages(language)
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => void errors.push({ field, message })

  if (choices.name === '' || choices.name.length > 100) wrong('name', t('nameNeeded'))
  const address = (choices.address || (kind.address ?? '')).replace(/\/+$/, '')
  const isOdd = address.length > 400 || (name === 'waterinfo' ? /#/ : /[?#]/).test(address)
  if (isOdd || !isReachable(address, config)) wrong('address', t('addressWrong'))
  else if (new URL(address).host === new URL(config.baseUrl).host) wrong('address', t('addressItself'))

  const ids = [...new Set(choices.ids.split(/[\s,;]+/).filter((id) => id !== ''))]
  const area = choices.area === '' ? undefined : areaIn(choices.area)
  if (choices.area !== '' ? area === undefined : kind.area === 'needed') wrong('area', t('areaWrong'))
  const areIdsWrong = ids.length > MOST_IDS || !ids.every((id) => kind.idPattern.test(id))
  if (areIdsWrong || (kind.ids === 'needed' && ids.length === 0)) wrong('ids', t('idsWrong'))
  else if (kind.needsEither && ids.length === 0 && choices.area === '') wrong('ids', t('eitherNeeded'))

  const minutes = Number(choices.every)
  const asked = Math.ceil(DAY_SECONDS / (minutes * 60)) * Math.max(1, kind.ids === 'needed' ? ids.length : 1)
  if (!minutesOf(name).includes(minutes)) wrong('every', t('everyWrong'))
  else if (asked > kind.manners.perDay)
    wrong('every', t('everyTooOften', { asked: String(asked), most: String(kind.manners.perDay) }))

  const days = kind.hasPast ? choices.days : '0'
  if (!/^\d{1,4}$/.test(days) || Number(days) > 3650) wrong('days', t('daysWrong'))

  const keptKey = known?.settings.address === address ? known.apiKey : ''
  if (!/^[\x20-\x7e]{0,500}$/.test(choices.apiKey)) wrong('apiKey', t('keyWrong'))
  else if (choices.apiKey === '' && keptKey === '' && known !== undefined && known.apiKey !== '')
    // A known key is only ever shown to the address for which it was typed.
    wrong('apiKey', t('keyAgain'))
  else if (choices.apiKey === '' && keptKey === '' && kind.key === 'needed') wrong('apiKey', t('keyNeeded'))
  if (errors.length > 0) return errors

  const settings: Settings = { address, ids, days: Number(days), ...(area !== undefined && { area }) }
  const id = known?.id ?? randomUUID()
  return {
    id,
    owner: known?.owner ?? choices.body,
    kind: name,
    title: choices.name,
    settings,
    everySeconds: minutes * 60,
    apiKey: choices.apiKey === '' ? keptKey : seal(keyPurpose({ id, settings }), choices.apiKey),
    enabled: known?.enabled ?? true,
  }
}

function areaIn(written: string): Area | undefined {
  const parts = written.split(/[\s,;]+/).filter((part) => part !== '')
  const [south, west, north, east] = parts.map((part) => (/^-?\d{1,3}(\.\d{1,10})?$/.test(part) ? Number(part) : NaN))
  if (parts.length !== 4 || south === undefined || west === undefined || north === undefined || east === undefined)
    return undefined
  const isThere = south >= -90 && north <= 90 && west >= -180 && east <= 180
  const isSmall = north - south <= MOST_DEGREES && east - west <= MOST_DEGREES
  return isThere && isSmall && south < north && west < east ? { south, west, north, east } : undefined
}

/** The choices as the form shows them; the key never. */
export function typedOf(kind: KindName, known: Connector | undefined): Typed {
  if (known === undefined) return { every: String(Math.max(60, minutesOf(kind)[0] ?? 60)), days: '7' }
  const { title, owner, settings, everySeconds } = known
  const { address, area, ids, days } = settings
  return {
    name: title,
    body: owner,
    ...(address !== KINDS[kind].address && { address }),
    ...(area !== undefined && { area: writeArea(area) }),
    ids: ids.join('\n'),
    every: String(everySeconds / 60),
    days: String(days),
  }
}

/** An area as somebody writes it. */
export function writeArea({ south, west, north, east }: Area): string {
  return [south, west, north, east].join(', ')
}
