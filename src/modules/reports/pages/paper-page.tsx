import { PaperChoices, PaperField } from '#web/components/paper/paper.tsx'
import { QrCode } from '#web/components/qr-code/qr-code.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { CATEGORIES } from '../category.ts'
import { messages } from '../messages.ts'

/** The form of a report on paper: the same questions, to fill in with a pen and hand in at the counter. */
export function PaperPage({ view }: { view: View }) {
  const t = messages(view.language)
  const optional = (label: string) => t('optional', { label })
  const address = `${view.baseUrl}/${view.language}/reports/new`
  return (
    <Page view={view} title={t('paper.title')} description={t('paper.print')}>
      <h1 class="govuk-heading-l">{t('paper.title')}</h1>
      <p class="govuk-inset-text sp-not-on-paper">{t('paper.print')}</p>
      <p class="govuk-body">{t('paper.handIn')}</p>
      <PaperField label={t('where.postalCode')} />
      <PaperField label={t('where.street')} hint={t('where.streetHint')} />
      <PaperChoices label={t('what.category')} choices={CATEGORIES.map((id) => t(`category.${id}`))} />
      <PaperField label={t('what.note')} lines={6} />
      <PaperField label={optional(t('contact.name'))} />
      <PaperField label={optional(t('contact.phone'))} />
      <PaperField label={optional(t('contact.email'))} />
      <p class="govuk-body">{t('paper.privacy')}</p>
      <h2 class="govuk-heading-s">{t('paper.online')}</h2>
      <p class="govuk-body">{address}</p>
      <QrCode text={address} label={t('paper.qr')} />
    </Page>
  )
}
