import { dateAndTime, longDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import { messages } from '../messages.ts'
import { messages as handling } from '../handling/messages.ts'
import type { Report, ReportEvent, Status } from '../report.ts'
import { messages as routing } from '../routing/messages.ts'
import { statusWithReason, statusWords } from '../status-words.ts'

const COLOURS = {
  received: 'purple',
  'in-progress': 'yellow',
  waiting: 'orange',
  solved: 'green',
  refused: 'grey',
} as const satisfies Record<Status, string>

/** How far a report is, in words and a colour. */
export function StatusTag({ report, language }: { report: Pick<Report, 'status' | 'closing'>; language: Language }) {
  return <Tag colour={COLOURS[report.status]}>{statusWords(report, language)}</Tag>
}

/** What happened to a report, the newest first. The words of people stay in their own language. */
export function History({
  events,
  language,
  bodyNames = new Map(),
  photoAt,
}: {
  events: readonly ReportEvent[]
  language: Language
  /** Names of the bodies that events speak of. */
  bodyNames?: ReadonlyMap<string, string>
  /** Where the picture of an event is; absent: pictures are not shown. */
  photoAt?: (event: ReportEvent) => string
}) {
  return (
    <ol class="govuk-list sp-history" reversed>
      {events.toReversed().map((event) => (
        <li>
          <time class="govuk-hint" datetime={event.at.toString()}>
            {dateAndTime(event.at, language)}
          </time>
          <strong>
            {eventTitle(event, language, bodyNames)}
            {event.body !== null && bodyNames.has(event.body) && ` (${bodyNames.get(event.body)})`}
          </strong>
          {event.message !== '' && event.kind !== 'planned' && (
            <p class="govuk-body sp-own-words" lang={event.language}>
              {event.message}
            </p>
          )}
          {event.photo !== null && photoAt !== undefined && (
            <img class="sp-photo" loading="lazy" src={photoAt(event)} alt={handling(language)('photo.afterAlt')} />
          )}
        </li>
      ))}
    </ol>
  )
}

/** What happened, in a few words. */
export function eventTitle(
  event: Pick<ReportEvent, 'kind' | 'status' | 'closing' | 'toBody' | 'message'>,
  language: Language,
  bodyNames: ReadonlyMap<string, string>,
): string {
  const t = messages(language)
  const h = handling(language)
  const { kind } = event
  if (kind === 'hand-over')
    return routing(language)('handOver.event', { body: bodyNames.get(event.toBody ?? '') ?? event.toBody ?? '' })
  if (kind === 'planned')
    return h('event.planned', { date: longDate(Temporal.PlainDate.from(event.message), language) })
  if (kind === 'question' || kind === 'between' || kind === 'reopened' || kind === 'escalated')
    return h(`event.${kind}`)
  if (kind === 'status')
    return t('event.status', { status: statusWithReason({ ...event, status: event.status ?? 'received' }, language) })
  return t(`event.${kind}`)
}
