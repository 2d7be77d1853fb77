import type { JSX } from 'preact'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import type { Person } from '../people/person.ts'

interface HandOverPageProps {
  readonly view: View
  readonly person: Person
  readonly body: string
  /** Absent when the link went by letter: then nobody else needs to see it. */
  readonly link: string | undefined
}

/** After somebody was let in or helped: how they get in now. */
export function HandOverPage({ view, person, body, link }: HandOverPageProps): JSX.Element {
  const t = messages(view.language)
  const title = t('handOver.title', { name: person.name })
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {link === undefined ? (
        <p class="govuk-body">{t('handOver.sent', { email: person.email ?? '' })}</p>
      ) : (
        <>
          <p class="govuk-body">{t('handOver.give', { name: person.name })}</p>
          <InsetText classes="sp-secret">{link}</InsetText>
        </>
      )}
      <p class="govuk-body">{t('handOver.howLong')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/staff/people?body=${body}`}>
          {t('people.title')}
        </a>
      </p>
    </Page>
  )
}
