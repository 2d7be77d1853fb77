import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { messages } from '../alerts/messages.ts'
import { gapText, openingText, placeText, valueText } from './event-text.ts'
import { freshOf, listThere, snapshotNow, type Fresh, type FreshRow } from './live-store.ts'
import { inOrder, isSeen, type Place, type Snapshot } from './place.ts'

const POLL_MILLISECONDS = 1000
const HEARTBEAT_MILLISECONDS = 15_000
/** Who reads so slowly that this many bytes wait is sent away, to come back by itself. */
const MOST_WAITING = 256 * 1024
/** Connections at a time, from one address and in all; a browser holds six to one server. */
export const MOST_FROM_ONE = 12
export const MOST_LISTENERS = 500
/** Longer ago than this somebody does not go on where they were: they are told that something is missing. */
const RESUME_MINUTES = 10

interface Listener {
  readonly datastreams: ReadonlySet<number>
  readonly network: string
  readonly stream: Readable
  /** What was sent; undefined until it is known where this listener begins. */
  place: Place | undefined
}

/** Everybody who listens in this process; one question to the database for all of them, and none when nobody listens. */
interface Hub {
  readonly listeners: Set<Listener>
  /** What was told of; undefined when nobody listens. */
  cursor: Snapshot | undefined
  /** Questions are asked one after the other, so that none knows less than the one before it. */
  turn: Promise<unknown>
  isPolling: boolean
  isClosed: boolean
}

type Outside = Pick<Services, 'sql' | 'clock' | 'log'>
const hubs = new WeakMap<Sql, Hub>()

function hubOf(sql: Sql): Hub {
  const known = hubs.get(sql)
  if (known !== undefined) return known
  const hub: Hub = {
    listeners: new Set(),
    cursor: undefined,
    turn: Promise.resolve(),
    isPolling: false,
    isClosed: false,
  }
  hubs.set(sql, hub)
  return hub
}

/**
 * The values of datastreams from now on, as server-sent events, whichever process stores them; from `since` on when that is some minutes ago at
 * most, so that who was cut off misses nothing and gets nothing twice. The `Problem` `live-too-many` (429) when too many listen already.
 */
export function listenLive(
  services: Outside,
  asked: { readonly datastreams: readonly number[]; readonly network: string; readonly since: Place | undefined },
): Readable {
  const hub = hubOf(services.sql)
  if (isFull(hub, asked.network)) throw new Problem('live-too-many', 429, messages.say('live.tooMany'))
  let isBegun = false
  const stream: Readable = new Readable({
    highWaterMark: MOST_WAITING,
    read() {
      // Who asks for the headers only never reads.
      if (isBegun) return
      isBegun = true
      // Many may have come since it was asked.
      if (isFull(hub, asked.network)) stream.push(null)
      else void begin(hub, listener, asked.since, services)
    },
    destroy(error, done) {
      hub.listeners.delete(listener)
      done(error)
    },
  })
  const { network } = asked
  const listener: Listener = { datastreams: new Set(asked.datastreams), network, stream, place: undefined }
  return stream
}

/** Ends all connections, and takes no new ones: the square stops. */
export function closeLive({ sql }: Pick<Services, 'sql'>): void {
  const hub = hubOf(sql)
  hub.isClosed = true
  for (const { stream } of hub.listeners) stream.push(null)
  hub.listeners.clear()
}

/** How many listen in this process. */
export function countListeners({ sql }: Pick<Services, 'sql'>): number {
  return hubOf(sql).listeners.size
}

function isFull({ listeners, isClosed }: Hub, network: string): boolean {
  const its = [...listeners].filter((listener) => listener.network === network).length
  return isClosed || listeners.size >= MOST_LISTENERS || its >= MOST_FROM_ONE
}

async function begin(hub: Hub, listener: Listener, since: Place | undefined, services: Outside): Promise<void> {
  const { sql, clock, log } = services
  hub.listeners.add(listener)
  try {
    await inTurn(hub, async () => {
      const now = clock()
      const seen = await snapshotNow(sql)
      hub.cursor ??= seen
      const isBack = since !== undefined && isRecent(since, { seen, now })
      const start = isBack ? since : { snapshot: seen, sentAt: now.epochMilliseconds }
      listener.place = start
      send(hub, listener, openingText(start))
      const datastreams = [...listener.datastreams]
      if (isBack) goOn(hub, listener, await freshOf(sql, { datastreams, since: start.snapshot, now }), now)
      else if (since !== undefined) send(hub, listener, gapText(datastreams))
    })
    if (!hub.isPolling) void poll(hub, services)
  } catch (error) {
    log.warn({ err: error }, 'somebody who wanted to listen could not be served')
    listener.stream.destroy()
  }
}

