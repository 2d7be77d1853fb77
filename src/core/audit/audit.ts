import { createHash } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'

/** Something that was done and must be accounted for. Never names or words of residents: ids. */
export interface Deed {
  readonly at: Temporal.Instant
  readonly actorKind: 'staff' | 'resident' | 'system'
  /** Id of the person; for `system` the name of the job or command. */
  readonly actor: string
  /** `module.verb-thing`, such as `reports.change-status`. */
  readonly action: string
  /** What it was done to, as `kind:id`. */
  readonly subject: string
  /** NIS code; absent for what concerns the whole region. */
  readonly municipality?: string | undefined
  /** Why: a sentence, or empty where the action says it all. */
  readonly reason?: string | undefined
}

/** A line of the log. */
export interface AuditLine extends Required<Omit<Deed, 'municipality'>> {
  readonly id: number
  readonly municipality: string | null
  readonly hash: string
}

/**
 * Adds a line to the log, in the transaction of the deed: both happen or neither. Lines are written one at a time over all
 * processes, so keep what follows in that transaction short.
 */
export async function recordDeed(sql: Sql, deed: Deed): Promise<void> {
  const [head] = await sql<{ id: number; hash: string }>`select id, hash from core.audit_head for update`
  if (head === undefined) throw new Error('The audit log has no head: the database is damaged.')
  const line = { ...deed, id: head.id + 1, municipality: deed.municipality ?? null, reason: deed.reason ?? '' }
  const hash = hashOf(line, head.hash)
  await sql`
    insert into core.audit (id, at, actor_kind, actor, action, subject, municipality, reason, hash)
    values (${line.id}, ${line.at}, ${line.actorKind}, ${line.actor}, ${line.action}, ${line.subject},
      ${line.municipality}, ${line.reason}, ${hash})`
  await sql`update core.audit_head set id = ${line.id}, hash = ${hash}`
}

/** The lines about one thing, the newest first. */
export async function listDeeds(sql: Sql, subject: string, limit = 100): Promise<AuditLine[]> {
  return sql<AuditLine>`
    select id, at, actor_kind as "actorKind", actor, action, subject, municipality, reason, hash
    from core.audit where subject = ${subject} order by id desc limit ${limit}`
}

/** The lines about several things that say one of these actions, the newest first. */
export async function listDeedsOn(
  sql: Sql,
  { subjects, actions }: { subjects: readonly string[]; actions: readonly string[] },
): Promise<AuditLine[]> {
  return sql<AuditLine>`
    select id, at, actor_kind as "actorKind", actor, action, subject, municipality, reason, hash
    from core.audit where subject = any(${subjects}::text[]) and action = any(${actions}::text[]) order by id desc`
}

/** What a check of the log found: the first line that is not as it was written, or none. */
export interface AuditCheck {
  readonly lines: number
  readonly broken: { readonly id: number; readonly what: string } | undefined
}

const BATCH = 1000

/** Reads the whole log and computes every hash again. A changed, removed, added or reordered line is found. */
export async function verifyAudit(sql: Sql): Promise<AuditCheck> {
  let last = { id: 0, hash: '' }
  for (;;) {
    const lines = await sql<AuditLine>`
      select id, at, actor_kind as "actorKind", actor, action, subject, municipality, reason, hash
      from core.audit where id > ${last.id} order by id limit ${BATCH}`
    for (const line of lines) {
      if (line.id !== last.id + 1) return broken(last.id, `line ${last.id + 1} is gone`)
      if (line.hash !== hashOf(line, last.hash)) return broken(last.id, `line ${line.id} was changed`)
      last = line
    }
    if (lines.length < BATCH) break
  }
  const [head] = await sql<{ id: number; hash: string }>`select id, hash from core.audit_head`
  if (head?.id !== last.id || head.hash !== last.hash)
    return broken(last.id, `the log ends at line ${last.id}, not at line ${head?.id ?? 0}`)
  return { lines: last.id, broken: undefined }

  function broken(good: number, what: string): AuditCheck {
    return { lines: good, broken: { id: good + 1, what } }
  }
}

/** The content as a JSON array in a fixed order, so that no two different lines read the same; times in milliseconds, as stored. */
function hashOf(line: Omit<AuditLine, 'hash'>, before: string): string {
  const { id, at, actorKind, actor, action, subject, municipality, reason } = line
  const moment = at.round('millisecond').epochMilliseconds
  const text = JSON.stringify([before, id, moment, actorKind, actor, action, subject, municipality, reason])
  return createHash('sha256').update(text).digest('hex')
}
