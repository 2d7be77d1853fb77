import { bodyName, type Body } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import type { StaffReportPageProps } from '../../pages/staff-report-page.tsx'
import { isClosed } from '../../report.ts'
import { messages as routing } from '../../routing/messages.ts'
import type { PassingChoices } from '../../staff/choices.ts'
import { messages as handling } from '../messages.ts'

type Props = StaffReportPageProps & { readonly passing: PassingChoices }

/** Dividing the work, giving the report to another body, letting others read along. Each is folded until it is needed. */
export function PassingForms(props: Props) {
  const { view, report, errors } = props
  const t = routing(view.language)
  const h = handling(view.language)
  const has = (...fields: string[]) => fields.some((field) => errorOf(errors, field) !== undefined)
  return (
    <>
      <Details summary={h('plan.title')} open={has('team', 'planned')}>
        <Plan {...props} />
      </Details>
      {!isClosed(report.status) && (
        <Details summary={t('handOver.title')} open={has('to', 'why')}>
          <HandOver {...props} />
        </Details>
      )}
      <Details summary={h('party.add')} open={has('who')}>
        <Followers {...props} />
      </Details>
    </>
  )
}

function Plan({ view, report, teams, colleagues, typed, errors }: Props) {
  const h = handling(view.language)
  return (
    <Form view={view} action={`/${view.language}/staff/reports/${report.number}/plan`}>
      {teams.length > 0 && (
        <Select
          name="team"
          label={h('plan.team')}
          value={textOf(typed, 'team') ?? report.team ?? ''}
          error={errorOf(errors, 'team')}
          options={[{ value: '', text: h('plan.noTeam') }, ...teams.map(({ id, name }) => ({ value: id, text: name }))]}
        />
      )}
      <Select
        name="assignee"
        label={h('plan.assignee')}
        value={textOf(typed, 'assignee') ?? report.assignee ?? ''}
        error={teams.length > 0 ? undefined : errorOf(errors, 'team')}
        options={[
          { value: '', text: h('plan.nobody') },
          ...colleagues.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Input
        name="planned"
        type="date"
        width={10}
        label={h('plan.date')}
        hint={h('plan.dateHint')}
        value={textOf(typed, 'planned') ?? report.plannedFor?.toString() ?? ''}
        error={errorOf(errors, 'planned')}
      />
      <Button kind="secondary">{h('plan.save')}</Button>
    </Form>
  )
}

function HandOver({ view, report, passing, typed, errors }: Props) {
  const t = routing(view.language)
  const option = (body: Body) => ({ value: body.id, text: bodyName(body, view.language) })
  return (
    <Form view={view} action={`/${view.language}/staff/reports/${report.number}/hand-over`}>
      <p class="govuk-body">{t('handOver.lead')}</p>
      <Select
        name="to"
        label={t('handOver.to')}
        value={textOf(typed, 'to') ?? ''}
        error={errorOf(errors, 'to')}
        options={[
          { value: '', text: t('handOver.choose') },
          ...passing.likely.map((body) => ({ ...option(body), text: `★ ${bodyName(body, view.language)}` })),
          ...passing.others.map(option),
        ]}
      />
      {passing.likely.length > 0 && <p class="govuk-hint">★ {t('handOver.suggested')}</p>}
      <Textarea
        name="why"
        label={t('handOver.why')}
        hint={t('handOver.whyHint')}
        rows={3}
        value={textOf(typed, 'why') ?? ''}
        error={errorOf(errors, 'why')}
      />
      <Button kind="secondary">{t('handOver.button')}</Button>
    </Form>
  )
}

function Followers({ view, report, passing, parties, bodyNames, typed, errors }: Props) {
  const h = handling(view.language)
  const at = `/${view.language}/staff/reports/${report.number}`
  return (
    <>
      {parties.map((id) => (
        <Form view={view} action={`${at}/unfollow`}>
          <p class="govuk-body">
            {bodyNames.get(id) ?? id}{' '}
            <Button kind="secondary" name="who" value={id}>
              {h('party.remove')} <span class="govuk-visually-hidden">{bodyNames.get(id) ?? id}</span>
            </Button>
          </p>
        </Form>
      ))}
      <Form view={view} action={`${at}/follow`}>
        <Select
          name="who"
          label={h('party.who')}
          value={textOf(typed, 'who') ?? ''}
          error={errorOf(errors, 'who')}
          options={[
            { value: '', text: h('party.choose') },
            ...passing.followers
              .filter(({ id }) => !parties.includes(id))
              .map((body) => ({ value: body.id, text: bodyName(body, view.language) })),
          ]}
        />
        <Button kind="secondary">{h('party.addButton')}</Button>
      </Form>
    </>
  )
}
