import { decimal, formatted } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BandChart } from '#web/charts/band-chart.tsx'
import { BarChart } from '#web/charts/bar-chart.tsx'
import { HeatChart } from '#web/charts/heat-chart.tsx'
import { LineChart } from '#web/charts/line-chart.tsx'
import { SmallMultiples } from '#web/charts/small-multiples.tsx'
import { messages as reportMessages } from '../messages.ts'
import type { Channel } from '../channel.ts'
import type { FigureName } from './as-rows.ts'
import { OUTCOMES, type Count, type Figures } from './figures.ts'
import type { Choice } from './gather.ts'
import { messages } from './messages.ts'

interface FigureChartsProps {
  readonly language: Language
  readonly figures: Figures
  readonly choices: readonly Choice[]
  readonly chosen: Choice | undefined
  readonly channel: Channel | ''
}

/** Any Monday: weekdays are named after the seven days from it. */
const MONDAY = Temporal.PlainDate.from('2026-03-02')

/** Each figure as a chart, with the file that holds the same. */
export function FigureCharts({ language, figures, choices, chosen, channel }: FigureChartsProps) {
  const isNarrow = chosen !== undefined || channel !== ''
  const t = messages(language)
  const { months, received, solved, outcomes, categories, answers, hours, hoursTogether, municipalities } = figures
  const names = new Map(choices.map(({ nis, name }) => [nis, name]))
  const byCategory = orNothing(categories.map(({ count }) => count))
  const counted = {
    written: (count: number) => t('count', { count }),
    ...(isNarrow ? { missing: t('hidden'), empty: t('tooFew') } : {}),
  }
  return (
    <>
      <LineChart
        {...named('months')}
        {...counted}
        along={months}
        series={[
          { name: t('received'), values: orNothing(received), extremes: (found) => t('received.says', { ...found }) },
          { name: t('solved'), values: orNothing(solved), extremes: (found) => t('solved.says', { ...found }) },
        ]}
        unfinished
        notes={[t('months.note')]}
      />
      <BarChart
        {...named('outcomes')}
        {...counted}
        direction="lying"
        bars={OUTCOMES.map((outcome) => ({ name: t(`outcome.${outcome}`), value: outcomes[outcome] }))}
        sentence={outcomesSentence()}
        notes={[t('outcomes.note')]}
      />
      <BarChart
        {...named('categories')}
        {...counted}
        direction="lying"
        bars={categories.map(({ category }, index) => ({
          name: reportMessages(language)(`category.${category}`),
          value: byCategory[index] ?? null,
        }))}
      />
      <BandChart
        {...named('answers')}
        along={months.slice(0, answers.length)}
        ranges={answers}
        written={(days) => t('days', { days })}
        missing={t('few')}
        empty={t('tooFew')}
        notes={[t('answers.note')]}
      />
      <HeatChart
        {...named('hours')}
        {...counted}
        rows={hours.map((_, day) => formatted(MONDAY.add({ days: day }), language, { weekday: 'short' }))}
        columns={(hours[0] ?? []).map((_, part) => hoursFrom(part * hoursTogether))}
        values={areOnlyZeros(hours.flat()) ? hours.map((day) => day.map(() => null)) : hours}
        nameOf={(day, part) =>
          t('hours.cell', {
            day: formatted(MONDAY.add({ days: day }), language, { weekday: 'long' }),
            from: part * hoursTogether,
            to: (part + 1) * hoursTogether,
          })
        }
        notes={[t('hours.note')]}
      />
      {!isNarrow && (
        <>
          <SmallMultiples
            {...named('topics')}
            {...counted}
            along={months}
            panels={categories.map(({ category, months: counts }) => ({
              name: reportMessages(language)(`category.${category}`),
              values: counts,
            }))}
          />
          <BarChart
            {...named('municipalities')}
            written={counted.written}
            missing={t('hidden')}
            direction="lying"
            bars={municipalities.map(({ nis, count }) => ({ name: names.get(nis) ?? nis, value: count }))}
            notes={[t('municipalities.note'), t('narrow')]}
          />
        </>
      )}
    </>
  )

  function named(figure: FigureName) {
    const query = new URLSearchParams({
      figure,
      ...(chosen ? { municipality: chosen.nis } : {}),
      ...(channel && { channel }),
    })
    return { id: figure, title: t(figure), csv: `/api/reports/figures.csv?${query.toString()}` }
  }

  function outcomesSentence(): string | undefined {
    const { solved, closed, open } = outcomes
    if (solved === null || closed === null || open === null) return undefined
    const [one, two, three] = [solved, closed, open].map((count) => decimal(count, language))
    return t('outcomes.says', { solved: one ?? '', closed: two ?? '', open: three ?? '' })
  }

  function hoursFrom(hour: number): string {
    return hoursTogether === 1 ? `${hour}` : `${hour}–${hour + hoursTogether}`
  }
}

/** Whether all that may be shown are zeros, beside counts that are too small: a chart of them would say "nothing happened". */
function areOnlyZeros(counts: readonly Count[]): boolean {
  return counts.includes(null) && counts.every((count) => count === null || count === 0)
}

function orNothing(counts: readonly Count[]): readonly Count[] {
  return areOnlyZeros(counts) ? counts.map(() => null) : counts
}
