import type { JSX } from 'preact'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../../body.ts'
import { messages } from '../messages.ts'

interface ThemesPageProps {
  readonly view: View
  readonly bodies: readonly Body[]
  /** Ids of the bodies that have a theme of their own. */
  readonly themed: ReadonlySet<string>
}

/** Which bodies have a look of their own. */
export function ThemesPage({ view, bodies, themed }: ThemesPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const sorted = bodies.toSorted((a, b) => bodyName(a, language).localeCompare(bodyName(b, language), language))
  return (
    <Page view={view} title={t('list.title')}>
      <h1 class="govuk-heading-l">{t('list.title')}</h1>
      <p class="govuk-body">{t('list.intro')}</p>
      <Table
        caption={t('list.title')}
        captionClasses="govuk-visually-hidden"
        head={[t('list.body'), t('list.look')]}
        rows={sorted.map((body) => [
          <a class="govuk-link" href={`/${language}/staff/theme/${body.id}`}>
            {bodyName(body, language)}
          </a>,
          themed.has(body.id) ? t('list.own') : t('list.region'),
        ])}
      />
    </Page>
  )
}
