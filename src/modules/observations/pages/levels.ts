import { numberScale } from '#web/charts/scale.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import known from './levels.json' with { type: 'json' }

const LEVELS = 5
const fixed: Readonly<Record<string, readonly number[]>> = known

/**
 * Where one level ends and the next begins, in the unit of the vocabulary: four rising numbers or fewer. Fixed for what is measured
 * most, so that colours mean the same everywhere; otherwise round numbers between the values that are shown. They say "more" and "less",
 * never "good" and "bad".
 */
export function levelsOf(property: string, values: readonly number[]): readonly number[] {
  const found = fixed[property]
  if (found !== undefined) return found
  if (values.length === 0) return []
  const { ticks } = numberScale(values, { withZero: false, steps: LEVELS })
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return ticks.filter((tick) => tick > least && tick <= most).slice(0, LEVELS - 1)
}

/** The level of a value, from 1. */
export function levelOf(value: number, levels: readonly number[]): number {
  return 1 + levels.filter((level) => value >= level).length
}

/** Whether a value is in the unit in which the levels of its property are. */
export function isComparable(property: string, ucum: string | null): boolean {
  return propertyOf(property)?.ucum === ucum
}
