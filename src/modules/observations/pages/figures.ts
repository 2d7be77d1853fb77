import type { Sql } from '#core/database/sql.ts'
import type { Range as Band } from '#web/charts/band-chart.tsx'
import type { TimeBar } from '#web/charts/time-bar-chart.tsx'
import { meanOf } from '../roll-up/mean.ts'
import { listRollUps, type RollUp } from '../store/roll-ups.ts'
import { listTold, sumByMinutes, type Range, type StreamTold, type Told } from '../store/shown-values.ts'
import { slotsOf, STEPS, type Shown, type Step } from './period.ts'
import { isCounted } from './value-words.ts'

/** More raw values than this in a day are put together by so many minutes: nobody sees more in a drawing. */
const MOST_RAW = 1500
const MINUTES = 5
/** So many values that are no numbers are looked at; equal ones that follow each other are one line. */
const MOST_WORDS = 500
/** Two values that lie so many times further apart than they usually do have a gap between them. */
const GAP = 2.5
/** Values have a rhythm when so many of the distances between them are as long as usual, give or take this part. */
const RHYTHM = { share: 0.6, within: 0.25 }
/** As many hours, and days of a year, as a period can have. */
const MOST_SLOTS = 800

/** What a datastream told in a part of time, put together. */
export interface Slot extends Range {
  readonly count: number
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly total: number | null
}

/** What is drawn of a datastream. */
export type Figures =
  | {
      readonly kind: 'line'
      readonly moments: readonly Temporal.Instant[]
      readonly values: readonly (number | null)[]
    }
  | { readonly kind: 'band'; readonly slots: readonly Range[]; readonly bands: readonly (Band | null)[] }
  | { readonly kind: 'bars'; readonly bars: readonly TimeBar[] }
  | { readonly kind: 'words'; readonly lines: readonly Line[]; readonly isCutOff: boolean }

/** A result that is no number, for as long as the same was told. */
export interface Line {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly told: Told
  readonly times: number
}

/** What is drawn, and the same as data. */
export interface Gathered {
  /** Values as they came, or what they come to by hour or day. */
  readonly step: Step
  readonly figures: Figures
  readonly slots: readonly Slot[]
  readonly told: readonly Told[]
}

/** What a datastream told in the part of time that is shown: raw values of a day, otherwise hours or days; a gap stays a gap. */
export async function gatherFigures(sql: Sql, stream: StreamTold, shown: Shown): Promise<Gathered> {
  const step = STEPS[shown.period]
  if (stream.kind !== 'number') return gatherWords(sql, stream, shown)
  if (step === 'raw') return gatherRaw(sql, stream, shown)
  const rolled = await listRollUps(sql, { datastream: stream.id, span: step, ...shown, limit: MOST_SLOTS })
  if (rolled.length === 0) {
    // Values that are about more than an hour belong to no hour; those about more than a day to no day.
    const told = await listNumbers(sql, stream, shown)
    if (told.length <= MOST_RAW) return drawnAsTold(stream, told, shown)
  }
  const byStart = new Map(rolled.map((row) => [row.start, row]))
  const parts = slotsOf({ from: shown.from, until: shown.known }, step)
  return drawn(
    stream,
    parts,
    parts.map((part) => slotOf(part, byStart.get(part.from.epochMilliseconds))),
    step,
  )
}

/** Of what is counted bars, otherwise a line, with a band around it where more than one value was put together. */
function drawn(stream: StreamTold, parts: readonly Range[], slots: readonly (Slot | null)[], step: Step): Gathered {
  const told = slots.filter((slot) => slot !== null)
  if (isCounted(stream)) {
    const bars = parts.map((part, index) => ({ ...part, value: slots[index]?.total ?? null }))
    return { step, figures: { kind: 'bars', bars }, slots: told, told: [] }
  }
  const bands = slots.map((slot) => {
    if (slot === null || slot.mean === null || slot.low === null || slot.high === null) return null
    return { lower: slot.low, middle: slot.mean, upper: slot.high }
  })
  return { step, figures: { kind: 'band', slots: parts, bands }, slots: told, told: [] }
}

function slotOf(part: Range, row: RollUp | undefined): Slot | null {
  if (row === undefined || row.total === null) return null
  const numbers = row.digest.weights.reduce((sum, weight) => sum + weight, 0)
  const { total, low, high } = row
  return { ...part, total, count: numbers, low, high, mean: meanOf(row, numbers) }
}

async function gatherRaw(sql: Sql, stream: StreamTold, shown: Shown): Promise<Gathered> {
  const told = await listNumbers(sql, stream, shown)
  return told.length > MOST_RAW ? gatherMinutes(sql, stream, shown) : drawnAsTold(stream, told, shown)
}

async function listNumbers(sql: Sql, { id }: StreamTold, shown: Shown): Promise<Told[]> {
  return (await listTold(sql, id, shown, MOST_RAW + 1)).filter(({ number }) => number !== null)
}

