import type { Sql } from '#core/database/sql.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import type { Context, FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages as reportMessages } from '../messages.ts'
import { isClosed, type Report } from '../report.ts'
import { LIKELY, rankCandidates, type Ranked } from './likelihood.ts'
import { findMain, listMerged, type MergedReport } from './merge.ts'
import { messages } from './messages.ts'
import { findNamedAsset, findPrint, listNearby, type Candidate } from './nearby.ts'
import { reasonsOf } from './reasons.ts'
import { withTopics } from './topics.ts'

const MOST_SHOWN = 6

interface StaffDuplicatesProps {
  readonly view: View
  readonly report: Pick<Report, 'number'>
  readonly main: MergedReport | undefined
  readonly merged: readonly MergedReport[]
  /** Undefined when nothing can be merged: the report is closed, was merged, or only to be read. */
  readonly likely: readonly Ranked<Candidate>[] | undefined
  readonly mayHandle: boolean
  /** What was typed and is wrong. */
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** The part of a report's page for staff that is about other reports of the same thing. `bodies` are those whose reports the visitor reads. */
export async function staffDuplicates(
  report: Report,
  {
    mayHandle,
    bodies,
    typed,
    errors,
  }: Pick<StaffDuplicatesProps, 'mayHandle' | 'typed' | 'errors'> & {
    readonly bodies: readonly string[] | undefined
  },
  { sql, view }: Pick<Context, 'sql' | 'view'>,
) {
  const main = await findMain(sql, report.id)
  const merged = await listMerged(sql, report.id)
  const mayMerge = mayHandle && main === undefined && !isClosed(report.status)
  const likely = mayMerge ? await listLikely(report, bodies, sql) : undefined
  return <StaffDuplicates {...{ view, report, main, merged, likely, mayHandle, typed, errors }} />
}

async function listLikely(
  report: Report,
  bodies: readonly string[] | undefined,
  sql: Sql,
): Promise<Ranked<Candidate>[]> {
  const { id, photo, receivedAt: at } = report
  const asset = await findNamedAsset(sql, id)
  const near = await listNearby(sql, { ...report, at, self: id, bodies, asset })
  const [compared] = await withTopics([{ ...report, asset, print: await findPrint(sql, photo) }])
  return compared === undefined
    ? []
    : rankCandidates(compared, await withTopics(near), { least: LIKELY, most: MOST_SHOWN })
}

function StaffDuplicates(props: StaffDuplicatesProps) {
  const { view, report, main, merged, likely, mayHandle } = props
  if (main === undefined && merged.length === 0 && likely === undefined) return null
  const t = messages(view.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('staff.title')}</h2>
      {main !== undefined && (
        <InsetText>
          <p class="govuk-body">{t('staff.mergedInto', { number: String(main.number) })}</p>
          <ReportLink view={view} number={main.number} />
          {mayHandle && <PartForm view={view} number={report.number} />}
        </InsetText>
      )}
      {merged.length > 0 && (
        <>
          <p class="govuk-body">{t('staff.holds')}</p>
          <ul class="govuk-list govuk-list--bullet">
            {merged.map(({ number }) => (
              <li>
                <ReportLink view={view} number={number} />
                {mayHandle && <PartForm view={view} number={number} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {likely !== undefined && <Likely {...props} likely={likely} />}
    </>
  )
}

interface LikelyProps extends Pick<StaffDuplicatesProps, 'view' | 'report' | 'typed' | 'errors'> {
  readonly likely: readonly Ranked<Candidate>[]
}

function Likely({ view, report: { number }, likely, typed, errors }: LikelyProps) {
  const t = messages(view.language)
  const named = reportMessages(view.language)
  const action = `/${view.language}/staff/reports/${number}/merge`
  return (
    <>
      <p class="govuk-body">{t(likely.length === 0 ? 'staff.none' : 'staff.hint')}</p>
      {likely.length > 0 && (
        <ol class="govuk-list govuk-list--number">
          {likely.map(({ candidate, pair, likelihood, isSameAsset }) => (
            <li>
              <a class="govuk-link" href={`/${view.language}/staff/reports/${candidate.number}`}>
                {t('report', { number: String(candidate.number), category: named(`category.${candidate.category}`) })}
              </a>
              <p class="govuk-body sp-own-words" lang={candidate.language}>
                {candidate.note}
              </p>
              <p class="govuk-hint">
                {isSameAsset && candidate.asset !== null
                  ? t('why.asset', { number: candidate.asset.number })
                  : t('sure', { percent: String(Math.round(likelihood * 100)) })}
                : {reasonsOf(pair, view.language).join(', ')}
              </p>
              <Form view={view} action={action}>
                <Button kind="secondary" name="into" value={String(candidate.number)}>
                  {t('staff.merge', { number: String(candidate.number) })}
                </Button>
              </Form>
            </li>
          ))}
        </ol>
      )}
      <Form view={view} action={action}>
        <Input
          name="into"
          label={t('staff.other')}
          width={10}
          inputmode="numeric"
          value={textOf(typed, 'into') ?? ''}
          error={errorOf(errors, 'into')}
        />
        <Button kind="secondary">{t('staff.mergeOther')}</Button>
      </Form>
    </>
  )
}

function PartForm({ view, number }: { view: View; number: number }) {
  return (
    <Form view={view} action={`/${view.language}/staff/reports/${number}/part`}>
      <Button kind="secondary">{messages(view.language)('staff.part', { number: String(number) })}</Button>
    </Form>
  )
}

function ReportLink({ view, number }: { view: View; number: number }) {
  return (
    <a class="govuk-link" href={`/${view.language}/staff/reports/${number}`}>
      {messages(view.language)('public.link', { number: String(number) })}
    </a>
  )
}
