import { createHash } from 'node:crypto'
import { json, type Sql } from '#core/database/sql.ts'
import type { Refusal } from '../harmonise/refusal.ts'

/** What was refused of a source, to be kept until somebody mends it. */
export interface Refused extends Refusal {
  readonly line: number | null
  /** Of what has no line and may come again: by what it is known (`fingerprintOf`). */
  readonly fingerprint?: string
  /** The line or the object as it came. */
  readonly payload: unknown
  /** What else is needed to read it again. */
  readonly context: Readonly<Record<string, unknown>>
}

interface Source {
  readonly owner: string
  readonly municipality: string | null
  readonly source: string
  readonly format: string
}

/** Of a source that asks for the same again and again no more than this waits without a line: somebody must look first. */
export const MOST_WAITING = 10_000

/** By what something without a line is known. */
export function fingerprintOf(payload: unknown): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('hex')
}

/** Keeps what was refused. A line of a source that was refused for the same reason before is there already. */
export async function quarantine(
  sql: Sql,
  source: Source,
  refused: readonly Refused[],
  now: Temporal.Instant,
): Promise<void> {
  if (refused.length === 0) return
  await sql`
    insert into observations.quarantine (municipality, owner, source, format, line, reason, detail, payload, context,
      fingerprint, came_at)
    select ${source.municipality}, ${source.owner}, ${source.source}, ${source.format}, line, reason, detail, payload, context,
      fingerprint, ${now}
    from unnest(${refused.map(({ line }) => line)}::int[], ${refused.map(({ code }) => code)}::text[],
      ${refused.map(({ detail }) => detail)}::text[], ${refused.map(({ payload }) => json(payload))}::jsonb[],
      ${refused.map(({ context }) => context)}::jsonb[], ${refused.map(({ fingerprint }) => fingerprint ?? null)}::text[])
      as r (line, reason, detail, payload, context, fingerprint)
    where fingerprint is null or (
      select count(*) from observations.quarantine q
      where q.source = ${source.source} and q.fingerprint is not null and q.state = 'waiting') < ${MOST_WAITING}
    on conflict do nothing`
}

/** Something refused that waits. */
export interface Waiting {
  readonly id: number
  readonly owner: string
  readonly source: string
  readonly format: string
  readonly line: number | null
  readonly reason: string
  readonly detail: string
  readonly payload: unknown
  readonly context: Readonly<Record<string, unknown>>
  readonly cameAt: Temporal.Instant
}

/** What waits to be mended, oldest first; of a source, of everything, or with an id after that of the last one seen. */
export async function listWaiting(
  sql: Sql,
  { source, after = 0, limit }: { readonly source?: string; readonly after?: number; readonly limit: number },
): Promise<Waiting[]> {
  return sql<Waiting>`
    select id, owner, source, format, line, reason, detail, payload, context, came_at as "cameAt"
    from observations.quarantine
    where state = 'waiting' and id > ${after} and (${source ?? null}::text is null or source = ${source ?? null})
    order by id limit ${limit}`
}

/** Something refused that waits; undefined when it is not there, or settled. */
export async function findWaiting(sql: Sql, id: number): Promise<Waiting | undefined> {
  const [found] = await sql<Waiting>`
    select id, owner, source, format, line, reason, detail, payload, context, came_at as "cameAt"
    from observations.quarantine where id = ${id} and state = 'waiting'`
  return found
}

/** What is refused of one source for one reason. */
export type RefusedLike = Pick<Waiting, 'owner' | 'source' | 'reason'>

/** The owner, source and reason of something refused, also once it is settled. */
export async function findGroup(sql: Sql, id: number): Promise<RefusedLike | undefined> {
  const [found] = await sql<RefusedLike>`select owner, source, reason from observations.quarantine where id = ${id}`
  return found
}

/** What waits of one source for one reason, the oldest first, after the id of the last one seen. */
export async function listWaitingOf(
  sql: Sql,
  { owner, source, reason, after, limit }: RefusedLike & { readonly after: number; readonly limit: number },
): Promise<Waiting[]> {
  return sql<Waiting>`
    select id, owner, source, format, line, reason, detail, payload, context, came_at as "cameAt"
    from observations.quarantine
    where state = 'waiting' and owner = ${owner} and source = ${source} and reason = ${reason} and id > ${after}
    order by id limit ${limit}`
}

/** Writes that something was read again, or is nothing. */
export async function settleWaiting(
  sql: Sql,
  ids: readonly number[],
  state: 'replayed' | 'dropped',
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update observations.quarantine set state = ${state}, settled_at = ${now}
    where id = any(${ids}::bigint[]) and state = 'waiting'`
}

/** Removes what was refused before a moment, mended or not, at most 1,000 at a time. */
export async function removeOldRefusals(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from observations.quarantine
    where id in (select id from observations.quarantine where came_at < ${before} order by came_at limit 1000) returning id`
  return gone.length
}
