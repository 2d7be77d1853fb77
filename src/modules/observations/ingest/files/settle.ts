import type { Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { batchBuilder, type Batch } from '../../batch.ts'
import { reachOf } from '../../harmonise/in-reach.ts'
import { refusal, type Refusal, type RefusalCode } from '../../harmonise/refusal.ts'
import { converter } from '../../harmonise/ucum.ts'
import { microsecondsOf } from '../../model.ts'
import { ADDED, AHEAD, CLOSED, CORRECTED, HOMELESS, KNOWN } from '../../store/add.ts'
import { closedBefore } from '../../store/archive.ts'
import { haveDatastreams, haveThings, type DescribedDatastream, type HadDatastream } from '../../store/described.ts'
import { settleImport } from '../../store/imports.ts'
import { fingerprintOf, quarantine, type Refused } from '../../store/quarantine.ts'
import { tryAgain } from '../../store/try-again.ts'
import { unitWords } from '../../vocabulary/units.ts'
import { takeIn } from '../corridor.ts'
import type { Row } from './read-rows.ts'
import type { LineRead, Reading } from './reading.ts'

/** Values that are stored in one transaction. */
const BATCH = 10_000

/** What became of the lines of a file, and of the values in them. */
export interface Counts {
  /** Lines with something new. */
  stored: number
  /** Lines of which everything was there. */
  known: number
  /** Lines of which nothing is there. */
  refused: number
  /** Those of them without any value, which wait nowhere. */
  empty: number
  /** Lines that were settled before the import stopped. */
  skipped: number
  /** Lines and cells that were put into quarantine. */
  quarantined: number
  things: number
  readonly values: { added: number; known: number; corrected: number; refused: number }
}

interface Order {
  readonly owner: string
  readonly fingerprint: string
  readonly format: string
  /** Null: no file, but records without a line, or lines that were mended. */
  readonly importId: number | null
  /** Records that come again and again and have no line: what is refused is known by what it says. */
  readonly hasNoLines?: boolean
  /** The last line that was settled before. */
  readonly from: number
  readonly municipalityOf: (point: Point) => string | null
  readonly services: Pick<Services, 'sql' | 'clock'>
  /** What the name of the file tells. */
  readonly groups: Readonly<Record<string, string>>
}

/** Settles the lines of a file, in transactions that also tell how far it is. */
export function openSettling(order: Order) {
  const { services } = order
  const counts: Counts = {
    stored: 0,
    known: 0,
    refused: 0,
    empty: 0,
    skipped: 0,
    quarantined: 0,
    things: 0,
    values: { added: 0, known: 0, corrected: 0, refused: 0 },
  }
  let reading: Reading | undefined
  let names: readonly string[] = []
  const builder = batchBuilder(BATCH + 1000)
  let lineOfRow: number[] = []
  let streamOfRow: number[] = []
  let thingOfLine: { line: number; thing: number }[] = []
  let refusals: Refused[] = []
  let last = order.from
  /** Months before it went to the archive: microseconds since 1970. Asked once. */
  let closedUntil: number | undefined
  const reach = reachOf(services.clock())
  /** Of values of this line why their moment is none that is taken in. */
  let outside: RefusalCode[] = []
  const thingIds: number[] = []
  const streamsThere: Stream[] = []

  const take = (
    stream: number,
    when: { at: number; until: number },
    number: number,
    extra: Parameters<typeof builder.add>[4],
  ) => {
    const isForecast = reading?.streams[stream]?.properties['isForecast'] === true
    const isClosed = when.at < (closedUntil ?? -Infinity)
    if (isClosed || when.at > (isForecast ? reach.lastForecast : reach.last)) {
      outside.push(isClosed ? 'month-closed' : 'time-ahead')
      return
    }
    streamOfRow.push(stream)
    builder.add(0, when.at, when.until, number, extra)
  }

  /** Makes the things and datastreams that lines since the last time spoke of first. */
  async function make(
    sql: Sql,
    now: Temporal.Instant,
    to: { things: number[]; streams: Stream[] },
  ): Promise<Set<number>> {
    const fresh = new Set<number>()
    const { things = [], streams = [] } = reading ?? {}
    const whose = (thing: number) => {
      const place = things[thing]?.place
      return { owner: order.owner, municipality: place === undefined ? null : order.municipalityOf(place) }
    }
    const from = to.things.length
    const had = await haveThings(
      sql,
      things.slice(from).map((thing, index) => ({ ...thing, ...whose(from + index) })),
      now,
    )
    had.forEach(({ id, added }, index) => {
      to.things.push(id)
      if (added) fresh.add(from + index)
    })
    const described = streams.slice(to.streams.length).map((stream) => ({
      ...stream,
      ...whose(stream.thing),
      thing: to.things[stream.thing] ?? 0,
      unit: unitWords(stream.unit),
      ucum: stream.unit,
    }))
    const hadStreams = await haveDatastreams(sql, described, now)
    hadStreams.forEach((had, index) => {
      const wanted = described[index]
      if (wanted !== undefined) to.streams.push({ id: had.id, convert: conversion(wanted, had) })
    })
    return fresh
  }

  const placeOf = ({ line, cells }: Row): Pick<Refused, 'line' | 'fingerprint'> =>
    order.hasNoLines ? { line: null, fingerprint: fingerprintOf(cells) } : { line }

  async function flush(): Promise<void> {
    const batch = builder.take()
    const [lines, streams, things, refused] = [lineOfRow, streamOfRow, thingOfLine, refusals]
    ;[lineOfRow, streamOfRow, thingOfLine, refusals] = [[], [], [], []]
    const now = services.clock()
    const settled = await tryAgain(() =>
      services.sql.transaction(async (sql) => {
        // What a transaction makes that is rolled back was never made.
        const made = { things: [...thingIds], streams: [...streamsThere] }
        const fresh = await make(sql, now, made)
        const homed: Batch = {
          ...batch,
          datastream: Int32Array.from(streams, (stream) => made.streams[stream]?.id ?? 0),
          number: batch.number.map((number, row) => made.streams[streams[row] ?? -1]?.convert?.(number) ?? number),
        }
        const { outcome } = batch.length === 0 ? { outcome: new Uint8Array() } : await takeIn(sql, homed, now)
        const source = { owner: order.owner, municipality: null, source: order.fingerprint, format: order.format }
        await quarantine(sql, source, refused, now)
        if (order.importId !== null) await settleImport(sql, order.importId, last)
        return { outcome, fresh, made }
      }),
    )
    thingIds.splice(0, thingIds.length, ...settled.made.things)
    streamsThere.splice(0, streamsThere.length, ...settled.made.streams)
    counts.quarantined += refused.length
    counts.things += settled.fresh.size
    countValues(counts, settled.outcome)
    countLines(counts, lines, settled.outcome)
    for (const { thing } of things) {
      // Of a file of things each line is about one; what comes twice was there the second time.
      if (settled.fresh.delete(thing)) counts.stored++
      else counts.known++
    }
  }

  return {
    open(opened: Reading, columns: readonly string[]) {
      reading = opened
      names = columns
    },
    /** Reads a line; gives why it is refused as a whole, if it is. */
    async settle(row: Row): Promise<Refusal | undefined> {
      if (reading === undefined) throw new Error('The names of the columns come first.')
      const before = builder.length
      // What was settled before the import stopped is read all the same: later lines lean on what it tells.
      const isSettled = row.line <= order.from
      outside = []
      closedUntil ??= await closedMoment(services.sql)
      const read: LineRead = reading.read(row.cells, isSettled ? () => {} : take)
      if (isSettled) {
        counts.skipped++
        return undefined
      }
      for (let index = before; index < builder.length; index++) lineOfRow.push(row.line)
      if (read.thing !== undefined) thingOfLine.push({ line: row.line, thing: read.thing })
      last = row.line
      const context = { names, groups: order.groups }
      const [code] = outside
      const refused = code !== undefined && builder.length === before ? refusal(code) : read.refused
      const bad = [
        ...(read.refused === undefined ? read.cells : [read.refused]),
        ...[...new Set(outside)].map((one) => refusal(one)),
      ]
      // A line without any value has nothing to mend.
      for (const { code, detail } of bad)
        if (code !== 'nothing-measured') refusals.push({ code, detail, ...placeOf(row), payload: row.cells, context })
      if (refused === undefined) counts.values.refused += outside.length + read.cells.length
      if (refused !== undefined) counts.refused++
      if (refused?.code === 'nothing-measured') counts.empty++
      if (builder.length >= BATCH || refusals.length >= BATCH || thingOfLine.length >= BATCH) await flush()
      return refused
    },
    async end(): Promise<Counts> {
      await flush()
      return counts
    },
  }
}

/** A datastream as it is in the database; `convert` tells values of the file in its unit, where that is another. */
interface Stream {
  readonly id: number
  readonly convert: ((value: number) => number) | undefined
}

/** Values of a datastream stay in one unit. Throws a Problem when what the format says cannot be told in the unit that it has. */
function conversion(wanted: DescribedDatastream, had: HadDatastream): Stream['convert'] {
  if (wanted.ucum === had.ucum && wanted.kind === had.kind) return undefined
  const convert = wanted.ucum === null || had.ucum === null ? undefined : converter(wanted.ucum, had.ucum)
  if (convert !== undefined && wanted.kind === had.kind) return convert
  const said = `${had.kind} in ${had.ucum ?? 'no unit'}, the format ${wanted.kind} in ${wanted.ucum ?? 'no unit'}`
  throw new Problem('wrong-import-order', 422, () => `The datastream ${wanted.key} is there already, as ${said}.`)
}

async function closedMoment(sql: Sql): Promise<number> {
  const moment = await closedBefore(sql)
  return moment === undefined ? -Infinity : microsecondsOf(moment)
}

function countValues({ values }: Counts, outcome: Uint8Array): void {
  for (const one of outcome) {
    if (one === ADDED) values.added++
    else if (one === KNOWN) values.known++
    else if (one === CORRECTED) values.corrected++
    else if (one === HOMELESS || one === CLOSED || one === AHEAD) values.refused++
  }
}

/** A line with one new value is stored, one without is known, one of which nothing is there refused. Rows of a line stand together. */
function countLines(counts: Counts, lines: readonly number[], outcome: Uint8Array): void {
  for (let row = 0; row < lines.length;) {
    const line = lines[row]
    let [isNew, isThere] = [false, false]
    for (; row < lines.length && lines[row] === line; row++)
      if (outcome[row] === ADDED || outcome[row] === CORRECTED) isNew = true
      else if (outcome[row] === KNOWN) isThere = true
    if (isNew) counts.stored++
    else if (isThere) counts.known++
    else counts.refused++
  }
}
