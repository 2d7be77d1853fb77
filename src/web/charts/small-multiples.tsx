import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { axisOf, type Along } from './axis.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import type { Series } from './line-chart.tsx'
import { cellText } from './figure-words.ts'
import { messages } from './messages.ts'
import { linePath, runs } from './path.ts'
import { Sheet } from './plot.tsx'
import { isSeenFromZero, numberScale } from './scale.ts'
import { sentenceAbout } from './sentence.ts'
import { rowsToTell } from './table-rows.ts'
import { thinned } from './thin.ts'
import { checkedValues, known, shortValue, writtenValue } from './values.ts'

interface SmallMultiplesProps extends ChartProps {
  readonly along: Along
  readonly panels: readonly Series[]
}

/** A panel is this much narrower than a whole chart. */
const COLUMNS = 40

/**
 * Many small lines beside each other, all on one scale, so that they can be compared. Their order is the order given: by name or
 * by place, not by who is best. The drawings only repeat the words above them and the table.
 */
export function SmallMultiples({ along, panels, ...props }: SmallMultiplesProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  for (const { name, values } of panels) {
    checkedValues(values, name)
    if (values.length !== along.length)
      throw new RangeError(`"${name}" has ${values.length} values for ${along.length} places along the bottom.`)
  }
  const axis = axisOf(along, language)
  const all = known(panels.flatMap(({ values }) => values))
  const scale = numberScale(all, { withZero: isSeenFromZero(all), steps: 2 })
  const short = (value: number) => shortValue(value, language)
  const table = rowsToTell(panels.map(({ values }) => values))
  return (
    <ChartFigure
      {...props}
      isEmpty={all.length === 0}
      sentence={
        props.sentence ??
        sentenceAbout(
          {
            nameOf: (index) =>
              t('cell', {
                row: panels[Math.floor(index / along.length)]?.name ?? '',
                column: axis.nameOf(index % along.length),
              }),
            values: panels.flatMap(({ values }) => values),
            isTime: false,
            written: props.written ?? ((value) => writtenValue(value, language)),
            extremes: props.extremes,
          },
          language,
        )
      }
      notes={[
        t('fromTo', { from: axis.nameOf(0), to: axis.nameOf(along.length - 1) }),
        t('sameScale', { from: short(scale.from), to: short(scale.to) }),
        ...(table.isWhole ? [] : [t('tooLong', { rows: along.length })]),
        ...(props.notes ?? []),
      ]}
      table={{
        head: [t('what'), ...table.rows.map((row) => axis.nameOf(row))],
        rows: panels.map(({ name, values }) => [
          name,
          ...table.rows.map((row) => cellText(values[row], language, props.missing)),
        ]),
      }}
    >
      <ul class="sp-multiples">
        {panels.map(({ name, values }) => {
          const most = known(values).reduce((a, b) => Math.max(a, b), -Infinity)
          return (
            <li>
              <strong>{name}</strong>{' '}
              <span>{most === -Infinity ? (props.missing ?? t('missing')) : t('top', { value: short(most) })}</span>
              <Sheet>
                <path
                  class="sp-line sp-s1"
                  d={runs(axis.places, values, scale.part)
                    .map((run) => linePath(thinned(run, COLUMNS)))
                    .join('')}
                />
              </Sheet>
            </li>
          )
        })}
      </ul>
    </ChartFigure>
  )
}
