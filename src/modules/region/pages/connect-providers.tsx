import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import type { View } from '#web/view.ts'
import type { Connection } from '../people/openid/connections.ts'
import { messages } from '../people/openid/messages.ts'

interface ConnectProvidersProps {
  readonly view: View
  readonly connections: readonly Connection[]
  readonly for: 'staff' | 'residents'
}

/** The part of the account page where staff connect their account at work, and residents another way into their file. */
export function ConnectProviders({ view, connections, for: whom }: ConnectProvidersProps): JSX.Element | null {
  const t = messages(view.language)
  if (connections.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">{t(whom === 'staff' ? 'connectTitle' : 'connectFileTitle')}</h2>
      <p class="govuk-body">{t(whom === 'staff' ? 'connectIntro' : 'connectFileIntro')}</p>
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
