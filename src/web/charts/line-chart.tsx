import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '#core/i18n/language.ts'
import { ReadingLanguage } from '#web/reading-language.ts'
import { axisOf, type Along } from './axis.ts'
import type { Axis } from './ticks.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import { cellText, scaleNotes } from './figure-words.ts'
import { DoubtedMarks, LineKey, Marks, MOST_SERIES, seriesClass } from './marks.tsx'
import { messages } from './messages.ts'
import { linePath, runs } from './path.ts'
import { Plot, rowsOf, Sheet } from './plot.tsx'
import { isSeenFromZero, numberScale } from './scale.ts'
import { sentenceAbout, type Extremes } from './sentence.ts'
import { rowsToTell } from './table-rows.ts'
import { thinned } from './thin.ts'
import { checkedValues, known, shortValue, writtenValue, type Value } from './values.ts'

/** One line: a name and a figure for every place along the bottom. */
export interface Series {
  readonly name: string
  readonly values: readonly Value[]
  /** The highest and the lowest of this line in words of its own, which then name it. */
  readonly extremes?: (found: Extremes) => string
}

interface LineChartProps extends ChartProps {
  readonly along: Along
  /** One to five. The first is drawn over the others. */
  readonly series: readonly Series[]
  /** The last place is a period that is not over yet: drawn open, and left out of the sentence. */
  readonly unfinished?: boolean
  /** Places whose value is doubtful: drawn as grey marks over the first line. */
  readonly doubted?: readonly number[]
}

/** With more places than this the marks would touch each other. */
const MOST_MARKS = 31
/** Names longer than this do not fit beside the lines: then the legend alone names them. */
const LONGEST_END = 18

/**
 * One to five lines over time, numbers or ordered names. A figure that is not there is a gap. Starts at zero, unless the figures lie
 * so close together that one would see nothing; then it says so. Throws a `RangeError` for values that are no numbers, for
 * series of another length than `along`, and for more than five lines.
 */
export function LineChart({ along, series, unfinished = false, doubted = [], ...props }: LineChartProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  if (series.length > MOST_SERIES)
    throw new RangeError(`A chart of ${series.length} lines is a tangle: use small multiples.`)
  for (const { name, values } of series) {
    checkedValues(values, name)
    if (values.length !== along.length)
      throw new RangeError(`"${name}" has ${values.length} values for ${along.length} places along the bottom.`)
  }
  const axis = axisOf(along, language)
  const all = known(series.flatMap(({ values }) => values))
  const scale = numberScale(all, { withZero: isSeenFromZero(all) })
  const lines = series.map(({ name, values }, index) => {
    const drawn = runs(axis.places, values, scale.part)
    const last = drawn.at(-1)
    const isOpen = unfinished && values.at(-1) !== null
    return {
      index,
      name,
      runs: isOpen && last ? [...drawn.slice(0, -1), last.slice(0, -1)].filter(({ length }) => length > 0) : drawn,
      open: isOpen ? last?.slice(-2) : undefined,
    }
  })
  const spotAt = (place: number) => {
    const [x, value] = [axis.places[place], series[0]?.values[place]]
    return x === undefined || value === null || value === undefined ? [] : [{ x, y: scale.part(value) }]
  }
  const several = series.length > 1
  const ends = lines.flatMap(({ name, index, runs: drawn, open }) => {
    const end = (open ?? drawn.at(-1))?.at(-1)
    return end && end.x === 1 ? [{ part: end.y, text: name, className: seriesClass(index) }] : []
  })
  const areNamed = several && ends.length === series.length && series.every(({ name }) => name.length <= LONGEST_END)
  const table = rowsToTell(series.map(({ values }) => values))
  return (
    <ChartFigure
      {...props}
      isEmpty={all.length === 0}
      sentence={
        props.sentence ?? sentenceOf(series, axis, { ...props, until: along.length - (unfinished ? 1 : 0), language })
      }
      legend={several ? lines.map(({ name, index }) => ({ text: name, mark: <LineKey series={index} /> })) : []}
      notes={[
        ...scaleNotes(scale, language),
        ...(lines.some(({ open }) => open) ? [t('unfinished', { at: axis.nameOf(along.length - 1) })] : []),
        ...(table.isWhole ? [] : [t('tooLong', { rows: along.length })]),
        ...(props.notes ?? []),
      ]}
      table={{
        head: [axis.isTime ? t('when') : t('what'), ...(several ? series.map(({ name }) => name) : [t('value')])],
        rows: table.rows.map((row) => [
          axis.nameOf(row),
          ...series.map(({ values }) => cellText(values[row], language, props.missing)),
        ]),
      }}
    >
      <Plot
        id={props.id}
        ticks={axis.ticks}
        rows={rowsOf(scale, (value) => shortValue(value, language))}
        ends={areNamed ? ends : []}
      >
        <Sheet>
          {lines.toReversed().map(({ index, runs: drawn, open }) => (
            <>
              <path class={`sp-line ${seriesClass(index)}`} d={drawn.map((run) => linePath(thinned(run))).join('')} />
              {open && open.length > 1 && <path class={`sp-line ${seriesClass(index)} sp-open`} d={linePath(open)} />}
            </>
          ))}
        </Sheet>
        {lines.toReversed().map(({ index, runs: drawn, open }) => (
          <>
            {along.length <= MOST_MARKS && <Marks series={index} spots={drawn.flat()} />}
            {open && <Marks series={index} spots={open.slice(-1)} open />}
          </>
        ))}
        {doubted.length > 0 && <DoubtedMarks spots={doubted.flatMap((place) => spotAt(place))} />}
      </Plot>
    </ChartFigure>
  )
}

interface Telling extends Pick<ChartProps, 'written' | 'extremes'> {
  /** So many places count: not the one that is not over yet. */
  readonly until: number
  readonly language: Language
}

/** One or two lines are told one by one; of more, only the highest and the lowest of all. */
function sentenceOf(series: readonly Series[], axis: Axis, { until, language, ...telling }: Telling): string {
  const t = messages(language)
  const written = telling.written ?? ((value: number) => writtenValue(value, language))
  const told = series.map((one) => ({ ...one, values: one.values.slice(0, until) }))
  const tell = (
    nameOf: (index: number) => string,
    values: readonly Value[],
    { isTime, extremes = telling.extremes }: { isTime: boolean; extremes?: Series['extremes'] },
  ) => sentenceAbout({ nameOf, values, isTime, written, extremes }, language)
  if (told.length > 2)
    return tell(
      (index) => t('cell', { row: told[Math.floor(index / until)]?.name ?? '', column: axis.nameOf(index % until) }),
      told.flatMap(({ values }) => values),
      { isTime: false },
    )
  return told
    .map(({ name, values, extremes }) => {
      let isNamed = told.length === 1
      const own = extremes && ((found: Extremes) => ((isNamed = true), extremes(found)))
      const text = tell(axis.nameOf, values, { isTime: axis.isTime, ...(own && { extremes: own }) })
      return isNamed ? text : t('of', { name, text })
    })
    .join(' ')
}
