import { randomUUIDv7 } from 'node:crypto'
import { json, type Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import type { RoadAnswer } from './asset.ts'
import type { RoutingTable } from './route-report.ts'
import type { Rule } from './rule.ts'

/** A version of the rules of a body. */
export interface TableVersion extends RoutingTable {
  readonly inForceFrom: Temporal.PlainDate | null
  readonly publishedAt: Temporal.Instant | null
  readonly reason: string
}

interface Row extends Omit<TableVersion, 'rules'> {
  readonly rules: readonly (Omit<Rule, 'from' | 'until'> & { from: string | null; until: string | null })[]
}

/** The rules of these bodies that hold on a day. */
export async function listTablesInForce(
  sql: Sql,
  bodies: readonly string[],
  on: Temporal.PlainDate,
): Promise<TableVersion[]> {
  const rows = await sql<Row>`
    select distinct on (body) body, version, rules, in_force_from as "inForceFrom", published_at as "publishedAt", reason
    from reports.routing_table
    where body = any(${bodies}::text[]) and published_at is not null and withdrawn_at is null and in_force_from <= ${on}::date
    order by body, in_force_from desc, version desc`
  return rows.map(tableOf)
}

/** The versions of a body, the newest first; without a draft, and without what was taken back. */
export async function listVersions(sql: Sql, body: string, limit: number): Promise<TableVersion[]> {
  const rows = await sql<Row>`
    select body, version, rules, in_force_from as "inForceFrom", published_at as "publishedAt", reason
    from reports.routing_table where body = ${body} and published_at is not null and withdrawn_at is null
    order by version desc limit ${limit}`
  return rows.map(tableOf)
}

/** Takes back a version that is not in force yet. False when there is none, or when its day has come. */
export async function withdrawVersion(
  sql: Sql,
  { body, version, today, now }: { body: string; version: number; today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<boolean> {
  const rows = await sql`
    update reports.routing_table set withdrawn_at = ${now}
    where body = ${body} and version = ${version} and published_at is not null and withdrawn_at is null
      and in_force_from > ${today}::date
    returning version`
  return rows.length === 1
}

/** The rules that a body is working on; undefined when it is not. Held still when `lock` is said, until the transaction ends. */
export async function findDraft(sql: Sql, body: string, lock = false): Promise<TableVersion | undefined> {
  const rows = lock
    ? await sql<Row>`select body, version, rules, in_force_from as "inForceFrom", published_at as "publishedAt", reason
        from reports.routing_table where body = ${body} and published_at is null for update`
    : await sql<Row>`select body, version, rules, in_force_from as "inForceFrom", published_at as "publishedAt", reason
        from reports.routing_table where body = ${body} and published_at is null`
  return rows.map(tableOf)[0]
}

/** Begins a draft; one that is there already stays as it is. */
export async function addDraft(sql: Sql, body: string, rules: readonly Rule[], now: Temporal.Instant): Promise<void> {
  await sql`
    insert into reports.routing_table (id, body, version, rules, created_at)
    select ${randomUUIDv7()}, ${body}, coalesce(max(version), 0) + 1, ${json(plain(rules))}::jsonb, ${now}
    from reports.routing_table where body = ${body}
    on conflict do nothing`
}

export async function saveDraft(sql: Sql, body: string, rules: readonly Rule[]): Promise<void> {
  await sql`
    update reports.routing_table set rules = ${json(plain(rules))}::jsonb where body = ${body} and published_at is null`
}

export async function removeDraft(sql: Sql, body: string): Promise<void> {
  await sql`delete from reports.routing_table where body = ${body} and published_at is null`
}

/** Makes the draft the newest version. */
export async function publishDraft(
  sql: Sql,
  body: string,
  {
    inForceFrom,
    reason,
    now,
    person,
  }: {
    inForceFrom: Temporal.PlainDate
    reason: string
    now: Temporal.Instant
    person: string | undefined
  },
): Promise<void> {
  await sql`
    update reports.routing_table set published_at = ${now}, in_force_from = ${inForceFrom}::date, reason = ${reason},
      published_by = ${person}
    where body = ${body} and published_at is null`
}

/** Publishes a table of the demonstration, when the body has none. */
export async function addDemoTable(
  sql: Sql,
  body: string,
  rules: readonly Rule[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into reports.routing_table (id, body, version, rules, created_at, in_force_from, published_at, demo)
    select ${randomUUIDv7()}, ${body}, 1, ${json(plain(rules))}::jsonb, ${now}, '2020-01-01', ${now}, true
    where not exists (select from reports.routing_table where body = ${body})`
}

export async function removeDemoTables(sql: Sql): Promise<void> {
  await sql`delete from reports.routing_table where demo`
}

/** A report as far as rules look at it. */
export interface RoutedReport {
  readonly number: number
  readonly municipality: string
  readonly body: string
  readonly category: Category
  readonly postalCode: string
  readonly street: string
  readonly road: RoadAnswer | null
  readonly assetOwner: string | null
  readonly receivedAt: Temporal.Instant
}

/** The newest reports since a moment, in these municipalities or (undefined) everywhere. */
export async function listForTest(
  sql: Sql,
  {
    municipalities,
    since,
    limit,
  }: {
    municipalities: readonly string[] | undefined
    since: Temporal.Instant
    limit: number
  },
): Promise<RoutedReport[]> {
  return sql<RoutedReport>`
    select number, municipality, body, category, postal_code as "postalCode", street, road,
      asset_owner as "assetOwner", received_at as "receivedAt"
    from reports.routed_since(${municipalities}::text[], ${since}::timestamptz, ${limit}::integer)`
}

/** What rules that were saved before these existed say of them. */
const BEFORE = { streets: null, asset: null } as const

function tableOf({ rules, ...row }: Row): TableVersion {
  const date = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))
  return {
    ...row,
    rules: rules.map((rule) => ({ ...BEFORE, ...rule, from: date(rule.from), until: date(rule.until) })),
  }
}

function plain(rules: readonly Rule[]): unknown {
  return rules.map((rule) => ({ ...rule, from: rule.from?.toString() ?? null, until: rule.until?.toString() ?? null }))
}
