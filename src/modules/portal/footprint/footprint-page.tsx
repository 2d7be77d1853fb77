import type { JSX } from 'preact'
import { decimal, longDate } from '#core/i18n/format.ts'
import { Details } from '#web/components/details/details.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { Measured, MeasuredJourney } from './measured.ts'

/** What a visit to the square costs: bytes, and grams of CO2. */
export function FootprintPage({ view, measured }: { view: View; measured: Measured }): JSX.Element {
  const { language } = view
  const t = messages(language)
  const { pages, journeys, date } = measured
  const kilobytes = (bytes: number) => t('footprint.kilobytes', { count: decimal(bytes / 1000, language, 1) })
  const grams = (milligrams: number) => t('footprint.milligrams', { count: decimal(milligrams, language, 1) })
  const sorted = pages.toSorted((one, other) => one.bytes - other.bytes)
  const middle = sorted[Math.floor(sorted.length / 2)]
  return (
    <Page view={view} title={t('footprint.title')} description={t('footprint.description')}>
      <h1 class="govuk-heading-l">{t('footprint.title')}</h1>
      <p class="govuk-body-l">{t('footprint.lead')}</p>
      {middle !== undefined && (
        <InsetText>
          {t('footprint.middle', { weight: kilobytes(middle.bytes), carbon: grams(middle.milligrams) })}
        </InsetText>
      )}
      <Table
        caption={t('footprint.journeys')}
        captionSize="m"
        stack
        head={[
          t('footprint.journey'),
          { text: t('footprint.pages'), format: 'numeric' },
          { text: t('footprint.weight'), format: 'numeric' },
          { text: t('footprint.carbon'), format: 'numeric' },
        ]}
        rows={journeys.map((journey: MeasuredJourney) => [
          t(`footprint.journey.${journey.id}`),
          { text: String(journey.pages), format: 'numeric' },
          { text: kilobytes(journey.bytes), format: 'numeric' },
          { text: grams(journey.milligrams), format: 'numeric' },
        ])}
      />
      <Details summary={t('footprint.everyPage', { count: pages.length })}>
        <Table
          caption={t('footprint.everyPageTable')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[
            t('footprint.page'),
            { text: t('footprint.requests'), format: 'numeric' },
            { text: t('footprint.weight'), format: 'numeric' },
            { text: t('footprint.carbon'), format: 'numeric' },
          ]}
          rows={sorted.map(({ path, bytes, requests, milligrams }) => [
            path.includes('…') ? (
              <code>{path}</code>
            ) : (
              <a class="govuk-link" href={`/${language}${path}`}>
                <code>{path === '' ? '/' : path}</code>
              </a>
            ),
            { text: String(requests), format: 'numeric' },
            { text: kilobytes(bytes), format: 'numeric' },
            { text: grams(milligrams), format: 'numeric' },
          ])}
        />
      </Details>
      <h2 class="govuk-heading-m">{t('footprint.how')}</h2>
      <p class="govuk-body">{t('footprint.method', { date: longDate(Temporal.PlainDate.from(date), language) })}</p>
      <p class="govuk-body">{t('footprint.estimate')}</p>
      <h2 class="govuk-heading-m">{t('footprint.less')}</h2>
      <p class="govuk-body">{t('footprint.saveData')}</p>
    </Page>
  )
}
