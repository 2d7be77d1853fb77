import { readNumber } from '../../harmonise/read-result.ts'
import { timeReader } from '../../harmonise/read-time.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { zoneClock } from '../../harmonise/zone.ts'
import { EARLIEST, LATEST } from '../../model.ts'
import type { Format } from './format.ts'

/** When a value is about, in microseconds since 1970; `until` is NaN for a moment. */
export interface When {
  readonly at: number
  readonly until: number
}

/** Cells by the name of their column; undefined for a column that the file does not have. */
export type Cell = (column: string) => string | undefined

/** Hours that clocks show twice are told apart by the order of the lines; so many are remembered. */
const MOST_DOUBLE = 100_000

const SECOND = 1_000_000
const DAY = 86_400 * SECOND

/**
 * Reads the times of a file. `whose` is the thing that a line is about: the second time that the lines of one thing show an hour
 * that its clocks show twice, it is the later one.
 */
export function fileTime(format: Format): (cell: Cell, whose: string, columns?: readonly string[]) => When | Refusal {
  const { time, timeIsEnd } = format
  if (time === undefined) return () => refusal('time-unknown')
  const read = timeReader(time.pattern)
  const momentsOf = zoneClock(time.zone)
  const { days, seconds } = lengthOf(format.lasts)
  const isMoment = format.lasts === undefined
  const seen = new Set<string>()

  function moment(text: string, whose: string, shift: number): number | Refusal {
    const found = read(text)
    if (found === undefined) return refusal('time-unknown', text)
    if (found.offset !== undefined) return inRange(found.clock + shift - found.offset * 60 * SECOND, text)
    const [first, second] = momentsOf(found.clock + shift)
    if (first === undefined) return refusal('time-does-not-exist', text)
    if (second === undefined) return inRange(first, text)
    const shown = `${whose}\n${found.clock + shift}`
    const isAgain = seen.has(shown)
    if (seen.size < MOST_DOUBLE) seen.add(shown)
    return isAgain ? second : first
  }

  return (cell, whose, columns = time.columns) => {
    const text = textOf(cell, columns)
    const steps = time.step === undefined ? 1 : readNumber(cell(time.step.column)?.trim() ?? '', '.')
    if (!Number.isInteger(steps)) return refusal('time-unknown', cell(time.step?.column ?? '') ?? '')
    const shift = (steps - 1) * (time.step?.seconds ?? 0) * SECOND
    const told = moment(text, whose, shift)
    if (typeof told !== 'number') return told
    if (format.until !== undefined) {
      const until = moment(textOf(cell, [format.until]), whose, 0)
      if (typeof until !== 'number') return until
      return until < told ? refusal('interval-wrong', text) : { at: told, until }
    }
    if (isMoment) return { at: told, until: Number.NaN }
    const way = timeIsEnd ? -1 : 1
    let other = told + way * seconds * SECOND
    if (days > 0) {
      // A day ends when the clocks of its place say so: after 23, 24 or 25 hours.
      const clock = (read(text)?.clock ?? 0) + way * days * DAY
      const [found] = momentsOf(clock)
      other = (found ?? told + way * days * DAY) + way * seconds * SECOND
    }
    return way > 0 ? { at: told, until: other } : { at: other, until: told }
  }
}

/** A length of time (`P1D`, `PT15M`) in days and seconds. */
export function lengthOf(lasts: string | undefined): { readonly days: number; readonly seconds: number } {
  if (lasts === undefined) return { days: 0, seconds: 0 }
  const { days, hours, minutes, seconds } = Temporal.Duration.from(lasts)
  return { days, seconds: hours * 3600 + minutes * 60 + seconds }
}

function textOf(cell: Cell, columns: readonly string[]): string {
  if (columns.length === 1) return (cell(columns[0] ?? '') ?? '').trim()
  return columns
    .map((column) => (cell(column) ?? '').trim())
    .join(' ')
    .trim()
}

function inRange(moment: number, text: string): number | Refusal {
  return moment >= EARLIEST && moment < LATEST ? moment : refusal('time-out-of-range', text)
}
