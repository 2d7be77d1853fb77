import type { JSX } from 'preact'
import { bodyName, type Body } from '#modules/region/public.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'

/** Of which body: for who makes rules for several. */
export function BodiesPage({ view, bodies }: { view: View; bodies: readonly Body[] }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('menu')}>
      <h1 class="govuk-heading-l">{t('menu')}</h1>
      <p class="govuk-body">{t('choose')}</p>
      <ul class="govuk-list">
        {bodies.map((body) => (
          <li>
            <a class="govuk-link" href={`/${view.language}/staff/routing/${body.id}`}>
              {bodyName(body, view.language)}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
