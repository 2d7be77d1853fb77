import { SummaryList } from '../components/summary-list/summary-list.tsx'
import type { PersonalData } from '../module.ts'
import { Page } from '../page.tsx'
import type { View } from '../view.ts'
import { messages } from './messages.ts'

/** What is kept about people, why, how long and who sees it: made of what the capabilities declare. */
export function PrivacyPage({ view, kept }: { view: View; kept: readonly PersonalData[] }) {
  const { language } = view
  const t = messages(language)
  return (
    <Page view={view} title={t('title')} description={t('intro')}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body-l">{t('intro')}</p>
      <h2 class="govuk-heading-m">{t('visit')}</h2>
      <p class="govuk-body">{t('visitText')}</p>
      {kept.map(({ what, purpose, basis, kept: howLong, seenBy }) => (
        <section>
          <h2 class="govuk-heading-m">{what(language)}</h2>
          <SummaryList
            rows={[
              { key: t('purpose'), value: purpose(language) },
              { key: t('basis'), value: t(`basis.${basis}`) },
              { key: t('kept'), value: howLong(language) },
              { key: t('seenBy'), value: seenBy(language) },
            ]}
          />
        </section>
      ))}
    </Page>
  )
}
