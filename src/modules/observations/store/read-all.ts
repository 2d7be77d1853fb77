import type { Sql } from '#core/database/sql.ts'
import type { Observed } from '../model.ts'

/** An observation as a table of one datastream has it. */
export interface TableRow extends Omit<Observed, 'datastream'> {
  /** Of the square: 1 to 4; null when it was not judged. */
  readonly flag: number | null
  readonly rules: number | null
  readonly suspect: readonly string[] | null
  readonly failed: readonly string[] | null
}

const PAGE = 5000

/** All observations of a datastream in a part of time, in order, some thousands at a time: of any number in bounded memory. */
export async function* readAll(
  sql: Sql,
  {
    datastream,
    from,
    until,
  }: { readonly datastream: number; readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): AsyncGenerator<readonly TableRow[]> {
  let after: TableRow | undefined
  for (;;) {
    const rows: TableRow[] = await sql<TableRow>`
      select (extract(epoch from at) * 1000000)::bigint as at, turn, (extract(epoch from until) * 1000000)::bigint as until,
        (extract(epoch from result_at) * 1000000)::bigint as "resultAt", number, truth, text, json,
        j.flag, j.rules, j.suspect, j.failed
      from observations.observation o
      left join lateral observations.judgement(o.datastream, o.at, o.turn, o.number) j on true
      where datastream = ${datastream} and replaced_at is null and at >= ${from} and at < ${until}
        and (${after?.at ?? null}::float8 is null or (at >= to_timestamp(${after?.at ?? null}::float8 / 1e6)
          and (at, turn) > (to_timestamp(${after?.at ?? null}::float8 / 1e6), ${after?.turn ?? null}::smallint)))
      order by at, turn limit ${PAGE}`
    if (rows.length > 0) yield rows
    after = rows.at(-1)
    if (rows.length < PAGE) return
  }
}
