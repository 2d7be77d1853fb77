import type { VNode } from 'preact'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Photo } from '#web/components/photo/photo.tsx'
import { plainDutchScript } from '#web/components/plain-dutch-hint/plain-dutch-hint.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { Team, Template } from '../handling/desk-store.ts'
import { messages as handling } from '../handling/messages.ts'
import { HandlingForms } from '../handling/pages/handling-forms.tsx'
import { PassingForms } from '../handling/pages/passing-forms.tsx'
import { messages } from '../messages.ts'
import { messages as open311 } from '../open311/messages.ts'
import type { Remote } from '../open311/client/addition-store.ts'
import type { Report, ReportEvent } from '../report.ts'
import type { Colleague, PassingChoices } from '../staff/choices.ts'
import { History } from './history.tsx'
import { StaffReportFacts } from './staff-report-facts.tsx'

export interface StaffReportPageProps {
  readonly view: View
  readonly report: Report
  /** Its number in the own system of its body, and how many additions are not there. */
  readonly remote: Remote | undefined
  /** For which body the visitor looks. */
  readonly body: string
  readonly isOwner: boolean
  readonly parties: readonly string[]
  readonly bodyNames: ReadonlyMap<string, string>
  readonly events: readonly ReportEvent[]
  readonly municipalityName: string
  /** Other reports of the same thing. */
  readonly duplicates: VNode | null
  readonly mayHandle: boolean
  /** Whether the reporter has no other way to follow the report than a code on paper. */
  readonly mayPrintCode: boolean
  readonly templates: readonly Template[]
  readonly teams: readonly Team[]
  readonly colleagues: readonly Colleague[]
  readonly passing: PassingChoices | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly now: Temporal.Instant
}

/** One report with everything that staff need to handle it. */
export function StaffReportPage(props: StaffReportPageProps) {
  const { view, report, events, errors, bodyNames, isOwner } = props
  const t = messages(view.language)
  const title = t('report.title', { number: String(report.number), category: t(`category.${report.category}`) })
  const list = { text: t('staff.title'), href: `/${view.language}/staff/reports` }
  return (
    <Page
      view={view}
      title={title}
      head={props.mayHandle ? plainDutchScript(view) : undefined}
      form={props.mayHandle ? 'handling' : undefined}
      errors={errors}
      above={<Breadcrumbs crumbs={[list, { text: title }]} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {report.demo && <InsetText>{t('report.demo')}</InsetText>}
      {!isOwner && (
        <InsetText>
          {handling(view.language)('party.lead', { body: bodyNames.get(report.body) ?? report.body })}{' '}
          {handling(view.language)('party.noContact')}
        </InsetText>
      )}
      {props.remote !== undefined && <InOwnSystem {...props} remote={props.remote} />}
      <StaffReportFacts {...props} />
      {report.photo !== null && (
        <Photo
          view={view}
          src={`/reports/${report.number}/photo`}
          alt={t('report.photoAlt', { number: String(report.number) })}
        />
      )}
      {props.mayHandle ? <HandlingForms {...props} /> : <p class="govuk-body">{t('staff.onlyRead')}</p>}
      {props.passing !== undefined && <PassingForms {...props} passing={props.passing} />}
      {props.duplicates}
      <h2 class="govuk-heading-m">{t('report.history')}</h2>
      <History
        events={events}
        language={view.language}
        bodyNames={bodyNames}
        photoAt={({ id }) => `/reports/${report.number}/events/${id}/photo`}
      />
    </Page>
  )
}

/** Two places to work on one report: says which one counts. */
function InOwnSystem({ view, report, remote, bodyNames }: StaffReportPageProps & { readonly remote: Remote }) {
  const o = open311(view.language)
  const { number } = remote
  const body = bodyNames.get(remote.body) ?? remote.body
  if (remote.cameFrom !== null) return null
  if (number === null) return report.body === remote.body ? <InsetText>{o('remote.unsent', { body })}</InsetText> : null
  return <InsetText>{o(wordsAbout(remote, report), { body, number })}</InsetText>
}

function wordsAbout({ isReplaced, body }: Remote, report: Report) {
  if (isReplaced) return 'remote.leftThere'
  return report.body === body ? 'remote.workThere' : 'remote.closeThere'
}
