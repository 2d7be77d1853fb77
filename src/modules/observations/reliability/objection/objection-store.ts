import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../../called.ts'

export const OUTCOMES = ['agreed', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What an owner says against a score, and what was answered. */
export interface ScoreObjection {
  readonly id: string
  readonly datastream: number
  readonly called: Called
  readonly owner: string
  readonly municipality: string | null
  readonly registration: string | null
  readonly score: number | null
  readonly reason: string
  readonly madeAt: Temporal.Instant
  readonly outcome: Outcome | null
  readonly answer: string | null
  readonly answeredAt: Temporal.Instant | null
}

/** Who objects to the score of which datastream. */
export interface Objector {
  readonly datastream: number
  readonly owner: string
  readonly municipality: string | null
  /** Of a resident. */
  readonly registration: string | null
  /** Of staff. */
  readonly by: string | null
}

/** Keeps an objection; false when one of this datastream is still open. */
export async function addObjection(
  sql: Sql,
  { datastream, owner, municipality, registration, by }: Objector,
  reason: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await sql`
    insert into observations.score_objection (id, datastream, owner, municipality, registration, score, reason, made_at, made_by)
    values (${randomUUID()}, ${datastream}, ${owner}, ${municipality}, ${registration},
      (select score from observations.score where datastream = ${datastream}), ${reason}, ${now}, ${by})
    on conflict (datastream) where answered_at is null do nothing returning id`
  return rows.length > 0
}

async function select(
  sql: Sql,
  asked: {
    readonly id?: string
    readonly datastream?: number
    readonly registration?: string
    readonly isOpen?: boolean
  },
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<ScoreObjection[]> {
  return sql<ScoreObjection>`
    select o.id, o.datastream, observations.called(o.datastream) as called, o.owner, o.municipality, o.registration, o.score, o.reason,
      o.made_at as "madeAt", o.outcome, o.answer, o.answered_at as "answeredAt"
    from observations.score_objection o
    where (${asked.id ?? null}::text is null or o.id::text = ${asked.id ?? null}::text)
      and (${asked.datastream ?? null}::int is null or o.datastream = ${asked.datastream ?? null}::int)
      and (${asked.registration ?? null}::uuid is null or o.registration = ${asked.registration ?? null}::uuid)
      and (${asked.isOpen ?? null}::boolean is null or (o.answered_at is null) = ${asked.isOpen ?? null}::boolean)
    order by o.answered_at desc nulls first, o.made_at, o.id limit ${limit} offset ${offset}`
}

/** An objection that the visitor may see. */
export async function findObjection(sql: Sql, id: string): Promise<ScoreObjection | undefined> {
  return (await select(sql, { id }, { limit: 1 }))[0]
}

/** The objection to the score of a datastream that is open, or else the last that was answered. */
export async function findObjectionTo(sql: Sql, datastream: number): Promise<ScoreObjection | undefined> {
  return (await select(sql, { datastream }, { limit: 1 }))[0]
}

/** The objections that the visitor may see: those that wait first, the oldest of them first. */
export async function listObjections(
  sql: Sql,
  page: { readonly limit: number; readonly offset: number },
): Promise<ScoreObjection[]> {
  return select(sql, {}, page)
}

/** What a resident wrote about a sensor of theirs. */
export async function listObjectionsOf(sql: Sql, registration: string): Promise<ScoreObjection[]> {
  return select(sql, { registration }, { limit: 100 })
}

export async function countObjections(sql: Sql): Promise<{ readonly all: number; readonly open: number }> {
  const [row] = await sql<{ all: number; open: number }>`
    select count(*)::int as all, (count(*) filter (where answered_at is null))::int as open from observations.score_objection`
  return row ?? { all: 0, open: 0 }
}

/** Answers an objection; false when it is not there or was answered. */
export async function answerObjection(
  sql: Sql,
  id: string,
  given: { readonly outcome: Outcome; readonly answer: string; readonly by: string | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await sql`
    update observations.score_objection
    set outcome = ${given.outcome}, answer = ${given.answer}, answered_at = ${now}, answered_by = ${given.by}
    where id = ${id} and answered_at is null returning id`
  return rows.length > 0
}

/** How the last objection to a score stands, for everybody: no word of it. Undefined when there was none. */
export async function objectionState(
  sql: Sql,
  datastream: number,
): Promise<{ readonly madeAt: Temporal.Instant; readonly outcome: Outcome | null } | undefined> {
  const [row] = await sql<{ madeAt: Temporal.Instant; outcome: Outcome | null }>`
    select made_at as "madeAt", outcome from observations.score_objection
    where datastream = ${datastream} order by made_at desc limit 1`
  return row
}

/** Erases what a resident wrote about a sensor. */
export async function removeObjectionsOf(sql: Sql, registration: string): Promise<void> {
  await sql`delete from observations.score_objection where registration = ${registration}`
}

/** Erases objections that came before a moment, at most 1,000 at a time. */
export async function removeOldObjections(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from observations.score_objection where id in (
      select id from observations.score_objection where made_at < ${before} order by made_at limit 1000) returning id`
  return gone.length
}
