import type { Sql } from '#core/database/sql.ts'
import { json } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'

/** Somebody who wants to hear a fact. `run` may be called twice for the same fact: it must be safe to repeat. */
export interface Listener {
  /** Who listens: the name of the capability. */
  readonly module: string
  /** `module.thing-that-happened`, such as `reports.report-received`. */
  readonly fact: string
  run(payload: never, services: Services): Promise<void>
}

/** A capability, as far as the outbox cares: see `Module` in `#web/module.ts`. */
interface Hearing {
  readonly name: string
  readonly listens?: Readonly<Record<string, (payload: never, services: Services) => Promise<void>>>
}

/** The listeners that the name plates of the capabilities declare. */
export function listenersOf(modules: readonly Hearing[]): Listener[] {
  return modules.flatMap(({ name, listens = {} }) =>
    Object.entries(listens).map(([fact, run]): Listener => ({ module: name, fact, run })),
  )
}

/** The name under which a listener is known in the database. */
export function listenerName(listener: Listener): string {
  return `${listener.module}:${listener.fact}`
}

/**
 * Announces a fact, in the transaction in which it happened: `announce(sql, 'reports.report-received', { id })`.
 * After the commit it is handed to every listener at least once, within about a second.
 */
export async function announce(sql: Sql, fact: string, payload: unknown): Promise<void> {
  await sql`insert into core.outbox (fact, payload) values (${fact}, ${json(payload)})`
}

/** A fact that a listener could not take, after all its tries. */
export interface DeadFact {
  readonly id: number
  readonly fact: string
  readonly listener: string
  readonly payload: unknown
  readonly announcedAt: Temporal.Instant
  readonly deadAt: Temporal.Instant
  readonly tries: number
  readonly error: string
}

/** The facts that were given up on, the newest first: for operators. */
export async function listDeadFacts(sql: Sql, limit = 100): Promise<DeadFact[]> {
  return sql<DeadFact>`
    select outbox.id, outbox.fact, delivery.listener, outbox.payload, outbox.announced_at as "announcedAt",
      delivery.dead_at as "deadAt", delivery.tries, coalesce(delivery.error, '') as error
    from core.outbox_delivery delivery join core.outbox on outbox.id = delivery.fact_id
    where delivery.dead_at is not null order by delivery.dead_at desc, outbox.id desc limit ${limit}`
}

/** Gives a dead fact all its tries again. */
export async function reviveFact(sql: Sql, id: number, listener: string): Promise<void> {
  await sql`
    update core.outbox_delivery set tries = 0, due_at = null, dead_at = null
    where fact_id = ${id} and listener = ${listener} and dead_at is not null`
}

/** Throws a dead fact away: its listener will never hear it. */
export async function forgetFact(sql: Sql, id: number, listener: string): Promise<void> {
  await sql`delete from core.outbox_delivery where fact_id = ${id} and listener = ${listener} and dead_at is not null`
  await sql`
    delete from core.outbox where id = ${id} and spread
    and not exists (select 1 from core.outbox_delivery where fact_id = ${id})`
}

/** How full the outbox is: `waiting` are still on their way, `dead` wait for an operator. */
export async function outboxSize(sql: Sql): Promise<{ waiting: number; dead: number }> {
  const [size] = await sql<{ waiting: number; dead: number }>`
    select (select count(*) from core.outbox where not spread)
        + (select count(*) from core.outbox_delivery where dead_at is null) as waiting,
      (select count(*) from core.outbox_delivery where dead_at is not null) as dead`
  return size ?? { waiting: 0, dead: 0 }
}
