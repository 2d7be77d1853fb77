import type { Sql } from '#core/database/sql.ts'
import { allProposed, proposedRules, StoredRules, type RuleSet } from './rules.ts'

interface Row {
  readonly property: string
  readonly version: number
  readonly unit: string
  readonly rules: unknown
  readonly reason: string
  readonly begunAt: Temporal.Instant
}

/** The rules that count, by property: the newest version of the office, and what the program proposes for the rest. */
export async function rulesInForce(sql: Sql): Promise<ReadonlyMap<string, RuleSet>> {
  const rows = await sql<Row>`
    select distinct on (property) property, version, unit, rules, reason, begun_at as "begunAt"
    from observations.rule_set order by property, version desc`
  return new Map([...allProposed(), ...rows.map((row) => [row.property, ruleSetOf(row)] as const)])
}

/** All versions of the rules of a property that the office made, the newest first. */
export async function listVersions(sql: Sql, property: string): Promise<RuleSet[]> {
  const rows = await sql<Row>`
    select property, version, unit, rules, reason, begun_at as "begunAt"
    from observations.rule_set where property = ${property} order by version desc limit 1000`
  return rows.map(ruleSetOf)
}

/** All versions of the rules of a property, the newest first; at last what the program proposes. */
export async function versionsOf(sql: Sql, property: string | null): Promise<RuleSet[]> {
  if (property === null) return []
  const first = proposedRules(property)
  return [...(await listVersions(sql, property)), ...(first === undefined ? [] : [first])]
}

function ruleSetOf({ rules, ...row }: Row): RuleSet {
  return { ...row, rules: StoredRules.parse(rules), sources: allProposed().get(row.property)?.sources ?? [] }
}
