import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { OwnStream, Registration } from '../registration.ts'
import { HowToSend, type Sending } from './how-to-send.tsx'

interface KeyPageProps {
  readonly view: View
  readonly path: string
  readonly registration: Registration
  readonly streams: readonly OwnStream[]
  readonly sending: Sending & { readonly key: string }
}

/** The key of the sensor, shown once, with what to send. */
export function KeyPage({ view, path, registration, streams, sending }: KeyPageProps) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('key.title')}>
      <h1 class="govuk-heading-l">{t('key.title')}</h1>
      <p class="govuk-body">{t('key.text')}</p>
      <InsetText>
        <code class="sp-own-words">{sending.key}</code>
      </InsetText>
      <p class="govuk-body">{t('key.only', { name: registration.name ?? '' })}</p>
      <HowToSend view={view} way={registration.way} streams={streams} sending={sending} />
      <h2 class="govuk-heading-m">{t('key.next')}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={path}>
          {t('key.wait')}
        </a>
      </p>
    </Page>
  )
}
