import { LineChart } from '#web/charts/line-chart.tsx'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { propertyWords, titleOf } from '../../called.ts'
import { messages as pageWords } from '../../pages/messages.ts'
import { numberWords, unitSign } from '../../pages/value-words.ts'
import { HOW_PATH } from '../how-path.ts'
import { messages } from '../messages.ts'
import { ChooseForm, type ChooseFormProps } from './choose-form.tsx'
import type { Choosable } from './compare-store.ts'
import type { Comparison } from './told.ts'
import { ClassesTable, ReasonsTable } from './verdict-tables.tsx'

interface ComparePageProps extends ChooseFormProps {
  readonly view: View
  readonly comparison: Comparison
}

/** Whether datastreams may be put beside each other, and why; drawn together only when they may, or with the warning. */
export function ComparePage(props: ComparePageProps) {
  const { view, comparison, input } = props
  const { language } = view
  const t = messages(language)
  const { verdict, chosen, described } = comparison
  const smallest = verdict?.smallestDifference
  return (
    <Page
      view={view}
      title={t('compare.title')}
      description={t('compare.intro')}
      wide
      above={
        <Breadcrumbs
          crumbs={[{ text: pageWords(language)('menu'), href: `/${language}/sensors` }, { text: t('compare.title') }]}
        />
      }
    >
      <h1 class="govuk-heading-l">{t('compare.title')}</h1>
      <p class="govuk-body sp-column">{t('compare.intro')}</p>
      {verdict !== undefined && (
        <>
          <p class="govuk-heading-m" role="status">
            {t(`verdict.${verdict.verdict}`)}
          </p>
          <p class="govuk-body">
            {t('compare.daily')}{' '}
            {smallest &&
              t('compare.smallest', {
                size: numberWords(smallest.value, { ucum: smallest.unit, symbol: null }, language),
              })}
          </p>
          <ReasonsTable verdict={verdict} chosen={chosen} language={language} />
          <ClassesTable verdict={verdict} chosen={chosen} described={described} language={language} />
          <Together {...props} />
        </>
      )}
      <ChooseForm {...props} language={language} />
      <ul class="govuk-list">
        {verdict !== undefined && (
          <li>
            <a class="govuk-link" href={`/api/comparison?datastreams=${idsOf(chosen)}`}>
              {t('compare.json')}
            </a>
          </li>
        )}
        <li>
          <a class="govuk-link" href={`/${language}${HOW_PATH}`}>
            {t('how.link')}
          </a>
        </li>
        {input.property !== '' && (
          <li>
            <a class="govuk-link" href={`/${language}/sensors/network-report?property=${input.property}`}>
              {t('network.title')}
            </a>
          </li>
        )}
      </ul>
    </Page>
  )
}

function idsOf(chosen: readonly Choosable[]): string {
  return chosen.map(({ id }) => id).join(',')
}

/** The chart of them together; or why there is none, and how to see it all the same. */
function Together({ view, comparison, input }: ComparePageProps) {
  const { language } = view
  const t = messages(language)
  const { verdict, chosen, daily } = comparison
  const [first] = chosen
  if (verdict === undefined || first === undefined) return null
  const ids = idsOf(chosen)
  if (daily === undefined)
    return (
      <InsetText>
        <p class="govuk-body">{t('compare.refused')}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/sensors/compare?datastream=${ids}&anyway=yes`} rel="nofollow">
            {t('compare.anyway')}
          </a>
        </p>
      </InsetText>
    )
  const unit = { ucum: daily.unit, symbol: null }
  const sign = unitSign(unit)
  const property = propertyWords({ property: first.property, propertyName: first.called.propertyName }, language)
  const grave = verdict.reasons.filter(({ effect }) => effect !== 'notes')
  const isWarned = verdict.verdict !== 'comparable'
  return (
    <LineChart
      id="together"
      title={`${t('compare.chart', { property })}${sign === '' ? '' : ` (${sign})`}`}
      csv={`/api/comparison/${ids}/days.csv${input.anyway === 'yes' ? '?anyway=yes' : ''}`}
      along={daily.days}
      series={daily.series.map(({ datastream, values, isCorrected }) => ({
        name: `${titleOf(calledOf(chosen, datastream), language)}, ${t('compare.class').toLowerCase()} ${classWords(verdict.classes[datastream], t('compare.classUnknown'))}${isCorrected ? `, ${t('compare.corrected')}` : ''}`,
        values,
      }))}
      written={(value) => numberWords(value, unit, language)}
      {...(isWarned && { sentence: t('compare.warning', { count: grave.length }) })}
    />
  )
}

function classWords(grade: number | undefined, unknown: string): string {
  return grade === undefined ? unknown : String(grade)
}

function calledOf(chosen: readonly Choosable[], datastream: number): Choosable['called'] {
  const found = chosen.find(({ id }) => id === datastream)
  if (found === undefined) throw new RangeError(`${datastream} was not chosen`)
  return found.called
}
