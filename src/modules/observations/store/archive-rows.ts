import type { Sql } from '#core/database/sql.ts'
import { partOf } from './archive.ts'

/** The columns of a file of the archive: those of the table, moments in microseconds as ISO 8601 has them. */
export const ARCHIVE_COLUMNS = [
  'datastream',
  'at',
  'until',
  'turn',
  'received_at',
  'replaced_at',
  'feature',
  'number',
  'truth',
  'text',
  'json',
  'result_at',
  'valid_from',
  'valid_until',
  'parameters',
  'quality',
  'flag',
] as const
export type ArchiveRow = Readonly<Record<(typeof ARCHIVE_COLUMNS)[number], string | null>>

const PAGE = 10_000

/** All rows of a month as texts, corrected ones too, by datastream and moment, some thousands at a time. */
export async function* readMonth(sql: Sql, month: string): AsyncGenerator<readonly ArchiveRow[]> {
  const { from, until } = partOf(month)
  let after = { datastream: 0, at: '-infinity', turn: 0 }
  for (;;) {
    const rows: ArchiveRow[] = await sql<ArchiveRow>`
      select o.datastream::text, observations.iso(o.at) as at, observations.iso(until) as until, o.turn::text,
        observations.iso(received_at) as received_at, observations.iso(replaced_at) as replaced_at, feature::text, number::text,
        truth::text, text, json::text, observations.iso(result_at) as result_at, observations.iso(valid_from) as valid_from,
        observations.iso(valid_until) as valid_until, parameters::text, quality::text, flag::text
      from observations.observation o
      where o.at >= ${from} and o.at < ${until}
        and (o.datastream, o.at, o.turn) > (${after.datastream}::int, ${after.at}::timestamptz, ${after.turn}::smallint)
      order by o.datastream, o.at, o.turn limit ${PAGE}`
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < PAGE || last === undefined) return
    after = { datastream: Number(last.datastream), at: last.at ?? '', turn: Number(last.turn) }
  }
}

/** Puts rows of the archive back as they were; gives how many were not there. */
export async function putBack(sql: Sql, rows: readonly ArchiveRow[]): Promise<number> {
  const column = (name: (typeof ARCHIVE_COLUMNS)[number]) => rows.map((row) => row[name])
  const [back] = await sql<{ count: number }>`
    with back as (
      insert into observations.observation (datastream, at, until, turn, received_at, replaced_at, feature, number, truth, text, json,
        result_at, valid_from, valid_until, parameters, quality, flag)
      select * from unnest(${column('datastream')}::int[], ${column('at')}::timestamptz[], ${column('until')}::timestamptz[],
        ${column('turn')}::smallint[], ${column('received_at')}::timestamptz[], ${column('replaced_at')}::timestamptz[],
        ${column('feature')}::int[], ${column('number')}::float8[], ${column('truth')}::boolean[], ${column('text')}::text[],
        ${column('json')}::jsonb[], ${column('result_at')}::timestamptz[], ${column('valid_from')}::timestamptz[],
        ${column('valid_until')}::timestamptz[], ${column('parameters')}::jsonb[], ${column('quality')}::jsonb[], ${column('flag')}::smallint[])
        as r (datastream)
      where datastream in (select id from observations.datastream)
      on conflict (datastream, at, turn) do nothing returning datastream, replaced_at
    ), counted as (
      update observations.latest l set observations = l.observations + b.count
      from (select datastream, count(*) as count from back where replaced_at is null group by datastream) b where b.datastream = l.datastream)
    select count(*) as count from back`
  return back?.count ?? 0
}
