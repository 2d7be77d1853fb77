import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import type { View } from '#web/view.ts'
import type { Connection } from '../people/openid/connections.ts'
import { messages } from '../people/openid/messages.ts'

/** The part of the account page where staff connect their account at the provider of their body. */
export function ConnectProviders({
  view,
  connections,
}: {
  view: View
  connections: readonly Connection[]
}): JSX.Element | null {
  const t = messages(view.language)
  if (connections.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">{t('connectTitle')}</h2>
      <p class="govuk-body">{t('connectIntro')}</p>
      <ul class="govuk-list">
        {connections.map(({ label, isConnected, path }) => (
          <li>
            {isConnected ? (
              <p class="govuk-body">{t('connected', { label })}</p>
            ) : (
              <Button kind="secondary" href={`/${view.language}${path}`}>
                {t('connect', { label })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
