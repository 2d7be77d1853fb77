import type { Localised } from '#core/i18n/catalog.ts'
import type { Sql } from '#core/database/sql.ts'
import { whatIf } from '#core/database/what-if.ts'
import type { Services } from '#core/services.ts'

/** How long something is kept, as a rule that deletes. Declared on the name plate of a capability. */
export interface RetentionRule {
  /** `module.forget-thing`, such as `reports.forget-reporters`. */
  readonly name: string
  /** What it deletes and when, for people. */
  readonly what: Localised
  /**
   * Deletes a batch of what is due at `now`, within the transaction of `sql`. Says how many things, and which files
   * nothing uses any longer. Called again until a batch deletes nothing. A dry run is the same, rolled back.
   */
  apply(sql: Sql, now: Temporal.Instant): Promise<Forgotten>
}

/** What a batch of a rule deleted. */
export interface Forgotten {
  readonly deleted: number
  /** Hashes of files that nothing uses any longer: removed after the commit. */
  readonly files?: readonly string[]
}

/** What a rule deleted, or would. */
export interface RuleCount {
  readonly rule: RetentionRule
  readonly deleted: number
}

/** When a rule last deleted something. */
export interface LastRun {
  readonly rule: string
  readonly ranAt: Temporal.Instant
  readonly deleted: number
}

/**
 * Runs all rules, each in batches of a transaction; the count of what went is kept with the batch, never the contents. A
 * rule that fails does not hold up the others: its error is thrown at the end, and what it did before stays done.
 */
export async function enforceRetention(
  rules: readonly RetentionRule[],
  services: Pick<Services, 'sql' | 'clock' | 'files'>,
): Promise<RuleCount[]> {
  const counts: RuleCount[] = []
  const failures: unknown[] = []
  for (const rule of rules) {
    try {
      counts.push({ rule, deleted: await enforce(rule, services) })
    } catch (error) {
      failures.push(new Error(`The rule ${rule.name} failed.`, { cause: error }))
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rules of retention failed.`)
  return counts
}

/** What the rules would delete now: the same statements in the same order, rolled back. */
export async function foreseeRetention(
  rules: readonly RetentionRule[],
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<RuleCount[]> {
  const now = clock()
  return whatIf(sql, async (within) => {
    const counts: RuleCount[] = []
    for (const rule of rules) {
      let deleted = 0
      for (let batch = 1; batch > 0; deleted += batch) batch = (await rule.apply(within, now)).deleted
      counts.push({ rule, deleted })
    }
    return counts
  })
}

/** The last time that each rule deleted something; a rule that never did is absent. */
export async function listLastRuns(sql: Sql): Promise<LastRun[]> {
  return sql<LastRun>`
    select distinct on (rule) rule, ran_at as "ranAt", deleted from core.retention_run order by rule, ran_at desc, id desc`
}

async function enforce(
  rule: RetentionRule,
  { sql, clock, files }: Pick<Services, 'sql' | 'clock' | 'files'>,
): Promise<number> {
  const now = clock()
  let total = 0
  for (;;) {
    const batch = await sql.transaction(async (within) => {
      const done = await rule.apply(within, now)
      if (done.deleted > 0) await countBatch(within, { rule: rule.name, now, deleted: done.deleted })
      return done
    })
    for (const file of batch.files ?? []) await files.remove(file)
    if (batch.deleted === 0) return total
    total += batch.deleted
  }
}

/** Batches of one run are counted together. */
async function countBatch(
  sql: Sql,
  { rule, now, deleted }: { rule: string; now: Temporal.Instant; deleted: number },
): Promise<void> {
  const counted = await sql`
    update core.retention_run set deleted = deleted + ${deleted} where rule = ${rule} and ran_at = ${now} returning id`
  if (counted.length === 0)
    await sql`insert into core.retention_run (rule, ran_at, deleted) values (${rule}, ${now}, ${deleted})`
}
