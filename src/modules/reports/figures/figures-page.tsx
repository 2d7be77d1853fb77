import { listQuery } from '#web/list-query.ts'
import { dateAndTime, longDate } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Select } from '#web/components/select/select.tsx'
import { dataset } from '#web/linked-data.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages as reportMessages } from '../messages.ts'
import { CHANNELS, type Channel } from '../channel.ts'
import { FIGURES } from './as-rows.ts'
import { BodyTable } from './body-table.tsx'
import type { Figures } from './figures.ts'
import { FigureCharts } from './figure-charts.tsx'
import type { Choice } from './gather.ts'
import { messages } from './messages.ts'

export interface FiguresPageProps {
  readonly view: View
  readonly figures: Figures
  readonly choices: readonly Choice[]
  readonly chosen: Choice | undefined
  readonly channel: Channel | ''
  readonly bodyNames: ReadonlyMap<string, string>
  readonly countedAt: Temporal.Instant
}

/** Figures about reports: of the region, or of one municipality. */
export function FiguresPage(props: FiguresPageProps) {
  const { view, figures, choices, chosen, channel, countedAt } = props
  const t = messages(view.language)
  const base = `/${view.language}/reports`
  const title = chosen ? t('titleIn', { municipality: chosen.name }) : t('title')
  const [first] = figures.months
  const intro = t('intro', { from: first ? longDate(first.toPlainDate({ day: 1 }), view.language) : '' })
  return (
    <Page
      view={view}
      title={title}
      description={intro}
      wide
      linked={{
        kind: 'CollectionPage',
        modified: countedAt,
        main: dataset(view, { name: title, description: intro, files: filesOf(chosen, channel) }),
      }}
      above={<Breadcrumbs crumbs={[{ text: reportMessages(view.language)('menu'), href: base }]} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body sp-column">{intro}</p>
      <SearchForm label={t('choose')} action={`${base}/figures`} classes="sp-filter">
        <Select
          name="municipality"
          label={t('municipality')}
          value={chosen?.nis ?? ''}
          options={[{ value: '', text: t('all') }, ...choices.map(({ nis, name }) => ({ value: nis, text: name }))]}
        />
        <Select
          name="channel"
          label={t('channel')}
          value={channel}
          options={[
            { value: '', text: t('channel.all') },
            ...CHANNELS.map((one) => ({ value: one, text: reportMessages(view.language)(`channel.${one}`) })),
          ]}
        />
        <Button kind="secondary">{t('show')}</Button>
      </SearchForm>
      {(chosen || channel !== '') && <InsetText>{t('narrow')}</InsetText>}
      <p class="govuk-hint">{t('counted', { at: dateAndTime(countedAt, view.language) })}</p>
      <FigureCharts language={view.language} figures={figures} choices={choices} chosen={chosen} channel={channel} />
      <BodyTable {...props} />
    </Page>
  )
}

/** All figures as JSON, and each as CSV. */
function filesOf(chosen: Choice | undefined, channel: Channel | ''): string[] {
  const asked = { municipality: chosen?.nis ?? '', channel }
  const each = FIGURES.map((figure) => `/api/reports/figures.csv${listQuery({ figure, ...asked })}`)
  return [`/api/reports/figures${listQuery(asked)}`, ...each]
}
