import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../people/openid/messages.ts'
import type { ProviderChoice } from '../people/openid/provider-store.ts'

interface OpenIdChoicesProps {
  readonly view: View
  readonly providers: readonly ProviderChoice[]
  /** Where to go afterwards; empty for the usual page. */
  readonly next: string
}

/** Buttons to sign in with a provider, by name of the body, for the page to sign in. Links: a form may not lead to another site. */
export function OpenIdChoices({ view, providers, next }: OpenIdChoicesProps): JSX.Element | null {
  const t = messages(view.language)
  if (providers.length === 0) return null
  const sorted = providers.toSorted(
    (one, other) =>
      one.bodyName[view.language].localeCompare(other.bodyName[view.language], view.language) ||
      one.label.localeCompare(other.label, view.language),
  )
  return (
    <ul class="govuk-list">
      {sorted.map(({ id, label, bodyName }) => (
        <li>
          <Button
            kind="secondary"
            href={`/${view.language}/sign-in/openid/${id}${next && `?next=${encodeURIComponent(next)}`}`}
          >
            {t('signInWith', { label, body: bodyName[view.language] })}
          </Button>
        </li>
      ))}
    </ul>
  )
}
