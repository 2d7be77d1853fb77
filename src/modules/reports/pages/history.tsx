import { dateAndTime } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import { messages } from '../messages.ts'
import type { ReportEvent, Status } from '../report.ts'

const COLOURS = {
  received: 'purple',
  'in-progress': 'yellow',
  waiting: 'orange',
  solved: 'green',
  'not-for-us': 'grey',
  refused: 'grey',
} as const satisfies Record<Status, string>

/** How far a report is, in words and a colour. */
export function StatusTag({ status, language }: { status: Status; language: Language }) {
  return <Tag colour={COLOURS[status]}>{messages(language)(`status.${status}`)}</Tag>
}

/** What happened to a report, the newest first. The words of people stay in their own language. */
export function History({ events, language }: { events: readonly ReportEvent[]; language: Language }) {
  return (
    <ol class="govuk-list sp-history" reversed>
      {events.toReversed().map((event) => (
        <li>
          <time class="govuk-hint" datetime={event.at.toString()}>
            {dateAndTime(event.at, language)}
          </time>
          <strong>{eventTitle(event, language)}</strong>
          {event.message !== '' && (
            <p class="govuk-body sp-own-words" lang={event.language}>
              {event.message}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function eventTitle(event: ReportEvent, language: Language): string {
  const t = messages(language)
  if (event.kind === 'status') return t('event.status', { status: t(`status.${event.status ?? 'received'}`) })
  return t(`event.${event.kind}`)
}
