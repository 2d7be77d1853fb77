import { longDate } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Photo } from '#web/components/photo/photo.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { assetRow } from '../assets/pages/asset-row.ts'
import { REOPEN_DAYS } from '../handling/closing.ts'
import { messages as handling } from '../handling/messages.ts'
import { MergedNotice } from '../duplicates/merged-notice.tsx'
import { messages } from '../messages.ts'
import { messages as open311 } from '../open311/messages.ts'
import { isClosed, type Report, type ReportEvent } from '../report.ts'
import { History, StatusTag } from './history.tsx'

interface FollowPageProps {
  readonly view: View
  readonly report: Report
  readonly events: readonly ReportEvent[]
  /** Number of the report that it was merged into. */
  readonly main: number | undefined
  readonly municipalityName: string
  readonly bodyName: string
  readonly secret: string
  /** Its number in the own system of a body. */
  readonly remote: { readonly bodyName: string; readonly number: string } | undefined
  readonly addition: string
  readonly bodyNames: ReadonlyMap<string, string>
  /** Whether it was closed so short a time ago that it can be opened again. */
  readonly mayReopen: boolean
  readonly reopening: string
  readonly errors: readonly FieldError[]
}

/** The reporter's own view of a report, behind the secret link, with a way to add something. */
export function FollowPage(props: FollowPageProps) {
  const { view, report, events, municipalityName, bodyName, secret, addition, errors, bodyNames } = props
  const t = messages(view.language)
  const title = t('follow.title', { number: String(report.number) })
  const place = [report.street, report.postalCode, municipalityName].filter(Boolean).join(', ')
  return (
    <Page view={view} title={title} form="addition" errors={errors} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-hint">{t('follow.yours')}</p>
      {props.main !== undefined && <MergedNotice view={view} main={props.main} />}
      <SummaryList
        rows={[
          { key: t('status'), value: <StatusTag report={report} language={view.language} /> },
          ...(report.closing === null
            ? []
            : [
                {
                  key: handling(view.language)('closing'),
                  value: handling(view.language)(`closing.${report.closing}`),
                },
              ]),
          { key: t('category'), value: t(`category.${report.category}`) },
          {
            key: t('follow.words'),
            value: (
              <span class="sp-own-words" lang={report.language}>
                {report.note}
              </span>
            ),
          },
          { key: t('list.place'), value: place },
          ...assetRow(report, view.language),
          { key: t('report.handledBy'), value: bodyName },
          ...(props.remote === undefined
            ? []
            : [
                {
                  key: open311(view.language)('remote.numberReporter', { body: props.remote.bodyName }),
                  value: props.remote.number,
                },
              ]),
          ...(isClosed(report.status)
            ? []
            : [{ key: t('report.answerBefore'), value: longDate(report.answerBefore, view.language) }]),
        ]}
      />
      {report.photo !== null && (
        <Photo
          view={view}
          src={`/reports/follow/${secret}/photo`}
          alt={t('report.photoAlt', { number: String(report.number) })}
        />
      )}
      <h2 class="govuk-heading-m">{t('report.history')}</h2>
      <History
        events={events}
        language={view.language}
        bodyNames={bodyNames}
        photoAt={({ id }) => `/reports/follow/${secret}/events/${id}/photo`}
      />
      {props.mayReopen && <Reopen {...props} />}
      <h2 class="govuk-heading-m">{t(isAsked(events) ? 'follow.answer' : 'follow.add')}</h2>
      <Form view={view} id="addition">
        <Textarea
          name="addition"
          label={t(isAsked(events) ? 'follow.answerLabel' : 'follow.addLabel')}
          value={addition}
          rows={4}
          error={errorOf(errors, 'addition')}
        />
        <Button>{t('follow.send')}</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/reports/${report.number}`}>
          {t('follow.public')}
        </a>
      </p>
    </Page>
  )
}

/** Whether staff asked something and the reporter said nothing since. */
function isAsked(events: readonly ReportEvent[]): boolean {
  return events.findLast(({ kind }) => kind === 'question' || kind === 'addition')?.kind === 'question'
}

/** Closed must be earned: who reported it may say that it is not solved. */
function Reopen({ view, report, secret, reopening, errors }: FollowPageProps) {
  const h = handling(view.language)
  const until = report.closedAt?.add({ hours: 24 * REOPEN_DAYS })
  return (
    <>
      <h2 class="govuk-heading-m">{h('reopen.title')}</h2>
      {until !== undefined && <p class="govuk-body">{h('reopen.lead', { date: longDate(until, view.language) })}</p>}
      <Form view={view} action={`/${view.language}/reports/follow/${secret}/reopen`}>
        <Textarea
          name="reopening"
          label={h('reopen.words')}
          value={reopening}
          rows={3}
          error={errorOf(errors, 'reopening')}
        />
        <Button kind="secondary">{h('reopen.button')}</Button>
      </Form>
    </>
  )
}