function drawnAsTold(stream: StreamTold, told: readonly Told[], shown: Shown): Gathered {
  const step = 'raw'
  if (isCounted(stream) && told.every(({ until }) => until !== null))
    return {
      step,
      figures: { kind: 'bars', bars: withGaps(told, { from: shown.from, until: shown.known }) },
      slots: [],
      told,
    }
  const moments: Temporal.Instant[] = []
  const values: (number | null)[] = []
  const usual = stream.periodSeconds ?? usualSeconds(told)
  for (const { at, number } of told) {
    const before = moments.at(-1)
    // Of one moment, intervals of several lengths may have been told; and nobody sees a thousandth of a second.
    if (before?.epochMilliseconds === at.epochMilliseconds) continue
    for (const missing of before === undefined ? [] : missingBetween(before, at, usual, shown)) {
      moments.push(missing)
      values.push(null)
    }
    moments.push(at)
    values.push(number)
  }
  return { step, figures: { kind: 'line', moments, values }, slots: [], told }
}

/** When nothing was told between two values: each time that something usually is; just once where that would be more than can be drawn. */
function missingBetween(before: Temporal.Instant, after: Temporal.Instant, usual: number, { from, until }: Range) {
  const missed = secondsBetween(before, after) / usual
  if (!(missed > GAP) || secondsBetween(before, after) < 0.002) return []
  if (secondsBetween(from, until) / usual > MOST_RAW)
    return [before.add({ milliseconds: Math.floor(secondsBetween(before, after) * 500) })]
  return Array.from({ length: Math.max(1, Math.round(missed) - 1) }, (_, turn) =>
    before.add({ milliseconds: Math.round((turn + 1) * usual * 1000) }),
  )
}

async function gatherMinutes(sql: Sql, stream: StreamTold, shown: Shown): Promise<Gathered> {
  const rows = await sumByMinutes(sql, stream.id, shown, MINUTES)
  const byStart = new Map(rows.map((row) => [row.at.epochMilliseconds, row]))
  const parts: Range[] = []
  for (let from = shown.from; Temporal.Instant.compare(from, shown.known) < 0; from = from.add({ minutes: MINUTES }))
    parts.push({ from, until: from.add({ minutes: MINUTES }) })
  return drawn(
    stream,
    parts,
    parts.map((part) => {
      const row = byStart.get(part.from.epochMilliseconds)
      return row === undefined ? null : { ...part, ...row, mean: meanOf(row, row.count) }
    }),
    'raw',
  )
}

/** Counts, and where between them and around them nobody counted. What lies over the one before is left out. */
function withGaps(told: readonly Told[], { from, until }: Range): TimeBar[] {
  const bars: TimeBar[] = []
  let at = from
  for (const one of told) {
    const end = one.until ?? one.at
    if (Temporal.Instant.compare(one.at, at) < 0 || Temporal.Instant.compare(end, one.at) <= 0) continue
    if (Temporal.Instant.compare(one.at, at) > 0) bars.push({ from: at, until: one.at, value: null })
    bars.push({ from: one.at, until: end, value: one.number })
    at = end
  }
  if (Temporal.Instant.compare(at, until) < 0) bars.push({ from: at, until, value: null })
  return bars
}

/** The middle one of the distances between values; infinite for fewer than three, and where they follow no rhythm: nothing is missing then. */
function usualSeconds(told: readonly Told[]): number {
  const distances = told
    .slice(1)
    .map(({ at }, index) => secondsBetween(told[index]?.at ?? at, at))
    .toSorted((a, b) => a - b)
  const middle = distances[Math.floor(distances.length / 2)] ?? 0
  const inStep = distances.filter((distance) => Math.abs(distance - middle) <= middle * RHYTHM.within).length
  return distances.length < 2 || inStep < distances.length * RHYTHM.share ? Number.POSITIVE_INFINITY : middle
}

function secondsBetween(from: Temporal.Instant, until: Temporal.Instant): number {
  return (until.epochMilliseconds - from.epochMilliseconds) / 1000
}

async function gatherWords(sql: Sql, stream: StreamTold, shown: Shown): Promise<Gathered> {
  const told = await listTold(sql, stream.id, shown, MOST_WORDS + 1)
  const lines: Line[] = []
  for (const one of told.slice(-MOST_WORDS)) {
    const last = lines.at(-1)
    const end = one.until ?? one.at
    if (last !== undefined && isSame(last.told, one))
      lines[lines.length - 1] = { ...last, until: end, times: last.times + 1 }
    else lines.push({ from: one.at, until: end, told: one, times: 1 })
  }
  return {
    step: 'raw',
    figures: { kind: 'words', lines: lines.toReversed(), isCutOff: told.length > MOST_WORDS },
    slots: [],
    told: told.slice(-MOST_WORDS),
  }
}

function isSame(one: Told, other: Told): boolean {
  const of = ({ number, truth, text, json }: Told) => JSON.stringify([number, truth, text, json])
  return of(one) === of(other)
}
