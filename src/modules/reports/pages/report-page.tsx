import { longDate } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Photo } from '#web/components/photo/photo.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages as handling } from '../handling/messages.ts'
import { assetRow } from '../assets/pages/asset-row.ts'
import { MergedNotice } from '../duplicates/merged-notice.tsx'
import { FollowForm } from '../followers/pages.tsx'
import { messages as followMessages } from '../followers/messages.ts'
import { messages } from '../messages.ts'
import { isClosed, type PublicReport, type ReportEvent } from '../report.ts'
import { History, StatusTag } from './history.tsx'

interface ReportPageProps {
  readonly view: View
  readonly report: PublicReport
  readonly events: readonly ReportEvent[]
  /** Number of the report that it was merged into. */
  readonly main: number | undefined
  readonly municipalityName: string
  readonly bodyName: string
  readonly demo: boolean
  /** The language of the own words. */
  readonly wordsLanguage: string
  /** Names of the bodies that events speak of. */
  readonly bodyNames: ReadonlyMap<string, string>
}

/** What everybody may see of one report. */
export function ReportPage(props: ReportPageProps) {
  const { view, report, events, bodyNames, municipalityName, bodyName, demo, wordsLanguage } = props
  const t = messages(view.language)
  const title = t('report.title', { number: String(report.number), category: t(`category.${report.category}`) })
  const list = { text: t('menu'), href: `/${view.language}/reports` }
  const place = [report.street, report.postalCode, municipalityName].filter(Boolean).join(', ')
  return (
    <Page
      view={view}
      title={title}
      above={<Breadcrumbs crumbs={[list, { text: title }]} />}
      // Neither words nor street: search engines would keep what the square forgets.
      linked={{
        published: report.receivedAt,
        modified: report.updatedAt,
        about: [
          { '@type': 'GovernmentOrganization', name: bodyName },
          { '@type': 'AdministrativeArea', name: municipalityName },
        ],
      }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {demo && <InsetText>{t('report.demo')}</InsetText>}
      {props.main !== undefined && <MergedNotice view={view} main={props.main} />}
      <SummaryList
        rows={[
          { key: t('status'), value: <StatusTag report={report} language={view.language} /> },
          { key: t('list.place'), value: place },
          ...assetRow(report, view.language),
          { key: t('list.received'), value: longDate(report.receivedAt, view.language) },
          { key: t('report.handledBy'), value: bodyName },
          ...(report.closing === null
            ? []
            : [
                {
                  key: handling(view.language)('closing'),
                  value: handling(view.language)(`closing.${report.closing}`),
                },
              ]),
          ...(report.plannedFor === null || isClosed(report.status)
            ? []
            : [{ key: handling(view.language)('planned'), value: longDate(report.plannedFor, view.language) }]),
          ...(isClosed(report.status)
            ? []
            : [{ key: t('report.answerBefore'), value: longDate(report.answerBefore, view.language) }]),
        ]}
      />
      {report.note === null ? (
        <p class="govuk-hint">{t(report.isErased ? 'report.wordsErased' : 'report.wordsHidden')}</p>
      ) : (
        <>
          <h2 class="govuk-heading-m">{t('report.words')}</h2>
          <p class="govuk-body sp-own-words" lang={wordsLanguage}>
            {report.note}
          </p>
        </>
      )}
      {report.hasPhoto && (
        <Photo
          view={view}
          src={`/reports/${report.number}/photo`}
          alt={t('report.photoAlt', { number: String(report.number) })}
        />
      )}
      <h2 class="govuk-heading-m">{t('report.history')}</h2>
      <History
        events={events}
        language={view.language}
        bodyNames={bodyNames}
        photoAt={({ id }) => `/reports/${report.number}/events/${id}/photo`}
      />
      {!isClosed(report.status) && props.main === undefined && (
        <>
          <h2 class="govuk-heading-m">{followMessages(view.language)('form.title')}</h2>
          <FollowForm view={view} number={report.number} />
        </>
      )}
    </Page>
  )
}
