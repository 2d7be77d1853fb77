import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'

interface EmailLinkFormProps {
  readonly view: View
  readonly action: string
  readonly email: string
  readonly hint?: string
  readonly errors: readonly FieldError[]
}

/** Asks for an e-mail address, to send a link that proves it. */
export function EmailLinkForm({ view, action, email, hint, errors }: EmailLinkFormProps): JSX.Element {
  const t = messages(view.language)
  return (
    <Form view={view} action={action}>
      <Input
        name="email"
        type="email"
        label={t('signIn.email')}
        hint={hint}
        value={email}
        error={errorOf(errors, 'email')}
        autocomplete="email"
        spellcheck={false}
      />
      <Button>{t('signIn.sendLink')}</Button>
    </Form>
  )
}
