import type { Extra } from '../batch.ts'
import type { ResultKind } from '../model.ts'
import { refusal, type Refusal } from './refusal.ts'

/** A result as a batch holds it: a number, or something else. */
export interface Result {
  readonly number: number
  readonly extra?: Extra
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
export const MOST_TEXT = 10_000
/** Larger ones are no measurements, and a hundred million of these can still be summed up. */
export const LARGEST = 1e200
const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  '1': true,
  '0': false,
  yes: true,
  no: false,
  ja: true,
  nee: false,
  on: true,
  off: false,
}

/** A number as it is written, with this sign before the decimals; NaN for anything else. Thousands are not set apart. */
export function readNumber(text: string, decimal: '.' | ','): number {
  // With a comma before the decimals a point would set thousands apart: nobody guesses which it is.
  if (decimal === ',' && text.includes('.')) return Number.NaN
  const plain = decimal === ',' ? text.replace(',', '.') : text
  if (!NUMBER.test(plain)) return Number.NaN
  const number = Number(plain)
  return Math.abs(number) <= LARGEST ? number : Number.NaN
}

/** Whether a text stands for nothing, as a source declared: as text, or as the same number written otherwise (-999 and -999.0). */
export function sentinels(texts: readonly string[], decimal: '.' | ','): (text: string) => boolean {
  const exact = new Set(texts)
  const numbers = new Set(texts.map((text) => readNumber(text, decimal)).filter((number) => !Number.isNaN(number)))
  return (text) => exact.has(text) || (numbers.size > 0 && numbers.has(readNumber(text, decimal)))
}

/** A cell of a file as a result of a kind. `split` is what stands between the numbers of a list. */
export function readCell(
  text: string,
  kind: ResultKind,
  { decimal, split }: { readonly decimal: '.' | ','; readonly split: string | undefined },
): Result | Refusal {
  if (kind === 'number') {
    const number = readNumber(text, decimal)
    return Number.isNaN(number) ? refusal('number-unknown', text) : { number }
  }
  if (kind === 'truth') {
    const word = text.toLowerCase()
    const truth = Object.hasOwn(TRUTHS, word) ? TRUTHS[word] : undefined
    return truth === undefined ? refusal('truth-unknown', text) : { number: Number.NaN, extra: { truth } }
  }
  if (text.length > MOST_TEXT) return refusal('text-too-long', text)
  if (kind !== 'json') return { number: Number.NaN, extra: { text } }
  try {
    const json: unknown =
      split === undefined || text.startsWith('[') ? JSON.parse(text) : listOf(text.split(split), decimal)
    return { number: Number.NaN, extra: { json } }
  } catch {
    return refusal('json-wrong', text)
  }
}

function listOf(cells: readonly string[], decimal: '.' | ','): (number | null)[] {
  return cells.map((cell) => {
    const number = readNumber(cell.trim(), decimal)
    if (cell.trim() !== '' && Number.isNaN(number)) throw new RangeError(cell)
    return cell.trim() === '' ? null : number
  })
}

/** Whether something is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'code' in value
}
