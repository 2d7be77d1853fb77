import type { Sql } from '#core/database/sql.ts'
import type { ResultKind } from '../model.ts'
import { ROUGH } from '../place.ts'

/** What must be known of a datastream to take values in. */
export interface Receiver {
  readonly id: number
  readonly owner: string
  readonly kind: ResultKind
  readonly ucum: string | null
  readonly feature: number | null
  /** What it tells lies ahead. */
  readonly isForecast: boolean
  /** It hangs at somebody's home. */
  readonly isAtHome: boolean
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
    select d.id, d.owner, d.result_kind as kind, d.ucum, d.feature,
      coalesce(d.properties @> '{"isForecast": true}', false) as "isForecast",
      coalesce(t.properties ->> 'precision' = ${ROUGH}, false) as "isAtHome",
      d.id = any(array(select h.datastream from observations.hidden h)) as "isHidden"
    from observations.datastream d join observations.thing t on t.id = d.thing
    where d.id = any(${`{${sorted.join(',')}}`}::int[]) order by d.id for key share of d`
  return new Map(rows.map((row) => [row.id, row]))
}
