import { LOCALES, type Language } from '#core/i18n/language.ts'
import { messages } from './messages.ts'
import { trendOf } from './trend.ts'
import { known, type Value } from './values.ts'

/** What a sentence is made from: figures, and the name of what each is about. */
export interface Told {
  readonly nameOf: (index: number) => string
  readonly values: readonly Value[]
  /** Whether the order of the figures is that of time: only then they rise and fall. */
  readonly isTime: boolean
  /** A figure with its unit: "120 meldingen". */
  readonly written: (value: number) => string
  /** The highest and the lowest in words of their own: "In maart kwamen de meeste meldingen binnen: 120." */
  readonly extremes?: ((found: Extremes) => string) | undefined
}

export interface Extremes {
  /** "maart 2026", or "maart en mei 2026" for what is equally high. */
  readonly most: string
  readonly mostValue: string
  readonly least: string
  readonly leastValue: string
}

/** More places than this are counted, not named. */
const NAMED = 3

/**
 * What one sees in a chart, in one to four plain sentences: the highest and the lowest figure and where, whether it goes up or down
 * (`trendOf`: only when chance would hardly do that), and how many figures are missing. It never says why.
 */
export function sentenceAbout({ nameOf, values, isTime, written, extremes }: Told, language: Language): string {
  const t = messages(language)
  const figures = known(values)
  const [first] = figures
  if (first === undefined) return t('none')
  const missing = values.length - figures.length
  const gaps = missing === 0 ? [] : [t('gaps', { missing, all: values.length })]
  const most = figures.reduce((a, b) => Math.max(a, b))
  const least = figures.reduce((a, b) => Math.min(a, b))
  if (figures.length === 1) {
    const at = nameOf(values.findIndex((value) => value !== null))
    return [t('one', { at, value: written(first) }), ...gaps].join(' ')
  }
  if (most === least) return [t('equal', { value: written(most) }), ...gaps].join(' ')
  const [highest, lowest] = [most, least].map((extreme) =>
    values.flatMap((value, index) => (value === extreme ? [index] : [])),
  )
  const trend = isTime ? trendOf(values) : undefined
  return [...saidExtremes(highest ?? [], lowest ?? []), ...(trend === undefined ? [] : [t(trend)]), ...gaps].join(' ')

  function saidExtremes(high: readonly number[], low: readonly number[]): string[] {
    const found = { most: listed(high), mostValue: written(most), least: listed(low), leastValue: written(least) }
    if (extremes && high.length <= NAMED && low.length <= NAMED) return [extremes(found)]
    return [
      t('most', { most: found.most, value: found.mostValue }),
      // That many are equally low is rarely what one sees.
      ...(low.length > NAMED ? [] : [t('least', { least: found.least, value: found.leastValue })]),
    ]
  }

  function listed(places: readonly number[]): string {
    if (places.length > NAMED) return t('places', { count: places.length })
    return new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(places.map(nameOf))
  }
}
