import { json, type Sql } from '#core/database/sql.ts'
import { StoredRules, type Rule, type RuleSet } from '../rules.ts'
import { Effect } from './effect.ts'

/** Rules of a property that are being prepared. */
export interface Draft {
  readonly property: string
  readonly edition: string
  /** Of the limits, as UCUM. */
  readonly unit: string
  readonly rules: readonly Rule[]
  readonly changedAt: Temporal.Instant
  /** How many of how many parts of the last month were judged by it; null before the work began. */
  readonly done: number
  readonly parts: number | null
  /** What it would have done in the last month; null as long as that is not known. */
  readonly effect: Effect | null
}

/** What is being prepared of a property. `isHeld`: nobody else changes it until the transaction ends. */
export async function findDraft(sql: Sql, property: string, isHeld = false): Promise<Draft | undefined> {
  interface Row extends Omit<Draft, 'rules' | 'effect'> {
    readonly rules: unknown
    readonly found: unknown
  }
  const rows = isHeld
    ? await sql<Row>`
        select property, edition, unit, rules, changed_at as "changedAt", done, parts, found
        from observations.rule_draft where property = ${property} for update`
    : await sql<Row>`
        select property, edition, unit, rules, changed_at as "changedAt", done, parts, found
        from observations.rule_draft where property = ${property}`
  const [row] = rows
  if (row === undefined) return undefined
  const { rules, found, ...rest } = row
  return { ...rest, rules: StoredRules.parse(rules), effect: found === null ? null : Effect.parse(found) }
}

/** Which properties have rules that are being prepared. */
export async function listDrafts(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ property: string }>`select property from observations.rule_draft`
  return new Set(rows.map(({ property }) => property))
}

/** Keeps what is being prepared; what was found of an earlier edition is forgotten. */
export async function saveDraft(
  sql: Sql,
  { property, edition, unit, rules }: Pick<Draft, 'property' | 'edition' | 'unit' | 'rules'>,
  { now, by }: { readonly now: Temporal.Instant; readonly by: string | null },
): Promise<void> {
  await sql`
    insert into observations.rule_draft (property, edition, unit, rules, changed_at, changed_by)
    values (${property}, ${edition}::uuid, ${unit}, ${json(rules)}, ${now}, ${by}::uuid)
    on conflict (property) do update set edition = excluded.edition, unit = excluded.unit, rules = excluded.rules,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by, done = 0, parts = null, found = null, looked_at = null`
}

/** Throws away what is being prepared. */
export async function removeDraft(sql: Sql, property: string): Promise<void> {
  await sql`delete from observations.rule_draft where property = ${property}`
}

/** Tells how far the look at the last month is; false when the draft was changed or is gone, so that the work is for nothing. */
export async function tellProgress(
  sql: Sql,
  { property, edition }: Pick<Draft, 'property' | 'edition'>,
  { done, parts }: { readonly done: number; readonly parts: number },
): Promise<boolean> {
  const rows = await sql`
    update observations.rule_draft set done = ${done}, parts = ${parts}
    where property = ${property} and edition = ${edition}::uuid returning property`
  return rows.length > 0
}

/** Keeps what a draft would have done in the last month, when it is still the same one. */
export async function keepEffect(
  sql: Sql,
  { property, edition }: Pick<Draft, 'property' | 'edition'>,
  { effect, now }: { readonly effect: Effect; readonly now: Temporal.Instant },
): Promise<void> {
  await sql`
    update observations.rule_draft set found = ${json(effect)}, looked_at = ${now}, done = coalesce(parts, 0)
    where property = ${property} and edition = ${edition}::uuid`
}

/** Puts rules of a property in force; gives their version. */
export async function publishRules(
  sql: Sql,
  { property, unit, rules, reason }: Pick<RuleSet, 'property' | 'unit' | 'rules' | 'reason'>,
  { now, by }: { readonly now: Temporal.Instant; readonly by: string | null },
): Promise<number> {
  const [row] = await sql<{ version: number }>`
    insert into observations.rule_set (property, version, unit, rules, reason, begun_at, set_by)
    select ${property}, coalesce(max(version), 0) + 1, ${unit}, ${json(rules)}, ${reason}, ${now}, ${by}::uuid
    from observations.rule_set where property = ${property} returning version`
  return row?.version ?? 0
}
