import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { axisOf, type Along } from './axis.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import { LineKey, Marks } from './marks.tsx'
import { cellText, scaleNotes } from './figure-words.ts'
import { messages } from './messages.ts'
import { areaBetween, linePath, runs } from './path.ts'
import { Plot, rowsOf, Sheet } from './plot.tsx'
import { isSeenFromZero, numberScale } from './scale.ts'
import { sentenceAbout } from './sentence.ts'
import { rowsToTell } from './table-rows.ts'
import { thinned } from './thin.ts'
import { checkedValues, known, shortValue, writtenValue, type Value } from './values.ts'

/** A figure with how far it may be off, or how wide it spreads. */
export interface Range {
  readonly lower: number
  readonly middle: number
  readonly upper: number
}

interface BandChartProps extends ChartProps {
  readonly along: Along
  /** `null` where there is no figure. */
  readonly ranges: readonly (Range | null)[]
  /** What the three are; default quartiles: a quarter is lower, the middle, a quarter is higher. */
  readonly names?: Readonly<Record<keyof Range, string>>
  /** A second line without a band, to compare with: a figure for every place along the bottom. */
  readonly beside?: { readonly name: string; readonly values: readonly Value[] } | undefined
}

/**
 * A line with the band around it: what is uncertain or spread. A place without a figure is a gap in both. Throws a `RangeError` for
 * what is no number, for figures of another number than places, and where the lower is above the middle or the middle above the upper.
 */
export function BandChart({ along, ranges, names, beside, ...props }: BandChartProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  if (ranges.length !== along.length)
    throw new RangeError(`"${props.title}" has ${ranges.length} ranges for ${along.length} places along the bottom.`)
  if (beside !== undefined && beside.values.length !== along.length)
    throw new RangeError(
      `"${beside.name}" has ${beside.values.length} values for ${along.length} places along the bottom.`,
    )
  const others = checkedValues(beside?.values ?? [], beside?.name ?? '')
  const crooked = ranges.findIndex((range) => range && !(range.lower <= range.middle && range.middle <= range.upper))
  const [lower, middle, upper] = (['lower', 'middle', 'upper'] as const).map((edge) =>
    checkedValues(
      ranges.map((range) => range?.[edge] ?? null),
      `${props.title}, ${edge}`,
    ),
  ) as [readonly (number | null)[], readonly (number | null)[], readonly (number | null)[]]
  if (crooked !== -1)
    throw new RangeError(`Range ${crooked + 1} of "${props.title}" does not go up from lower to upper.`)
  const {
    lower: low,
    middle: mid,
    upper: high,
  } = names ?? { lower: t('lower'), middle: t('middle'), upper: t('upper') }
  const axis = axisOf(along, language)
  const all = known([...lower, ...upper, ...others])
  const scale = numberScale(all, { withZero: isSeenFromZero(all) })
  const [lows, mids, highs] = [lower, middle, upper].map((values) =>
    runs(axis.places, values, scale.part).map((run) => thinned(run)),
  )
  const table = rowsToTell([lower, middle, upper, ...(beside ? [others] : [])])
  return (
    <ChartFigure
      {...props}
      isEmpty={all.length === 0}
      sentence={
        props.sentence ??
        sentenceAbout(
          {
            ...axis,
            values: middle,
            written: props.written ?? ((value) => writtenValue(value, language)),
            extremes: props.extremes,
          },
          language,
        )
      }
      legend={[
        { text: mid, mark: <LineKey series={0} /> },
        {
          text: names ? t('bandLegend', { lower: low, upper: high }) : t('quartiles'),
          mark: <path class="sp-band" d="M1 2h30v12h-30z" />,
        },
        ...(beside ? [{ text: beside.name, mark: <LineKey series={1} /> }] : []),
      ]}
      notes={[
        ...scaleNotes(scale, language),
        ...(table.isWhole ? [] : [t('tooLong', { rows: along.length })]),
        ...(props.notes ?? []),
      ]}
      table={{
        head: [axis.isTime ? t('when') : t('what'), low, mid, high, ...(beside ? [beside.name] : [])],
        rows: table.rows.map((row) => [
          axis.nameOf(row),
          ...[lower, middle, upper, ...(beside ? [others] : [])].map((values) =>
            cellText(values[row], language, props.missing),
          ),
        ]),
      }}
    >
      <Plot id={props.id} ticks={axis.ticks} rows={rowsOf(scale, (value) => shortValue(value, language))}>
        <Sheet>
          <path class="sp-band" d={(highs ?? []).map((run, index) => areaBetween(run, lows?.[index] ?? [])).join('')} />
          {beside && (
            <path
              class="sp-line sp-s2"
              d={runs(axis.places, others, scale.part)
                .map((run) => linePath(thinned(run)))
                .join('')}
            />
          )}
          <path class="sp-line sp-s1" d={(mids ?? []).map(linePath).join('')} />
        </Sheet>
        {along.length <= 31 && <Marks series={0} spots={(mids ?? []).flat()} />}
      </Plot>
    </ChartFigure>
  )
}
