import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import type { Role } from '../permissions.ts'

interface InvitePageProps {
  readonly view: View
  readonly body: Body
  /** The id that the colleague will have: the same form sent twice lets in one person. */
  readonly person: string
  /** The roles that may be given at this body. */
  readonly roles: readonly Role[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where a colleague is let in. */
export function InvitePage({ view, body, person, roles, typed, errors }: InvitePageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const title = t('people.inviteTitle', { body: bodyName(body, language) })
  const base = `/${language}/staff/people`
  return (
    <Page view={view} title={title} form="invite" errors={errors} above={<BackLink href={`${base}?body=${body.id}`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <Form view={view} id="invite" action={`${base}/new`}>
        <input type="hidden" name="body" value={body.id} />
        <input type="hidden" name="person" value={person} />
        <Input
          name="name"
          label={t('people.name')}
          hint={t('people.nameHint')}
          value={textOf(typed, 'name')}
          error={errorOf(errors, 'name')}
          autocomplete="off"
          spellcheck={false}
        />
        <Input
          name="email"
          type="email"
          label={t('people.email')}
          hint={t('people.emailHint')}
          value={textOf(typed, 'email')}
          error={errorOf(errors, 'email')}
          autocomplete="off"
          spellcheck={false}
        />
        <Radios
          name="role"
          legend={t('people.role')}
          value={textOf(typed, 'role')}
          error={errorOf(errors, 'role')}
          choices={roles.map((role) => ({ value: role, text: t(`role.${role}`), hint: t(`role.${role}.hint`) }))}
        />
        <Button>{t('people.letIn')}</Button>
      </Form>
    </Page>
  )
}
