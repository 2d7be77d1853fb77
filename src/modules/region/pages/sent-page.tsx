import type { JSX } from 'preact'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'

/** After a link was asked for: where it is, and what to do when it does not come. */
export function SentPage({ view, email }: { view: View; email: string | undefined }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('sent.title')} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{t('sent.title')}</h1>
      <p class="govuk-body">{email === undefined ? t('sent.what') : t('sent.whatTo', { email })}</p>
      <p class="govuk-body">{t('sent.howLong')}</p>
      <h2 class="govuk-heading-m">{t('sent.nothing')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>{t('sent.spam')}</li>
        <li>
          <a class="govuk-link" href={`/${view.language}/sign-in`}>
            {t('sent.again')}
          </a>
        </li>
        <li>{t('sent.counter')}</li>
      </ul>
    </Page>
  )
}
