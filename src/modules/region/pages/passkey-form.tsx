import type { ComponentChildren, JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { ErrorMessage } from '#web/components/error-message/error-message.tsx'
import { Form } from '#web/components/form/form.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import type { PasskeyQuestion } from '../people/passkeys/passkey.ts'

interface PasskeyFormProps {
  readonly view: View
  /** `get` signs in, `create` makes a passkey on this device. */
  readonly kind: 'get' | 'create'
  readonly action: string
  readonly question: PasskeyQuestion
  readonly button: string
  readonly error?: string | undefined
  readonly children?: ComponentChildren
}

/**
 * A form that asks the browser for a passkey (`#web/scripts/passkey.ts`). There is no way to do that without a script: until
 * it runs, the form says what to do instead.
 */
export function PasskeyForm({ view, kind, action, question, button, error, children }: PasskeyFormProps): JSX.Element {
  const t = messages(view.language)
  return (
    <Form view={view} action={action} attributes={{ 'data-passkey': kind, 'data-options': question.options }}>
      {children}
      <input type="hidden" name="challenge" value={question.token} />
      <input type="hidden" name="credential" value="" />
      <div id="credential" tabIndex={-1}>
        {error && <ErrorMessage error={error} />}
        <p class="govuk-inset-text" data-passkey-without>
          {t('passkey.needsScript')}
        </p>
        <p class="govuk-inset-text" data-passkey-failed hidden tabIndex={-1} role="alert">
          {t(kind === 'get' ? 'passkey.failed' : 'passkey.failedNew', { address: view.baseUrl })}
        </p>
        <div data-passkey-ready hidden>
          <Button>{button}</Button>
        </div>
      </div>
    </Form>
  )
}
