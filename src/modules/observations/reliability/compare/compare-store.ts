import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../../called.ts'

/** A datastream that may be chosen to compare. */
export interface Choosable {
  readonly id: number
  readonly called: Called
  readonly property: string
  readonly owner: string
  readonly municipality: string | null
}

/** These datastreams, as far as everybody may see them, in the order of their numbers; numbers of a property of ours only. */
export async function listChosen(sql: Sql, ids: readonly number[]): Promise<Choosable[]> {
  return sql<Choosable>`
    select d.id, observations.called(d.id) as called, p.key as property, d.owner, d.municipality
    from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property
    where d.id = any(${ids}::int[]) and d.result_kind = 'number' and p.key is not null
    order by d.id`
}

/** Datastreams of a property in these municipalities (undefined: anywhere), the most reliable first; at most so many. */
export async function listChoosable(
  sql: Sql,
  { property, municipalities }: { readonly property: string; readonly municipalities: readonly string[] | undefined },
  limit: number,
): Promise<Choosable[]> {
  return sql<Choosable>`
    select f.id, observations.called(f.id) as called, ${property}::text as property, f.owner, f.municipality
    from (
      select d.id, d.owner, d.municipality, s.score
      from observations.shown_datastream d left join observations.score s on s.datastream = d.id
      where d.observed_property = (select id from observations.observed_property where key = ${property}) and d.result_kind = 'number'
        and (${municipalities ?? null}::text[] is null or d.municipality = any(${municipalities ?? null}::text[]))
      order by s.score desc nulls last, d.id limit ${limit}) f
    order by f.score desc nulls last, f.id`
}
