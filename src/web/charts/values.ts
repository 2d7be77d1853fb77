import { decimal, numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'

/** A figure; `null` where there is none. Never a zero in its place: a chart shows a gap. */
export type Value = number | null

/** Larger than this, sums and differences of two figures would no longer be finite. */
const LARGEST = 1e300

/**
 * The same values, when every one of them is a number that can be drawn or `null`. Throws a `RangeError` that names the place
 * for `NaN`, an infinity, or a size above 1e300: a chart that leaves such a value out without a word would lie.
 */
export function checkedValues(values: readonly Value[], name: string): readonly Value[] {
  const wrong = values.findIndex((value) => value !== null && !(Math.abs(value) <= LARGEST))
  if (wrong === -1) return values
  throw new RangeError(
    `Value ${wrong + 1} of "${name}" is ${values[wrong]}, which cannot be drawn. Use null where there is no figure.`,
  )
}

/** The values that are there. */
export function known(values: readonly Value[]): number[] {
  return values.filter((value) => value !== null)
}

/** A figure as a reader writes it, with at most two decimals; in powers of ten from a billiard on. */
export function writtenValue(value: number, language: Language): string {
  return Math.abs(value) < 1e15 ? decimal(value, language, 2) : inPowers(value, language)
}

/** A figure beside an axis, where there is little room: "1,2 mln." from a million on. */
export function shortValue(value: number, language: Language): string {
  if (Math.abs(value) >= 1e15) return inPowers(value, language)
  if (Math.abs(value) < 1e6) return numberText(value, language, { maximumSignificantDigits: 7 })
  return numberText(value, language, { notation: 'compact', maximumSignificantDigits: 4 })
}

function inPowers(value: number, language: Language): string {
  return numberText(value, language, { notation: 'scientific', maximumFractionDigits: 2 })
}
