import { dataset, type Thing } from '../linked-data.tsx'
import { addressIn } from '../machine-face.ts'
import { Page } from '../page.tsx'
import type { View } from '../view.ts'
import { messages } from './messages.ts'
import type { Operation } from './openapi.ts'

/** The API for people: what there is, what it needs, and the address of the machine-readable description. */
export function ApiPage({ view, operations }: { view: View; operations: readonly Operation[] }) {
  const t = messages(view.language)
  return (
    <Page
      view={view}
      title={t('title')}
      description={t('intro')}
      linked={{ kind: 'CollectionPage', main: catalogue(view, operations) }}
    >
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

/** What can be taken as a table is a set of data; the same address with another ending, or none, is the same data in another form. */
function catalogue(view: View, operations: readonly Operation[]): Thing {
  const t = messages(view.language)
  const open = operations.filter(({ method }) => method === 'GET')
  // Of one thing among many there is no address to give here.
  const tables = open.filter(({ path }) => path.endsWith('.csv') && !path.includes('{'))
  return {
    '@type': 'DataCatalog',
    name: t('title'),
    url: addressIn(view.language, view),
    dataset: tables.map((table) => {
      const stem = stemOf(table.path)
      const files = open.filter(({ path }) => isFile(path) && stemOf(path) === stem)
      const whole = open.find(({ path }) => path === `/api${stem}`) ?? table
      return dataset(view, {
        name: stem.slice(1),
        description: whole.summary,
        files: files.map(({ path }) => path.replace('{language}', view.language)),
      })
    }),
  }
}

/** A page is no file: it answers data only to who asks for data. */
function isFile(path: string): boolean {
  return path.startsWith('/api/') || path.endsWith('.atom')
}

/** `/api/reports.csv` and `/{language}/reports.atom` are both `/reports`. */
function stemOf(path: string): string {
  return path.replace(/^\/(?:api|\{language\})/, '').replace(/\.\w+$/, '')
}
