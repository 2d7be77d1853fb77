import type { JSX } from 'preact'
import { LANGUAGES } from '#core/i18n/language.ts'
import { bodyName, type Body } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { CATEGORIES, type Category } from '../../category.ts'
import { messages as reports } from '../../messages.ts'
import { USUAL, type ServicePromise } from '../deadlines.ts'
import type { Team, Template } from '../desk-store.ts'
import { messages } from '../messages.ts'

interface DeskPageProps {
  readonly view: View
  readonly body: Body
  readonly teams: readonly Team[]
  readonly promises: ReadonlyMap<Category, ServicePromise>
  readonly templates: readonly Template[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** How a body divides its work: teams, what it promises, and the answers that it gives often. */
export function DeskPage(props: DeskPageProps): JSX.Element {
  const { view, body, errors } = props
  const title = messages(view.language)('desk.title', { body: bodyName(body, view.language) })
  return (
    <Page view={view} title={title} errors={errors}>
      <h1 class="govuk-heading-l">{title}</h1>
      <Teams {...props} />
      <Promises {...props} />
      <Templates {...props} />
    </Page>
  )
}

/** Of which body: for who looks after several. */
export function DeskBodiesPage({ view, bodies }: { view: View; bodies: readonly Body[] }): JSX.Element {
  const title = messages(view.language)('desk.menu')
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <ul class="govuk-list">
        {bodies.map((body) => (
          <li>
            <a class="govuk-link" href={`/${view.language}/staff/desk/${body.id}`}>
              {bodyName(body, view.language)}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Teams({ view, body, teams, typed, errors }: DeskPageProps) {
  const h = messages(view.language)
  const t = reports(view.language)
  const at = `/${view.language}/staff/desk/${body.id}/teams`
  const changed = textOf(typed, 'team') ?? ''
  const categories = CATEGORIES.map((id) => ({ value: id, text: t(`category.${id}`) }))
  return (
    <>
      <h2 class="govuk-heading-m">{h('desk.teams')}</h2>
      {teams.length === 0 && <p class="govuk-body">{h('desk.noTeams')}</p>}
      {teams.map((team) => (
        <Form view={view} action={`${at}/remove`}>
          <h3 class="govuk-heading-s">{team.name}</h3>
          <p class="govuk-body">{team.categories.map((category) => t(`category.${category}`)).join(', ') || '–'}</p>
          <ChangeOrRemove
            view={view}
            href={`/${view.language}/staff/desk/${body.id}?team=${team.id}#team`}
            id={team.id}
            name={team.name}
          />
        </Form>
      ))}
      <Details
        id="team"
        summary={h(changed === '' ? 'desk.teamAdd' : 'desk.teamChange')}
        open={changed !== '' || ['name', 'categories'].some((field) => errorOf(errors, field))}
      >
        <Form view={view} action={at}>
          <input type="hidden" name="team" value={changed} />
          <Input
            name="name"
            label={h('desk.teamName')}
            value={textOf(typed, 'name') ?? ''}
            error={errorOf(errors, 'name')}
          />
          <Checkboxes
            name="categories"
            legend={{ text: h('desk.teamCategories'), size: 's' }}
            values={choicesOf(typed, 'categories')}
            error={errorOf(errors, 'categories')}
            small
            choices={categories}
          />
          <SaveButtons view={view} body={body} changed={changed} add={h('desk.teamAdd')} />
        </Form>
      </Details>
    </>
  )
}

function Promises({ view, body, promises, typed, errors }: DeskPageProps) {
  const h = messages(view.language)
  const t = reports(view.language)
  const days = (count: number | null) => (count === null ? h('desk.noPromise') : h('desk.days', { count }))
  const own = CATEGORIES.flatMap((category) => {
    const promise = promises.get(category)
    return promise === undefined ? [] : [[t(`category.${category}`), days(promise.answerDays), days(promise.solveDays)]]
  })
  return (
    <>
      <h2 class="govuk-heading-m">{h('desk.promises')}</h2>
      <p class="govuk-body">{h('desk.promisesLead')}</p>
      <p class="govuk-body">{h('desk.usual', { days: USUAL.answerDays })}</p>
      {own.length > 0 && (
        <Table
          caption={h('desk.promises')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('category'), h('desk.answerDays'), h('desk.solveDays')]}
          rows={own}
        />
      )}
      <Details
        summary={h('desk.promiseSet')}
        open={['answerDays', 'solveDays'].some((field) => errorOf(errors, field))}
      >
        <Form view={view} action={`/${view.language}/staff/desk/${body.id}/promises`}>
          <Select
            name="category"
            label={t('category')}
            value={textOf(typed, 'category') ?? ''}
            options={CATEGORIES.map((id) => ({ value: id, text: t(`category.${id}`) }))}
          />
          <Input
            name="answerDays"
            inputmode="numeric"
            width={3}
            label={h('desk.answerDays')}
            hint={h('desk.solveHint')}
            value={textOf(typed, 'answerDays') ?? ''}
            error={errorOf(errors, 'answerDays')}
          />
          <Input
            name="solveDays"
            inputmode="numeric"
            width={3}
            label={h('desk.solveDays')}
            hint={h('desk.solveHint')}
            value={textOf(typed, 'solveDays') ?? ''}
            error={errorOf(errors, 'solveDays')}
          />
          <Button kind="secondary">{h('desk.save')}</Button>
        </Form>
      </Details>
    </>
  )
}

function Templates({ view, body, templates, typed, errors }: DeskPageProps) {
  const h = messages(view.language)
  const at = `/${view.language}/staff/desk/${body.id}/templates`
  const changed = textOf(typed, 'template') ?? ''
  return (
    <>
      <h2 class="govuk-heading-m">{h('desk.templates')}</h2>
      {templates.length === 0 && <p class="govuk-body">{h('desk.noTemplates')}</p>}
      {templates.map(({ id, name, texts }) => (
        <Form view={view} action={`${at}/remove`}>
          <h3 class="govuk-heading-s">{name}</h3>
          <p class="govuk-body sp-own-words">{texts[view.language]}</p>
          <ChangeOrRemove
            view={view}
            href={`/${view.language}/staff/desk/${body.id}?template=${id}#template`}
            id={id}
            name={name}
          />
        </Form>
      ))}
      <Details
        id="template"
        summary={h(changed === '' ? 'desk.templateAdd' : 'desk.templateChange')}
        open={changed !== '' || ['templateName', ...LANGUAGES].some((field) => errorOf(errors, field))}
      >
        <Form view={view} action={at}>
          <input type="hidden" name="template" value={changed} />
          <Input
            name="templateName"
            label={h('desk.templateName')}
            value={textOf(typed, 'templateName') ?? ''}
            error={errorOf(errors, 'templateName')}
          />
          {LANGUAGES.map((language) => (
            <Textarea
              name={language}
              label={h('desk.templateText', { language: h(`desk.language.${language}`) })}
              rows={4}
              value={textOf(typed, language) ?? ''}
              error={errorOf(errors, language)}
            />
          ))}
          <SaveButtons view={view} body={body} changed={changed} add={h('desk.templateAdd')} />
        </Form>
      </Details>
    </>
  )
}

/** Below a team or a text: the way to the form that holds it, and the button that takes it away. */
function ChangeOrRemove({ view, href, id, name }: { view: View; href: string; id: string; name: string }) {
  const h = messages(view.language)
  return (
    <div class="govuk-button-group">
      <Button kind="secondary" name="id" value={id}>
        {h('desk.remove')} <span class="govuk-visually-hidden">{name}</span>
      </Button>
      <a class="govuk-link" href={href}>
        {h('desk.change')} <span class="govuk-visually-hidden">{name}</span>
      </a>
    </div>
  )
}

/** Adds, or saves what is changed, with the way back to an empty form. */
function SaveButtons({ view, body, changed, add }: { view: View; body: Body; changed: string; add: string }) {
  const h = messages(view.language)
  if (changed === '') return <Button kind="secondary">{add}</Button>
  return (
    <div class="govuk-button-group">
      <Button>{h('desk.save')}</Button>
      <a class="govuk-link" href={`/${view.language}/staff/desk/${body.id}`}>
        {h('desk.cancel')}
      </a>
    </div>
  )
}
