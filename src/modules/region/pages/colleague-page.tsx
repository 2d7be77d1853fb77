import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import type { HeldAt } from '../people/administration/rules.ts'
import type { Person } from '../people/person.ts'
import type { Role } from '../permissions.ts'

interface ColleaguePageProps {
  readonly view: View
  readonly person: Person
  /** The bodies where both work: the roles elsewhere are not shown. */
  readonly bodies: readonly Body[]
  readonly roles: readonly HeldAt[]
  readonly toGive: (body: string) => readonly Role[]
  readonly mayTake: (held: HeldAt) => boolean
  readonly mayRestore: boolean
  /** Whether the colleague also works elsewhere. */
  readonly hasMore: boolean
  readonly isSelf: boolean
}

/** One colleague: what they may do, and help when they cannot get in. */
export function ColleaguePage(props: ColleaguePageProps): JSX.Element {
  const { view, person, bodies, roles, toGive, mayTake, mayRestore, hasMore, isSelf } = props
  const { language } = view
  const t = messages(language)
  const base = `/${language}/staff/people`
  return (
    <Page view={view} title={person.name} above={<BackLink href={`${base}?body=${bodies[0]?.id ?? ''}`} />}>
      <h1 class="govuk-heading-l">{person.name}</h1>
      <p class="govuk-body">{person.email ?? t('people.noEmail')}</p>
      {isSelf && <InsetText>{t('people.self')}</InsetText>}
      {hasMore && <InsetText>{t('people.elsewhere')}</InsetText>}
      {bodies.map((body) => (
        <section aria-labelledby={`body-${body.id}`}>
          <h2 class="govuk-heading-m" id={`body-${body.id}`}>
            {t('people.rolesAt', { body: bodyName(body, language) })}
          </h2>
          <ul class="govuk-list sp-things">
            {roles
              .filter((held) => held.body === body.id)
              .map((held) => (
                <RoleLine view={view} person={person} held={held} change={mayTake(held) ? 'take' : undefined} />
              ))}
            {toGive(body.id)
              .filter((role) => !roles.some((held) => held.body === body.id && held.role === role))
              .map((role) => (
                <RoleLine view={view} person={person} held={{ body: body.id, role }} change="give" />
              ))}
          </ul>
        </section>
      ))}
      {mayRestore && (
        <section aria-labelledby="restore">
          <h2 class="govuk-heading-m" id="restore">
            {t('restore.title')}
          </h2>
          <p class="govuk-body">{t('restore.what', { name: person.name })}</p>
          <Form view={view} action={`${base}/${person.id}/restore`}>
            <Button kind="warning">{t('restore.button')}</Button>
          </Form>
        </section>
      )}
    </Page>
  )
}

interface RoleLineProps {
  readonly view: View
  readonly person: Person
  readonly held: HeldAt
  /** What the button does; absent: no button. */
  readonly change: 'give' | 'take' | undefined
}

function RoleLine({ view, person, held, change }: RoleLineProps): JSX.Element {
  const t = messages(view.language)
  return (
    <li>
      <div>
        <strong>{t(`role.${held.role}`)}</strong>
        <span class="govuk-hint">{t(change === 'give' ? 'people.hasNot' : 'people.has')}</span>
      </div>
      {change !== undefined && (
        <Form view={view} action={`/${view.language}/staff/people/${person.id}/roles`}>
          <input type="hidden" name="body" value={held.body} />
          <input type="hidden" name="role" value={held.role} />
          <input type="hidden" name="change" value={change} />
          <Button kind="secondary">
            {t(change === 'give' ? 'people.give' : 'people.take')}
            <span class="govuk-visually-hidden">: {t(`role.${held.role}`)}</span>
          </Button>
        </Form>
      )}
    </li>
  )
}
