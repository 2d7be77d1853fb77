import { dateAndTime } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { FeedLink } from '#web/feed-link.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { titleOf } from '../../called.ts'
import type { AlertNow, Alerts, AlertState } from '../alerts.ts'
import type { AlertEvent } from '../event.ts'
import { eventDetails, momentOfEvent, valueText } from '../letter.ts'
import type { SetLevels } from '../level-store.ts'
import { messages } from '../messages.ts'

const COLOURS = { normal: 'green', attention: 'yellow', alarm: 'red' } as const

/** How a datastream is, in one or two tags: its grade, and that it is silent. For any page that shows a datastream. */
export function AlertTags({ state, language }: { readonly state: AlertState; readonly language: Language }) {
  const t = messages(language)
  const { grade, silentSince } = state
  return (
    <>
      <Tag colour={COLOURS[grade]}>{t(`kind.${grade}`)}</Tag>
      {silentSince !== null && (
        <>
          {' '}
          <Tag colour="grey">{t('kind.silent')}</Tag>
        </>
      )}
    </>
  )
}

/** What a datastream comes to now where levels were set, with links to its history and to letters about it: for its page. */
export function AlertBlock({
  datastream,
  alerts,
  language,
}: {
  readonly datastream: number
  readonly alerts: AlertNow
  readonly language: Language
}) {
  const t = messages(language)
  const own = `/${language}/sensors/datastreams/${datastream}`
  return (
    <>
      {alerts.levels !== undefined && (
        <p class="govuk-body">
          <AlertTags state={alerts} language={language} /> <Since state={alerts} language={language} />
        </p>
      )}
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={`${own}/alerts`}>
            {t('alerts.history')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`${own}/subscribe`}>
            {t('alerts.subscribe')}
          </a>
        </li>
      </ul>
    </>
  )
}

interface AlertsPageProps {
  readonly view: View
  readonly alerts: Alerts
  /** Where the events before these are. */
  readonly older: string | undefined
  readonly maySetLevels: boolean
}

/** What everybody may know of the alarms of a datastream: how it is, its levels, and what happened. */
export function AlertsPage({ view, alerts, older, maySetLevels }: AlertsPageProps) {
  const { language } = view
  const t = messages(language)
  const { datastream, events, levels } = alerts
  const { id, called } = datastream
  const name = titleOf(called, language)
  const title = t('alerts.title', { name })
  const own = `/${language}/sensors/datastreams/${id}`
  return (
    <Page
      view={view}
      title={title}
      description={t('alerts.description', { name })}
      above={<Breadcrumbs crumbs={[{ text: name, href: own }, { text: title }]} />}
      head={<FeedLink title={title} href={`${own}/alerts.atom`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <h2 class="govuk-heading-m">{t('alerts.now')}</h2>
      <p class="govuk-body">
        <AlertTags state={alerts} language={language} /> <Since state={alerts} language={language} />
      </p>
      <h2 class="govuk-heading-m">{t('alerts.levels')}</h2>
      <LevelList levels={levels} unit={datastream.unit} language={language} />
      {maySetLevels && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/datastreams/${id}/levels`}>
            {t('alerts.setLevels')}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${own}/subscribe`}>
          {t('alerts.subscribe')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${own}/alerts.atom`}>
          {t('alerts.feed')}
        </a>
      </p>
      {events.length === 0 ? (
        <p class="govuk-body">{t('alerts.none')}</p>
      ) : (
        <Table
          caption={t('alerts.history')}
          captionSize="m"
          stack
          head={[t('alerts.when'), t('alerts.what'), t('alerts.details')]}
          rows={events.map((event) => eventRow(event, datastream.unit, language))}
        />
      )}
      {older !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={older}>
            {t('alerts.older')}
          </a>
        </p>
      )}
    </Page>
  )
}

function Since({ state, language }: { readonly state: AlertState; readonly language: Language }) {
  const t = messages(language)
  const { grade, since, silentSince } = state
  return (
    <>
      {grade !== 'normal' && since !== null && t('alerts.since', { moment: dateAndTime(since, language) })}{' '}
      {silentSince !== null && t('detail.heard', { moment: dateAndTime(silentSince, language) })}
    </>
  )
}

const LEVELS = ['aboveAlarm', 'aboveAttention', 'belowAttention', 'belowAlarm'] as const

function LevelList({
  levels,
  unit,
  language,
}: {
  readonly levels: SetLevels | undefined
  readonly unit: string | null
  readonly language: Language
}) {
  const t = messages(language)
  const lines = LEVELS.flatMap((name) => {
    const level = levels?.[name] ?? null
    return level === null ? [] : [t(`alerts.${name}`, { level: valueText(level, unit, language) })]
  })
  if (lines.length === 0) return <p class="govuk-body">{t('alerts.noLevels')}</p>
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function eventRow(event: AlertEvent, unit: string | null, language: Language) {
  const t = messages(language)
  const moment = momentOfEvent(event)
  const details = eventDetails(event, unit, language)
  return [
    <time datetime={moment.toString()}>{dateAndTime(moment, language)}</time>,
    t(`kind.${event.kind}`),
    event.withdrawnAt === null ? details : `${t('withdrawn')} ${details}`,
  ]
}