/** Whether somebody can go on where they were: some minutes ago, and in this database. */
function isRecent(place: Place, { seen, now }: { readonly seen: Snapshot; readonly now: Temporal.Instant }): boolean {
  const { snapshot, sentAt, partly } = place
  const isHere = snapshot.end <= seen.end && (partly === undefined || partly.upto.end <= seen.end)
  return isHere && now.epochMilliseconds - sentAt < RESUME_MINUTES * 60_000
}

async function inTurn(hub: Hub, work: () => Promise<void>): Promise<void> {
  const done = hub.turn.then(work)
  hub.turn = done.catch(() => {})
  await done
}

async function poll(hub: Hub, services: Outside): Promise<void> {
  hub.isPolling = true
  let heartbeat = performance.now()
  while (hub.listeners.size > 0) {
    await pause(POLL_MILLISECONDS, undefined, { ref: false })
    try {
      await inTurn(hub, () => ask(hub, services))
    } catch (error) {
      // The database was away: the cursor stays where it is.
      services.log.warn({ err: error }, 'what was stored could not be read for who listens; trying again')
    }
    if (performance.now() - heartbeat < HEARTBEAT_MILLISECONDS) continue
    heartbeat = performance.now()
    for (const listener of hub.listeners)
      if (listener.place !== undefined) send(hub, listener, placeText(listener.place))
  }
  hub.cursor = undefined
  hub.isPolling = false
}

async function ask(hub: Hub, { sql, clock }: Outside): Promise<void> {
  const { cursor: since } = hub
  const listeners = [...hub.listeners].filter(({ place }) => place !== undefined)
  if (since === undefined || listeners.length === 0) return
  const asked = [...new Set(listeners.flatMap((listener) => [...listener.datastreams]))]
  const datastreams = await listThere(sql, asked)
  if (datastreams.length < asked.length) endWhere(hub, new Set(asked).difference(new Set(datastreams)))
  const now = clock()
  const fresh = await freshOf(sql, { datastreams, since, now })
  hub.cursor = fresh.upto
  for (const listener of listeners) tell(hub, listener, fresh, now)
}

/** Ends the connections of who listens to a datastream that went, or was hidden: when they come back they are told so. */
function endWhere(hub: Hub, gone: ReadonlySet<number>): void {
  for (const listener of hub.listeners) {
    if (gone.isDisjointFrom(listener.datastreams)) continue
    hub.listeners.delete(listener)
    listener.stream.push(null)
  }
}

/** Sends what somebody missed who comes back: first the rest of what they were in the midst of. */
function goOn(hub: Hub, listener: Listener, fresh: Fresh, now: Temporal.Instant): void {
  const partly = listener.place?.partly
  if (partly !== undefined) {
    const { upto, last } = partly
    const rest = fresh.rows.filter((row) => isSeen(upto, row.transaction) && inOrder(row, last) > 0)
    tell(hub, listener, { rows: rest, upto, cut: [] }, now)
  }
  tell(hub, listener, fresh, now)
}

/** Sends what is fresh of the datastreams of a listener, and what they have not seen. */
function tell(hub: Hub, listener: Listener, { rows, upto, cut }: Fresh, now: Temporal.Instant): void {
  const { place, datastreams } = listener
  if (place === undefined) return
  const { snapshot } = place
  const sentAt = now.epochMilliseconds
  const its = rows.filter((row) => datastreams.has(row.datastream) && !isSeen(snapshot, row.transaction))
  const missing = cut.filter((datastream) => datastreams.has(datastream))
  if (missing.length > 0) send(hub, listener, gapText(missing))
  const whole: Place = { snapshot: upto, sentAt }
  const placeAfter = (row: FreshRow): Place =>
    row === its.at(-1) ? whole : { snapshot, sentAt, partly: { upto, last: row } }
  if (its.length > 0) send(hub, listener, its.map((row) => valueText(row, placeAfter(row))).join(''))
  listener.place = whole
}

function send(hub: Hub, listener: Listener, text: string): void {
  // Who went, or was sent away, is written to no more.
  if (!hub.listeners.has(listener)) return
  const { stream } = listener
  stream.push(text)
  if (stream.readableLength > MOST_WAITING) stream.destroy()
}
