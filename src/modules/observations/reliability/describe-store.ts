import type { Sql } from '#core/database/sql.ts'

/** What is written down of a datastream, as comparisons need it. */
export interface DescribedRow {
  readonly id: number
  readonly owner: string
  /** Our word for what it measures. */
  readonly property: string
  readonly ucum: string | null
  readonly period: number | null
  /** Of its thing. */
  readonly properties: Readonly<Record<string, unknown>> | null
}

/** What is written down of these datastreams; hidden ones, those that are no numbers and those without a word of ours are left out. */
export async function listDescribed(sql: Sql, datastreams: readonly number[]): Promise<DescribedRow[]> {
  return sql<DescribedRow>`
    select d.id, d.owner, p.key as property, d.ucum, d.period_seconds as period, t.properties
    from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property
    join observations.thing t on t.id = d.thing
    where d.id = any(${datastreams}::int[]) and d.result_kind = 'number' and p.key is not null
    order by d.id`
}
