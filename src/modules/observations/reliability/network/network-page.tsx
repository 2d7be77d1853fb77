import { decimal } from '#core/i18n/format.ts'
import { listQuery } from '#web/list-query.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { pagination, Pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { dataset } from '#web/linked-data.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { titleOf } from '../../called.ts'
import { BANDS, QUESTIONS } from '../../comparison/index.ts'
import { propertyOptions } from '../../pages/list-page.tsx'
import { messages as pageWords } from '../../pages/messages.ts'
import { messages } from '../messages.ts'
import { Objections } from '../report/uses-table.tsx'
import { bandOfScore } from '../report/told.ts'
import { PAGE_SIZE } from './filter.ts'
import type { NetworkReport } from './told.ts'

interface NetworkPageProps {
  readonly view: View
  readonly report: NetworkReport
  readonly measured: readonly string[]
  readonly municipalities: readonly { readonly nis: string; readonly name: string }[]
}

/** "38 of 52 sensors may be used for this question", why not the others, and which they are. */
export function NetworkPage(props: NetworkPageProps) {
  const { view, report } = props
  const { language } = view
  const { filter, counts, reasons, places, streams } = report
  const t = messages(language)
  const base = `/${language}/sensors/network-report`
  const query = listQuery(filter, { page: 1 })
  const names = new Map(props.municipalities.map(({ nis, name }) => [nis, name]))
  const nameOf = (nis: string) => names.get(nis) ?? nis
  const files = [`/api/sensors/network-report.csv${query}`, `/api/sensors/network-report${query}`] as const
  const pages = Math.min(10_000, Math.ceil(counts.all / PAGE_SIZE))
  const hidden = (words: string) => <span class="govuk-visually-hidden">{words}</span>
  return (
    <Page
      view={view}
      title={t('network.title')}
      description={t('network.intro')}
      wide
      above={
        <Breadcrumbs
          crumbs={[{ text: pageWords(language)('menu'), href: `/${language}/sensors` }, { text: t('report.crumb') }]}
        />
      }
      linked={{ main: dataset(view, { name: t('network.title'), description: t('network.intro'), files: [...files] }) }}
    >
      <h1 class="govuk-heading-l">{t('network.title')}</h1>
      <p class="govuk-body sp-column">{t('network.intro')}</p>
      <Filter {...props} base={base} />
      <h2 class="govuk-heading-m">{t(`question.${filter.question}`)}</h2>
      <p class="govuk-body" role="status">
        {t('network.answer', { all: counts.all, may: counts.may })}
      </p>
      {reasons.length > 0 && (
        <>
          <Table
            caption={t('network.reasons')}
            captionSize="m"
            stack
            head={[t('network.reason'), { text: t('network.count'), format: 'numeric' }]}
            rows={reasons.map(({ objection, count }) => [
              <Objections objections={[objection]} language={language} />,
              { text: String(count), format: 'numeric' as const },
            ])}
          />
          <p class="govuk-body">{t('network.several')}</p>
        </>
      )}
      <Table
        caption={t('network.bands')}
        captionSize="m"
        stack
        head={[t('network.band'), { text: t('network.count'), format: 'numeric' }]}
        rows={[
          ...BANDS.map((band, place) => [
            t(`band.${band}`),
            { text: String(counts.bands[place] ?? 0), format: 'numeric' as const },
          ]),
          [t('band.unknown'), { text: String(counts.unknown), format: 'numeric' as const }],
        ]}
      />
      {counts.median !== null && (
        <p class="govuk-body">{t('network.median', { median: decimal(counts.median, language) })}</p>
      )}
      {places.length > 1 && (
        <Table
          caption={t('network.places')}
          captionSize="m"
          stack
          head={[
            t('network.municipality'),
            { text: t('network.may'), format: 'numeric' },
            { text: t('network.of'), format: 'numeric' },
          ]}
          rows={places
            .toSorted((a, b) => nameOf(a.municipality).localeCompare(nameOf(b.municipality), language))
            .map(({ municipality, all, may }) => [
              <a class="govuk-link" href={`${base}${listQuery(filter, { municipality, page: 1 })}`} rel="nofollow">
                {nameOf(municipality)}
              </a>,
              { text: String(may), format: 'numeric' as const },
              { text: String(all), format: 'numeric' as const },
            ])}
        />
      )}
      {streams.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{t('network.list')}</h2>
          <Table
            caption={hidden(t('network.list'))}
            stack
            head={[t('network.stream'), t('network.municipality'), t('use.why'), t('network.band'), t('use.answer')]}
            rows={streams.map(({ id, called, municipality, score, objections }) => {
              const band = bandOfScore(score)
              return [
                <a class="govuk-link" href={`/${language}/sensors/datastreams/${id}/report`}>
                  {titleOf(called, language)}
                </a>,
                municipality === null ? '' : nameOf(municipality),
                objections.map((objection) => t(`objection.${objection}`)).join('. '),
                band === null ? t('band.unknown') : `${t(`band.${band}`)} (${score})`,
                t(objections.length === 0 ? 'use.yes' : 'use.no'),
              ]
            })}
          />
        </>
      )}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (page) => `${base}${listQuery(filter, { page })}`)} />
      )}
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={files[0]}>
            {t('network.csv')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={files[1]}>
            {t('network.json')}
          </a>
        </li>
      </ul>
    </Page>
  )
}

function Filter({ view, report, measured, municipalities, base }: NetworkPageProps & { readonly base: string }) {
  const { language } = view
  const { filter } = report
  const t = messages(language)
  return (
    <SearchForm label={t('network.filter')} action={base} classes="sp-filter">
      <Select
        name="property"
        label={t('network.property')}
        value={filter.property}
        options={[{ value: '', text: t('network.all') }, ...propertyOptions(measured, language)]}
      />
      <Select
        name="municipality"
        label={t('network.municipality')}
        value={filter.municipality}
        options={[
          { value: '', text: t('network.region') },
          ...municipalities.map(({ nis, name }) => ({ value: nis, text: name })),
        ]}
      />
      <Select
        name="question"
        label={t('network.question')}
        value={filter.question}
        options={QUESTIONS.map((question) => ({ value: question, text: t(`question.${question}`) }))}
      />
      <Button kind="secondary">{t('network.show')}</Button>
    </SearchForm>
  )
}
