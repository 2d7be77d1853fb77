import { dateAndTime, numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Letter } from '#core/mail/mail.ts'
import type { Services } from '#core/services.ts'
import { titleOf } from '../called.ts'
import type { AlertEvent } from './event.ts'
import type { Waiting } from './letter-store.ts'
import { messages } from './messages.ts'
import { oneClickUrl, subscriberUrl } from './subscribe.ts'

/** Datastreams and events of each in one letter: what is more is counted. */
const MOST_SENSORS = 20
const MOST_EVENTS = 10

/** What a letter that tells of several things is about first. */
const GRAVITY = ['alarm', 'network-silent', 'attention', 'silent', 'network-speaks', 'speaks'] as const

/** A value as people read it, with its unit. */
export function valueText(value: number, unit: string | null, language: Language): string {
  const number = numberText(value, language, { maximumSignificantDigits: 6 })
  return unit === null || unit === '' || unit === '1' ? number : `${number}\u00a0${unit}`
}

/** What happened, in a sentence or two without the name of the sensor. */
export function eventDetails(
  event: Pick<AlertEvent, 'kind' | 'side' | 'value' | 'level' | 'at' | 'because' | 'datastreams'>,
  unit: string | null,
  language: Language,
): string {
  const t = messages(language)
  const { kind, side, value, level, because } = event
  const parts: string[] = []
  if (kind === 'network-silent' || kind === 'network-speaks')
    parts.push(t('detail.network', { count: event.datastreams ?? 0 }))
  if (kind === 'silent') parts.push(t('detail.heard', { moment: dateAndTime(event.at, language) }))
  if (value !== null && side !== null && level !== null)
    parts.push(
      t(`detail.${side}`, { value: valueText(value, unit, language), level: valueText(level, unit, language) }),
    )
  else if (value !== null) parts.push(t('detail.value', { value: valueText(value, unit, language) }))
  if (because === 'corrected' || because === 'levels-changed') parts.push(t(`because.${because}`))
  return parts.join(' ')
}

/** When something happened, for people: of silence, when it was noticed. */
export function momentOfEvent({ kind, at, notedAt }: Pick<AlertEvent, 'kind' | 'at' | 'notedAt'>): Temporal.Instant {
  return kind === 'silent' || kind.startsWith('network') ? notedAt : at
}

/** One letter about everything that somebody must be told. `isLast`: they get no more of them today. */
export function alertLetter(
  to: { readonly email: string; readonly language: Language; readonly isStaff: boolean },
  waiting: readonly Waiting[],
  { services, isLast }: { readonly services: Pick<Services, 'sign' | 'config'>; readonly isLast: boolean },
): Letter {
  const { email, language, isStaff } = to
  const t = messages(language)
  const sensors = [...Map.groupBy(waiting, ({ datastream, owner }) => datastream ?? owner).values()]
  const gravest = GRAVITY.find((kind) => waiting.some((one) => one.kind === kind)) ?? 'normal'
  const last = waiting.at(-1)
  const shown = sensors.slice(0, MOST_SENSORS)
  const parts = shown.map((events) => sensorPart(events, { language, isStaff, services }))
  const single = sensors.length === 1 ? waiting.find(({ subscriber }) => subscriber !== null)?.subscriber : undefined
  return {
    to: email,
    language,
    subject: t('mail.subject', {
      count: sensors.length,
      kind:
        last?.kind === 'normal' && gravest !== 'normal'
          ? t('mail.backToNormal', { kind: t(`kind.${gravest}`) })
          : t(`kind.${gravest}`),
      name: last === undefined ? '' : nameIn(last, language),
    }),
    unsubscribe: single == null ? undefined : oneClickUrl(single, services),
    text: [
      t('mail.start'),
      ...parts,
      ...(sensors.length > shown.length ? [t('mail.moreSensors', { count: sensors.length - shown.length })] : []),
      ...(isLast ? [t('mail.held')] : []),
    ].join('\n\n'),
  }
}

function nameIn({ called, owner }: Waiting, language: Language): string {
  return called === null ? owner : titleOf(called, language)
}

function sensorPart(
  events: readonly Waiting[],
  how: { readonly language: Language; readonly isStaff: boolean; readonly services: Pick<Services, 'sign' | 'config'> },
): string {
  const { language, isStaff, services } = how
  const { baseUrl } = services.config
  const t = messages(language)
  const [first] = events
  const datastream = first?.datastream ?? null
  const shown = events.slice(-MOST_EVENTS)
  const subscriber = first?.subscriber ?? null
  return [
    ...(first === undefined ? [] : [nameIn(first, language)]),
    ...(events.length > shown.length ? [t('mail.more', { count: events.length - shown.length })] : []),
    ...shown.map((event) => {
      const moment = dateAndTime(momentOfEvent(event), language)
      return `${moment}: ${t(`kind.${event.kind}`)}. ${eventDetails(event, event.unit, language)}`.trim()
    }),
    ...(datastream === null ? [] : [`${baseUrl}/${language}/sensors/datastreams/${datastream}/alerts`]),
    ...(subscriber === null ? [] : [`${t('mail.stop')}\n${subscriberUrl({ id: subscriber, language }, services)}`]),
    ...(isStaff && datastream !== null
      ? [`${t('mail.staff')}\n${baseUrl}/${language}/staff/datastreams/${datastream}/levels`]
      : []),
  ].join('\n')
}
