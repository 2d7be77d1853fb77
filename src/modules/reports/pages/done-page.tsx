import { Button } from '#web/components/button/button.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Panel } from '#web/components/panel/panel.tsx'
import { QrCode } from '#web/components/qr-code/qr-code.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { longDate } from '#core/i18n/format.ts'
import { messages } from '../messages.ts'
import type { Report } from '../report.ts'

interface DonePageProps {
  readonly view: View
  readonly report: Report
  readonly bodyName: string
  readonly followUrl: string
  /** Whether it is printed for the resident, at the counter: with a QR code instead of an address to type over. */
  readonly isReceipt: boolean
}

/** Page 5 of a report: the number, what happens next and when, and the secret link. */
export function DonePage({ view, report, bodyName, followUrl, isReceipt }: DonePageProps) {
  const t = messages(view.language)
  const date = longDate(report.answerBefore, view.language)
  return (
    <Page view={view} title={t('done.title')}>
      {isReceipt && <p class="govuk-inset-text sp-not-on-paper">{t('done.print')}</p>}
      <Panel title={t('done.title')}>{t('done.number', { number: String(report.number) })}</Panel>
      <h2 class="govuk-heading-m">{t('done.next')}</h2>
      <p class="govuk-body">{t('done.nextText', { body: bodyName, date })}</p>
      <h2 class="govuk-heading-m">{t('done.follow')}</h2>
      <p class="govuk-body">{t('done.followText')}</p>
      <InsetText>
        <a class="govuk-link" href={followUrl}>
          {followUrl}
        </a>
      </InsetText>
      {isReceipt && <QrCode text={followUrl} label={t('done.qr')} />}
      {report.reporterEmail !== null && <p class="govuk-body">{t('done.mail', { email: report.reporterEmail })}</p>}
      <Button href={`/${view.language}/reports/new`} kind="secondary">
        {t('done.another')}
      </Button>
    </Page>
  )
}
