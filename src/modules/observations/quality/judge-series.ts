import type { Columns } from './columns.ts'
import { checkColumns, gatherColumns, isSameRow } from './columns.ts'
import { FLAG } from './flags.ts'
import type { Found, Mode, TimeTest } from './time-test.ts'

/** What a test says of a series. */
export interface Judged<Parameters> {
  /** Of each point, in the order in which the points were given. */
  readonly flags: Uint8Array
  /** By which limits: the parameters with their defaults, and what was computed from the series. */
  readonly limits: { readonly parameters: Parameters; readonly found: Found }
}

/**
 * Judges a whole series. Time O(n) for all tests (O(n log n) when the times are out of order); memory one byte for each point, and a copy of
 * the columns when they are out of order, hold gaps or tell a moment twice. Throws a RangeError for columns that do not fit and a ZodError
 * for parameters that mean nothing.
 * @param found what an earlier run computed; without it, computed from this series
 */
export function judgeWith<Parameters>(
  test: TimeTest<Parameters>,
  columns: Columns,
  given: unknown,
  mode: Mode,
  found?: Found,
): Judged<Parameters> {
  checkColumns(columns, test.needs)
  const parameters = test.parameters.parse(given)
  const flags = new Uint8Array(columns.time.length)
  const kept = mode === 'default' && test.order === 'time' ? keepMoments(test, columns, flags) : undefined
  const moments = kept === undefined ? columns : gatherColumns(columns, kept.places, kept.count)
  const computed = found ?? test.find?.(moments, parameters, mode) ?? {}
  const machine = test.machine(parameters, mode, computed)
  if (kept === undefined) machine.judge(columns, 0, columns.time.length, flags)
  else {
    const some = new Uint8Array(kept.count)
    machine.judge(moments, 0, kept.count, some)
    for (let k = 0; k < kept.count; k += 1) flags[kept.places[k] as number] = some[k] as number
    for (const [copy, original] of kept.copies) flags[copy] = flags[original] as number
  }
  return { flags, limits: { parameters, found: computed } }
}

/** The points that are compared with each other, and those that say the same again. */
interface Kept {
  readonly places: Uint32Array
  readonly count: number
  readonly copies: readonly (readonly [copy: number, original: number])[]
}

/** Undefined when all points are there, finite, and each later than the one before. What is left out gets its flag here. */
function keepMoments<Parameters>(test: TimeTest<Parameters>, columns: Columns, flags: Uint8Array): Kept | undefined {
  const { time } = columns
  if (isClean(test, columns)) return undefined
  const places = placesInTime(time)
  const copies: [number, number][] = []
  let count = 0
  for (let i = 0; i < time.length; i += 1)
    if (Number.isNaN(time[i])) flags[i] = isMissingIn(test, columns, i) ? FLAG.missing : FLAG.unknown
  for (const i of places) {
    const before = count > 0 ? (places[count - 1] as number) : -1
    const kind = kindOf(test, columns, i)
    if (kind !== FLAG.good) flags[i] = kind
    else if (before < 0 || (time[i] as number) > (time[before] as number)) places[count++] = i
    else if (isSameRow(columns, i, columns, before)) copies.push([i, before])
    else flags[i] = FLAG.unknown
  }
  return { places, count, copies }
}

/** 9 what is missing, 2 what is not finite, 1 what can be compared. */
export function kindOf<Parameters>(test: TimeTest<Parameters>, columns: Columns, i: number): number {
  if (isMissingIn(test, columns, i)) return FLAG.missing
  if (test.isMissing !== undefined) return FLAG.good
  const value = columns.value[i] as number
  return value === Infinity || value === -Infinity ? FLAG.unknown : FLAG.good
}

function isMissingIn<Parameters>(test: TimeTest<Parameters>, columns: Columns, i: number): boolean {
  return test.isMissing === undefined ? Number.isNaN(columns.value[i]) : test.isMissing(columns, i)
}

function isClean<Parameters>(test: TimeTest<Parameters>, columns: Columns): boolean {
  const { time, value } = columns
  let last = -Infinity
  for (let i = 0; i < time.length; i += 1) {
    const at = time[i] as number
    if (!(at > last)) return false
    last = at
  }
  if (test.isMissing === undefined) return areFinite(value)
  for (let i = 0; i < time.length; i += 1) if (test.isMissing(columns, i)) return false
  return true
}

function areFinite(value: Float64Array): boolean {
  for (let i = 0; i < value.length; i += 1) if (!Number.isFinite(value[i])) return false
  return true
}

/** The places of points with a time, earliest first; of one moment in the order in which they stand. */
function placesInTime(time: Float64Array): Uint32Array {
  const places = new Uint32Array(time.length)
  let count = 0
  let isSorted = true
  for (let i = 0; i < time.length; i += 1) {
    if (Number.isNaN(time[i])) continue
    if (count > 0 && (time[i] as number) < (time[places[count - 1] as number] as number)) isSorted = false
    places[count++] = i
  }
  const some = places.subarray(0, count)
  return isSorted ? some : some.toSorted((a, b) => (time[a] as number) - (time[b] as number) || a - b)
}
