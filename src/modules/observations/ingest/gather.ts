import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { pick, type Batch, type Extra } from '../batch.ts'
import type { ResultKind } from '../model.ts'
import { HOMELESS, type Stored } from '../store/add.ts'
import { isOfResident } from '../register/owner.ts'
import { listExactFeatures, markAtHome } from '../store/homes.ts'
import { lockDatastreams, type Receiver } from '../store/lock-datastreams.ts'
import { tryAgain } from '../store/try-again.ts'
import { takeIn } from './corridor.ts'
import { publish } from './published.ts'

/** Its datastream belongs to somebody else. */
export const FORBIDDEN = 4
/** Its result is not of the kind that its datastream has. */
export const WRONG_KIND = 5
/** Its sender is a resident, who publishes values and no words: it has a feature, parameters or a quality of its own. */
export const SAYS_MORE = 8
/** It hangs at somebody's home, and names a place that is no rough one. */
export const EXACT_PLACE = 9

/** Who sends: the body whose datastreams may be written to; null: all. */
export interface Sender {
  readonly body: string | null
  /** Those who listen where it came from have heard it already. */
  readonly isHeard?: boolean
}

interface Waiting {
  readonly batch: Batch
  readonly sender: Sender
  readonly resolve: (stored: Stored) => void
  readonly reject: (error: unknown) => void
}

/** So many rows are stored in one transaction at most, unless one batch is larger. */
const MOST_ROWS = 20_000

/** Transactions that are under way at a time: while one waits for the disk, the other is written. */
const LANES = 2

interface Gathering {
  readonly waiting: Waiting[]
  busy: number
}

type Outside = Pick<Services, 'sql' | 'clock'>
const gatherings = new WeakMap<Sql, Gathering>()

/**
 * Stores a batch and tells what became of each row once that is on disk. What comes in while a transaction is under way is stored
 * together in the next one: a thousand devices that each send one value cost a few commits, and nothing waits for company.
 */
export async function gather(services: Outside, batch: Batch, sender: Sender): Promise<Stored> {
  const gathering = gatherings.get(services.sql) ?? { waiting: [], busy: 0 }
  gatherings.set(services.sql, gathering)
  const { promise, resolve, reject } = Promise.withResolvers<Stored>()
  gathering.waiting.push({ batch, sender, resolve, reject })
  if (gathering.busy < LANES) {
    gathering.busy++
    // What arrives in the same turn goes along.
    setImmediate(() => void work(services, gathering))
  }
  return promise
}

async function work(services: Outside, gathering: Gathering): Promise<void> {
  while (gathering.waiting.length > 0) {
    let rows = 0
    let count = 0
    for (const { batch } of gathering.waiting) {
      if (count > 0 && rows + batch.length > MOST_ROWS) break
      rows += batch.length
      count++
    }
    const together = gathering.waiting.splice(0, count)
    try {
      await storeTogether(services, together)
    } catch (error) {
      if (together.length === 1) together[0]?.reject(error)
      // One of them is to blame: each by itself, so that the others are stored.
      else for (const one of together) await storeTogether(services, [one]).catch(one.reject)
    }
  }
  gathering.busy--
}

async function storeTogether({ sql, clock }: Outside, together: readonly Waiting[]): Promise<void> {
  const whole = concatenated(together.map(({ batch }) => batch))
  const senders = together.flatMap(({ batch, sender }) => Array.from({ length: batch.length }, () => sender))
  const { held, stored } = await tryAgain(() =>
    sql.transaction(async (within) => {
      const its = await lockDatastreams(within, whole.datastream)
      const how = { held: its, now: clock(), senderOf: (row: number) => senders[row] ?? { body: '' } }
      return { held: its, stored: await storeChecked(within, whole, how) }
    }),
  )
  let from = 0
  for (const { batch, resolve } of together) {
    const until = from + batch.length
    resolve({ outcome: stored.outcome.subarray(from, until), turn: stored.turn.subarray(from, until) })
    from = until
  }
  publish(whole, stored, {
    isHeard: (row) => senders[row]?.isHeard ?? false,
    isHidden: (row) => held.get(whole.datastream[row] ?? 0)?.isHidden ?? true,
  })
}

/** Stores the rows that their sender may write, of the kind that their datastream has; the others are told apart. */
export async function storeChecked(
  sql: Sql,
  batch: Batch,
  how: {
    readonly held: ReadonlyMap<number, Receiver>
    readonly now: Temporal.Instant
    senderOf(row: number): Sender
  },
): Promise<Stored> {
  const outcome = new Uint8Array(batch.length)
  const exact = await exactPlaces(sql, batch, how.held)
  const good: number[] = []
  for (let row = 0; row < batch.length; row++) {
    const receiver = how.held.get(batch.datastream[row] ?? 0)
    const { body } = how.senderOf(row)
    if (receiver === undefined) outcome[row] = HOMELESS
    else if (body !== null && receiver.owner !== body) outcome[row] = FORBIDDEN
    else if (!isOfKind(batch, row, receiver.kind)) outcome[row] = WRONG_KIND
    else if (body !== null && saysMore(batch, row, receiver) && isOfResident(body)) outcome[row] = SAYS_MORE
    else if (receiver.isAtHome && exact.has(batch.extra.get(row)?.feature ?? 0)) outcome[row] = EXACT_PLACE
    else good.push(row)
  }
  if (good.length === batch.length) return takeIn(sql, batch, how.now, how.held)
  const turn = new Int16Array(batch.length)
  const stored = await takeIn(sql, pick(batch, good), how.now, how.held)
  good.forEach((row, place) => {
    outcome[row] = stored.outcome[place] ?? HOMELESS
    turn[row] = stored.turn[place] ?? 0
  })
  return { outcome, turn }
}

function isOfKind({ number, extra }: Batch, row: number, kind: ResultKind): boolean {
  if (kind === 'json') return true
  const other = extra.get(row)
  if (kind === 'number') return !Number.isNaN(number[row])
  return kind === 'truth' ? other?.truth !== undefined : other?.text !== undefined
}

function saysMore({ extra }: Batch, row: number, receiver: Receiver): boolean {
  const { feature, parameters, quality } = extra.get(row) ?? {}
  return (feature !== undefined && feature !== receiver.feature) || parameters !== undefined || quality !== undefined
}

/** The features that observations at somebody's home name and that tell more than the cell; the others stay as rough as they are. */
async function exactPlaces(
  sql: Sql,
  { datastream, extra }: Batch,
  held: ReadonlyMap<number, Receiver>,
): Promise<ReadonlySet<number>> {
  const named = new Set<number>()
  for (const [row, { feature }] of extra) {
    const receiver = held.get(datastream[row] ?? 0)
    if (receiver?.isAtHome === true && feature !== undefined && feature !== receiver.feature) named.add(feature)
  }
  if (named.size === 0) return named
  const exact = await listExactFeatures(sql, [...named])
  await markAtHome(sql, [...named.difference(exact)])
  return exact
}

function concatenated(batches: readonly Batch[]): Batch {
  const [first] = batches
  if (batches.length === 1 && first !== undefined) return first
  const length = batches.reduce((sum, batch) => sum + batch.length, 0)
  const datastream = new Int32Array(length)
  const [at, until, number] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)]
  const extra = new Map<number, Extra>()
  let from = 0
  for (const batch of batches) {
    datastream.set(batch.datastream, from)
    at.set(batch.at, from)
    until.set(batch.until, from)
    number.set(batch.number, from)
    for (const [row, more] of batch.extra) extra.set(from + row, more)
    from += batch.length
  }
  return { length, datastream, at, until, number, extra }
}
