import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Input } from '#web/components/input/input.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { emergencyNumbers } from './emergency.ts'

/** What is useful without internet: numbers to call, and a report that waits until there is internet again. */
export function OfflinePage({ view }: { view: View }): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <Page
      view={view}
      title={t('offline.title')}
      description={t('offline.lead')}
      head={<script type="module" src={view.assets['offline.js']} />}
    >
      <h1 class="govuk-heading-l">{t('offline.title')}</h1>
      <p class="govuk-body-l">{t('offline.lead')}</p>
      <h2 class="govuk-heading-m">{t('offline.emergency')}</h2>
      <SummaryList
        rows={emergencyNumbers(language).map(({ number, what }) => ({
          key: (
            <a class="govuk-link" href={`tel:${number.replaceAll(' ', '')}`}>
              {number}
            </a>
          ),
          value: t(what),
        }))}
      />
      <p class="govuk-body">{t('offline.danger')}</p>
      <h2 class="govuk-heading-m">{t('offline.keep')}</h2>
      <p class="govuk-body">{t('offline.keepWhat')}</p>
      <p class="govuk-body" data-offline-none="">
        {t('offline.none')}
      </p>
      <div data-offline="" hidden>
        <div class="govuk-body" role="status">
          <strong data-kept="" hidden>
            {t('offline.isKept')}
          </strong>{' '}
          <strong data-said="saved" hidden>
            {t('offline.saved')}
          </strong>{' '}
          <strong data-said="failed" hidden>
            {t('offline.failed')}
          </strong>
        </div>
        <div class="govuk-button-group">
          <button type="button" class="govuk-button" data-do="keep">
            {t('offline.keepButton')}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" data-do="remove" hidden>
            {t('offline.removeButton')}
          </button>
        </div>
        <section hidden>
          <h2 class="govuk-heading-m">{t('offline.own')}</h2>
          <ul class="govuk-list" data-own="" />
        </section>
        <h2 class="govuk-heading-m">{t('offline.report')}</h2>
        <p class="govuk-body">{t('offline.reportWhat')}</p>
        <form>
          <Input name="postalCode" label={t('offline.postalCode')} width={5} inputmode="numeric" />
          <Input name="street" label={t('offline.street')} />
          <Textarea name="note" label={t('offline.note')} attributes={{ maxlength: 2000 }} />
          <Button kind="secondary">{t('offline.reportButton')}</Button>
        </form>
        <section hidden>
          <h2 class="govuk-heading-m">{t('offline.waiting')}</h2>
          <ul class="govuk-list sp-things" data-waiting="" />
        </section>
        <template>
          <li>
            <p class="govuk-body" />
            <form method="post" action={`/${language}/reports/new`}>
              <input type="hidden" name="_token" value={view.formToken} />
              <input type="hidden" name="postalCode" />
              <input type="hidden" name="street" />
              <input type="hidden" name="note" />
              <Button>{t('offline.goOn')}</Button>
            </form>
            <button type="button" class="sp-plain" data-drop="">
              {t('offline.drop')}
            </button>
          </li>
        </template>
      </div>
    </Page>
  )
}
