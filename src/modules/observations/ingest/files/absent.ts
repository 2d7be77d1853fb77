import { sentinelsOf } from '../../harmonise/sentinels.ts'
import { readNumber } from '../../harmonise/read-result.ts'
import type { ValueFormat } from './format.ts'

/** What a value of a line is; undefined where the format does not know it. */
export type What = { readonly property?: string | undefined; readonly unit?: string | null | undefined } | undefined

/** What a value is, where `by` is what other columns say. */
export function whatOf(value: ValueFormat, by: string): What {
  if (value.choose === undefined) return value
  return Object.hasOwn(value.choose.from, by) ? value.choose.from[by] : undefined
}

/** Whether a text of a file is a number that stands for nothing, wherever it comes from (`harmonise/sentinels.ts`). */
export function isSentinel(text: string, kind: ValueFormat['kind'], what: What, decimal: '.' | ','): boolean {
  if (kind !== 'number' || what?.property === undefined) return false
  const number = readNumber(text, decimal)
  return !Number.isNaN(number) && sentinelsOf(what.property, what.unit ?? null)(number)
}

/** The word in the place of one of the file; what the file says is no name of ours. */
export function wordFor({ words }: ValueFormat, text: string): string | undefined {
  return words !== undefined && Object.hasOwn(words, text) ? words[text] : undefined
}
