import type { Sql } from '#core/database/sql.ts'
import type { ResultKind } from '../model.ts'

/** What must be known of a datastream to take values in. */
export interface Receiver {
  readonly id: number
  readonly owner: string
  readonly kind: ResultKind
  readonly ucum: string | null
  readonly feature: number | null
  /** What it tells lies ahead. */
  readonly isForecast: boolean
  /** Nobody sees it, and nobody is told what it takes in. */
  readonly isHidden: boolean
}

/**
 * Holds datastreams for the length of the transaction, in rising order, so that none goes while values for it come in; gives those
 * that are there.
 */
export async function lockDatastreams(sql: Sql, ids: Iterable<number>): Promise<Map<number, Receiver>> {
  const sorted = [...new Set(ids)].toSorted((a, b) => a - b)
  const rows = await sql<Receiver>`
    select id, owner, result_kind as kind, ucum, feature,
      coalesce(properties @> '{"isForecast": true}', false) as "isForecast",
      id = any(array(select h.datastream from observations.hidden h)) as "isHidden"
    from observations.datastream
    where id = any(${`{${sorted.join(',')}}`}::int[]) order by id for key share`
  return new Map(rows.map((row) => [row.id, row]))
}
