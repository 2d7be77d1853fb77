import { Page } from '../page.tsx'
import type { View } from '../view.ts'
import { messages } from './messages.ts'
import type { Operation } from './openapi.ts'

/** The API for people: what there is, what it needs, and the address of the machine-readable description. */
export function ApiPage({ view, operations }: { view: View; operations: readonly Operation[] }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('title')}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body-l">{t('intro')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/api/openapi.json">
          {t('description')}
        </a>
      </p>
      {operations.map((operation) => (
        <section>
          <h2 class="govuk-heading-m" lang="en">
            {operation.summary}
          </h2>
          <p class="govuk-body">
            <code>
              {operation.method} {operation.path}
            </code>
          </p>
          {operation.parameters.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {operation.parameters.map(({ name, required, description }) => (
                <li>
                  <code>{name}</code> {required ? t('required') : t('optional')}
                  {description !== undefined && <span lang="en"> {description}</span>}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </Page>
  )
}
