import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { isOfResident } from '../register/owner.ts'
import { announceEvents, type AnnouncedNetwork } from './announce-events.ts'
import { addEvents } from './event-store.ts'
import type { EventKind } from './event.ts'
import { allowanceOf, isOutage, type Heard } from './silence.ts'
import {
  fallSilent,
  holdListening,
  keepVoices,
  listNetworks,
  listToLearn,
  noteListening,
  speakAgain,
  type Network,
  type Turned,
} from './silence-store.ts'

/** Datastreams whose rhythm is learned in one transaction, and in one run. */
const LEARNED = 1000
const MOST_LEARNED = 20_000
/** What spoke longer ago than this is not waited for, unless it was already. */
const HEARD_DAYS = 7
/** Longer between two runs means that the square was away: nothing can be said of that time. */
const AWAY_SECONDS = 15 * 60
const SHORTEST_SECONDS = 15 * 60
const SOONEST_SECONDS = 5 * 60
const LATEST_SECONDS = 24 * 3600

/** What came of listening once. */
export interface Listened {
  readonly silent: number
  readonly speaks: number
}

/**
 * Learns how often datastreams speak, and notices which fell silent and which speak again. When more than half of the network of a body falls
 * silent at once, its staff are told of that, and not of each sensor. Another process that does so is left to it.
 */
export async function watchSilence({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<Listened> {
  for (let learned = 0; learned < MOST_LEARNED; learned += LEARNED) {
    const count = await sql.transaction((within) => learn(within, clock()))
    if (count < LEARNED) break
  }
  return sql.transaction((within) => listenOnce(within, clock()))
}

async function learn(sql: Sql, now: Temporal.Instant): Promise<number> {
  if (!(await holdListening(sql))) return 0
  const heardSince = now.subtract({ hours: 24 * HEARD_DAYS })
  const all = await listToLearn(sql, { now, heardSince, limit: LEARNED })
  await keepVoices(
    sql,
    all.map((one) => {
      const allowance = allowanceOf(one) ?? null
      const learnAt = now.add(allowance === null ? { seconds: soon(one, now) } : { hours: 24 })
      return { datastream: one.datastream, owner: one.owner, allowanceSeconds: allowance, learnAt }
    }),
  )
  return all.length
}

/** Who has no rhythm yet may have one soon; who was last heard long ago, less soon. */
function soon({ arrived }: Heard, now: Temporal.Instant): number {
  const ago = now.epochMilliseconds / 1000 - arrived.reduce((last, moment) => Math.max(last, moment), 0)
  return Math.round(Math.min(Math.max(ago, SOONEST_SECONDS), LATEST_SECONDS))
}

async function listenOnce(sql: Sql, now: Temporal.Instant): Promise<Listened> {
  if (!(await holdListening(sql))) return { silent: 0, speaks: 0 }
  const since = await noteListening(sql, now, AWAY_SECONDS)
  const speaks = await speakAgain(sql)
  const silent = await fallSilent(sql, { now, shortest: SHORTEST_SECONDS, since })
  const owners = [...new Set([...speaks, ...silent].map(({ owner }) => owner))]
  if (owners.length === 0) return { silent: 0, speaks: 0 }
  const fell = Map.groupBy(silent, ({ owner }) => owner)
  for (const network of await listNetworks(sql, owners)) {
    const its = fell.get(network.owner) ?? []
    const outage = await outageOf(sql, network, its.length, now)
    const back = speaks.filter(({ owner }) => owner === network.owner)
    await tell(sql, { kind: 'silent', turned: its, outage, now })
    await tell(sql, { kind: 'speaks', turned: back, outage, now })
  }
  return { silent: silent.length, speaks: speaks.length }
}

/** What is known of a network as a whole: the event of its silence while that lasts. Begins and ends it, and tells staff so. */
async function outageOf(
  sql: Sql,
  { owner, watched, silent, outage }: Network,
  fell: number,
  now: Temporal.Instant,
): Promise<number | null> {
  // The few datastreams of a resident hang on one box: that is no network.
  const begins = outage === null && !isOfResident(owner) && isOutage({ fell, watched })
  const ends = outage !== null && silent * 2 <= watched
  if (!begins && !ends) return outage
  const kind = begins ? 'network-silent' : 'network-speaks'
  const event = { municipality: null, owner, datastream: null, kind, at: now, because: 'silence' } as const
  const [id] = await addEvents(sql, [{ ...event, datastreams: begins ? fell : watched - silent, partOf: outage }], now)
  const networks: AnnouncedNetwork[] = id === undefined ? [] : [{ event: id, owner }]
  await announceEvents(sql, [], { now, networks })
  return begins ? (id ?? null) : outage
}

async function tell(
  sql: Sql,
  {
    kind,
    turned,
    outage,
    now,
  }: {
    readonly kind: EventKind
    readonly turned: readonly Turned[]
    readonly outage: number | null
    readonly now: Temporal.Instant
  },
): Promise<void> {
  const ids = await addEvents(
    sql,
    turned.map(({ datastream, owner, municipality, heardAt }) => ({
      municipality,
      owner,
      datastream,
      kind,
      at: heardAt,
      because: 'silence',
      partOf: outage,
    })),
    now,
  )
  const announced = turned.flatMap(({ datastream, owner }, place) => {
    const event = ids[place]
    return event === undefined ? [] : [{ event, datastream, owner, wants: ['silence'] as const }]
  })
  await announceEvents(sql, announced, { now, quietly: outage !== null })
}
