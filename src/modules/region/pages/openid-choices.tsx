import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../people/openid/messages.ts'
import type { ProviderChoice } from '../people/openid/provider-store.ts'

/** Buttons to sign in with a provider, for the page to sign in. Links: a form may not lead to another site. */
export function OpenIdChoices({
  view,
  providers,
}: {
  view: View
  providers: readonly ProviderChoice[]
}): JSX.Element | null {
  const t = messages(view.language)
  if (providers.length === 0) return null
  return (
    <ul class="govuk-list">
      {providers.map(({ id, label }) => (
        <li>
          <Button kind="secondary" href={`/${view.language}/sign-in/openid/${id}`}>
            {t('signInWith', { label })}
          </Button>
        </li>
      ))}
    </ul>
  )
}
