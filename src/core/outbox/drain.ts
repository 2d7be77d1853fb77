import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { redactedMessage } from '#core/redact.ts'
import type { Services } from '#core/services.ts'
import { listenerName, type Listener } from './outbox.ts'

/** After this many tries a fact is dead for its listener: it stays in the table, and operators see it. */
export const MOST_TRIES = 16
/** A fact that fails holds the later ones up for its first tries (about ten seconds); then it steps aside. */
const TRIES_IN_FRONT = 4
const LONGEST_PAUSE_SECONDS = 3600
/** While a process hands facts to a listener no other does; if it dies, another one takes over after this long. */
const LEASE_SECONDS = 30
const BATCH = 500

interface Delivery {
  readonly id: number
  readonly payload: unknown
  readonly tries: number
}

/** What one round did. */
export interface Drained {
  readonly delivered: number
  readonly failed: number
}

/**
 * Hands the facts that wait to their listeners, until nothing is due. At least once each, after the commit in which
 * they were announced. A listener hears the facts of one name in the order of their announcement, one at a time,
 * also when several processes drain. One that fails is tried again after 1, 2, 4 … seconds, at most an hour; from the
 * fifth try on it no longer holds up those behind it, and after the sixteenth (about four hours) it is dead.
 * An error of a listener is logged and kept with the name of the fact, never with its payload, and redacted (`redact.ts`).
 */
export async function drainOutbox(services: Services, listeners: readonly Listener[]): Promise<Drained> {
  let delivered = 0
  let failed = 0
  await spread(services.sql, listeners)
  for (const listener of await listenersWithWork(services, listeners)) {
    const lease = await takeLease(services.sql, listener)
    if (lease === undefined) continue
    const renewal = setInterval(() => void renewLease(services, listener, lease), (LEASE_SECONDS / 3) * 1000)
    try {
      for (;;) {
        const next = await nextDelivery(services, listener)
        if (!next || !(await extendLease(services.sql, listener, lease))) break
        if (await deliver(services, listener, next)) delivered += 1
        else failed += 1
      }
    } finally {
      clearInterval(renewal)
      await services.sql`
        update core.outbox_listener set lease = null, leased_until = null
        where name = ${listenerName(listener)} and lease = ${lease}`
    }
  }
  return { delivered, failed }
}

/** Gives each new fact one delivery for each of its listeners. A fact that nobody listens to is forgotten. */
async function spread(sql: Sql, listeners: readonly Listener[]): Promise<void> {
  const names = listeners.map(listenerName)
  const facts = listeners.map((listener) => listener.fact)
  for (let found = BATCH; found === BATCH;) {
    const [waiting] = await sql`select 1 from core.outbox where not spread limit 1`
    if (!waiting) return
    found = await sql.transaction(async (within) => {
      await within`
        insert into core.outbox_listener (name) select unnest(${names}::text[]) on conflict do nothing`
      const fresh = await within<{ id: number }>`
        select id from core.outbox where not spread order by id limit ${BATCH} for update skip locked`
      const ids = fresh.map(({ id }) => id)
      await within`
        insert into core.outbox_delivery (fact_id, listener)
        select outbox.id, listener.name
        from core.outbox join unnest(${names}::text[], ${facts}::text[]) as listener (name, fact) using (fact)
        where outbox.id = any(${ids}::bigint[])`
      await within`update core.outbox set spread = true where id = any(${ids}::bigint[])`
      await within`
        delete from core.outbox where id = any(${ids}::bigint[])
        and not exists (select 1 from core.outbox_delivery where fact_id = outbox.id)`
      return ids.length
    })
  }
}

async function listenersWithWork(services: Services, listeners: readonly Listener[]): Promise<Listener[]> {
  if (listeners.length === 0) return []
  const rows = await services.sql<{ name: string }>`
    select distinct listener as name from core.outbox_delivery
    where dead_at is null and (due_at is null or due_at <= ${services.clock()})`
  const busy = new Set(rows.map(({ name }) => name))
  return listeners.filter((listener) => busy.has(listenerName(listener)))
}

async function takeLease(sql: Sql, listener: Listener): Promise<string | undefined> {
  const lease = randomUUID()
  const taken = await sql`
    update core.outbox_listener
    set lease = ${lease}, leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where name = (
      select name from core.outbox_listener
      where name = ${listenerName(listener)} and (leased_until is null or leased_until < clock_timestamp())
      for update skip locked)
    returning 1`
  return taken.length > 0 ? lease : undefined
}

/** Whether the lease is still ours; it then lasts its full time again. */
async function extendLease(sql: Sql, listener: Listener, lease: string): Promise<boolean> {
  const extended = await sql`
    update core.outbox_listener set leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where name = ${listenerName(listener)} and lease = ${lease} returning 1`
  return extended.length > 0
}

async function renewLease(services: Services, listener: Listener, lease: string): Promise<void> {
  try {
    await extendLease(services.sql, listener, lease)
  } catch (error) {
    // The next round asks for the lease again before it delivers anything.
    services.log.warn({ err: error, listener: listenerName(listener) }, 'the lease of a listener was not renewed')
  }
}

/**
 * The first fact in line. One that failed at most three times and waits for its next try keeps those behind it waiting;
 * one that failed more often is passed by.
 */
async function nextDelivery(services: Services, listener: Listener): Promise<Delivery | undefined> {
  const now = services.clock()
  const [next] = await services.sql<Delivery & { due: boolean }>`
    select delivery.fact_id as id, outbox.payload, delivery.tries,
      (delivery.due_at is null or delivery.due_at <= ${now}) as due
    from core.outbox_delivery delivery join core.outbox on outbox.id = delivery.fact_id
    where delivery.listener = ${listenerName(listener)} and delivery.dead_at is null
      and (delivery.tries < ${TRIES_IN_FRONT} or delivery.due_at <= ${now})
    order by delivery.fact_id limit 1`
  return next?.due ? next : undefined
}

async function deliver(services: Services, listener: Listener, delivery: Delivery): Promise<boolean> {
  try {
    // The payload is what `announce` was given for this fact; the module that announces documents its shape.
    await listener.run(delivery.payload as never, services)
  } catch (error) {
    await keepFailure(services, listener, { delivery, error })
    return false
  }
  await services.sql.transaction(async (sql) => {
    await sql`delete from core.outbox_delivery where fact_id = ${delivery.id} and listener = ${listenerName(listener)}`
    await sql`
      delete from core.outbox where id = ${delivery.id}
      and not exists (select 1 from core.outbox_delivery where fact_id = ${delivery.id})`
  })
  return true
}

async function keepFailure(
  services: Services,
  listener: Listener,
  { delivery, error }: { delivery: Delivery; error: unknown },
): Promise<void> {
  const tries = delivery.tries + 1
  const dead = tries >= MOST_TRIES
  const now = services.clock()
  const dueAt = now.add({ seconds: Math.min(2 ** (tries - 1), LONGEST_PAUSE_SECONDS) })
  const reason = redactedMessage(error)
  await services.sql`
    update core.outbox_delivery
    set tries = ${tries}, error = ${reason.slice(0, 2000)}, due_at = ${dueAt}, dead_at = ${dead ? now : null}
    where fact_id = ${delivery.id} and listener = ${listenerName(listener)}`
  const about = { err: error, fact: listener.fact, listener: listener.module, factId: delivery.id, tries }
  if (dead) services.log.error(about, 'a fact was given up on')
  else services.log.warn(about, 'a listener failed; it is tried again')
}
