import type { Sql } from '#core/database/sql.ts'
import type { Range as Band } from '#web/charts/band-chart.tsx'
import { converter } from '../harmonise/ucum.ts'
import { slotsOf, STEPS, type Shown } from '../pages/period.ts'
import { listReleased } from '../store/archive.ts'
import { readCorrected, stretchesOf, type Corrected, type CorrectedSpan } from './read-corrected.ts'

/** More values than this are shown by the hour: nobody sees more in a drawing. */
const MOST_DRAWN = 1500
/** Two values that lie so many times further apart than they usually do have a gap between them. */
const GAP = 2.5

/** What is drawn of corrected values. Places along the bottom are the beginnings of hours and days, or the moments of values. */
export interface CorrectedFigures {
  readonly span: CorrectedSpan
  readonly rows: readonly Corrected[]
  readonly moments: readonly Temporal.Instant[]
  readonly bands: readonly (Band | null)[]
  /** The values as measured, in the unit of what is corrected; undefined where units cannot be converted. */
  readonly raw: readonly (number | null)[] | undefined
  /** Of what is corrected, UCUM; null where nothing is. */
  readonly unit: string | null
  readonly csv: string
}

/** Corrected values of what a page shows of a datastream: values of a day, hours of a week, days of what is longer. */
export async function gatherCorrected(
  sql: Sql,
  stream: { readonly id: number; readonly ucum: string | null },
  shown: Shown,
): Promise<CorrectedFigures> {
  const [from, until] = [shown.from.epochMilliseconds * 1000, shown.known.epochMilliseconds * 1000]
  const stretches = await stretchesOf(sql, { datastream: stream.id, from, until })
  const read = (span: CorrectedSpan) => atMost(readCorrected(sql, stream.id, { span, stretches }), MOST_DRAWN + 1)
  const step = STEPS[shown.period]
  const isThere = step !== 'raw' || (await listReleased(sql, shown)).length === 0
  const values = step === 'raw' && isThere ? await read('value') : []
  const span = step !== 'raw' ? step : isThere && values.length <= MOST_DRAWN ? 'value' : 'hour'
  const rows = span === 'value' ? values : await read(span)
  const unit = rows.at(-1)?.kept.unit ?? null
  const csv = `/api/datastreams/${stream.id}/corrected.csv?from=${shown.from.toString()}&until=${shown.until.toString()}&span=${span}`
  return { ...drawn(rows, { stream, span, unit, shown }), span, rows, unit, csv }
}

interface Drawing {
  readonly stream: { readonly ucum: string | null }
  readonly span: CorrectedSpan
  readonly unit: string | null
  readonly shown: Shown
}

function drawn(rows: readonly Corrected[], { stream, span, unit, shown }: Drawing) {
  const places = span === 'value' ? withGaps(rows) : inSlots(rows, shown, span)
  const inUnit = stream.ucum === null || unit === null ? undefined : converter(stream.ucum, unit)
  return {
    moments: places.map(({ moment }) => moment),
    bands: places.map(({ row }) => (row?.kept.unit === unit ? bandOf(row) : null)),
    raw: inUnit && places.map(({ row }) => (row === undefined ? null : inUnit(row.raw))),
  }
}

function bandOf({ value, low, high }: Corrected): Band | null {
  return value === null || low === null || high === null ? null : { lower: low, middle: value, upper: high }
}

interface Place {
  readonly moment: Temporal.Instant
  readonly row: Corrected | undefined
}

function inSlots(rows: readonly Corrected[], shown: Shown, span: 'hour' | 'day'): Place[] {
  const byStart = new Map(rows.map((row) => [measuredAt(row) / 1000, row]))
  return slotsOf({ from: shown.from, until: shown.known }, span).map(({ from }) => ({
    moment: from,
    row: byStart.get(from.epochMilliseconds),
  }))
}

/** Where values stay away for long, the line stops. */
function withGaps(rows: readonly Corrected[]): Place[] {
  const once = rows
    .map((row) => ({ at: measuredAt(row), row }))
    .filter(({ at }, i, all) => i === 0 || Math.floor(at / 1000) > Math.floor((all[i - 1]?.at ?? 0) / 1000))
  const distances = once.slice(1).map(({ at }, i) => at - (once[i]?.at ?? at))
  const usual = distances.toSorted((a, b) => a - b)[distances.length >> 1] ?? Infinity
  return once.flatMap(({ at, row }, i) => {
    const distance = distances[i - 1] ?? 0
    const gap = distance > GAP * usual ? [{ moment: instantOf(at - distance / 2), row: undefined }] : []
    return [...gap, { moment: instantOf(at), row }]
  })
}

/** By the clock as it should have been. */
function measuredAt({ at, shiftSeconds }: Corrected): number {
  return at + shiftSeconds * 1e6
}

function instantOf(microseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(microseconds / 1000))
}

async function atMost<Row>(pages: AsyncIterable<readonly Row[]>, most: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of pages) {
    rows.push(...page.slice(0, most - rows.length))
    if (rows.length >= most) break
  }
  return rows
}
