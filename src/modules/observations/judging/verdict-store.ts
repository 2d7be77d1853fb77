import type { Sql } from '#core/database/sql.ts'

/** What is kept of a value that is not simply good. The moment in microseconds since 1970. */
export interface Verdict {
  readonly datastream: number
  readonly at: number
  readonly turn: number
  readonly number: number
  readonly flag: number
  readonly rules: number
  readonly suspect: readonly string[]
  readonly failed: readonly string[]
}

/** A part of time of a datastream; both ends are in it. */
export interface Part {
  readonly datastream: number
  readonly first: number
  readonly last: number
}

/**
 * Keeps verdicts in the place of those of these parts of time. Rows that say the same stay untouched. Parts may overlap: of a value that is
 * judged twice the last counts.
 */
export async function keepVerdicts(sql: Sql, parts: readonly Part[], told: readonly Verdict[]): Promise<void> {
  if (parts.length === 0) return
  const verdicts = [...new Map(told.map((one) => [`${one.datastream} ${one.at} ${one.turn}`, one])).values()]
  const column = <Value>(value: (row: Verdict) => Value) => verdicts.map(value)
  const [datastream, at, turn] = [
    column((row) => row.datastream),
    column((row) => row.at),
    column((row) => row.turn),
  ] as const
  await sql`
    delete from observations.verdict v
    using unnest(${parts.map((part) => part.datastream)}::int[], ${parts.map(({ first }) => first)}::float8[],
      ${parts.map(({ last }) => last)}::float8[]) as p (datastream, first, last)
    where v.datastream = p.datastream and v.at between to_timestamp(p.first / 1e6) and to_timestamp(p.last / 1e6)
      and (v.datastream, v.at, v.turn) not in (
        select k.datastream, to_timestamp(k.at / 1e6), k.turn
        from unnest(${datastream}::int[], ${at}::float8[], ${turn}::smallint[]) as k (datastream, at, turn))`
  if (verdicts.length === 0) return
  await sql`
    insert into observations.verdict as v (datastream, at, turn, number, flag, rules, suspect, failed)
    select datastream, to_timestamp(at / 1e6), turn, number, flag, rules, suspect::text[], failed::text[]
    from unnest(${datastream}::int[], ${at}::float8[], ${turn}::smallint[], ${column((row) => row.number)}::float8[],
      ${column(({ flag }) => flag)}::smallint[], ${column(({ rules }) => rules)}::int[],
      ${column(({ suspect }) => `{${suspect.join(',')}}`)}::text[], ${column(({ failed }) => `{${failed.join(',')}}`)}::text[])
      as k (datastream, at, turn, number, flag, rules, suspect, failed)
    on conflict (datastream, at, turn) do update set number = excluded.number, flag = excluded.flag, rules = excluded.rules,
      suspect = excluded.suspect, failed = excluded.failed
    where (v.number, v.flag, v.rules, v.suspect, v.failed)
      is distinct from (excluded.number, excluded.flag, excluded.rules, excluded.suspect, excluded.failed)`
}

/** Hours of a day (a bit for each, UTC) of a datastream that were judged. The day counts from 1970. */
export interface JudgedHours {
  readonly datastream: number
  readonly day: number
  readonly hours: number
  readonly rules: number
}

/** Writes down by which rules hours were judged; by other rules they count as judged no more. */
export async function keepJudgedHours(sql: Sql, told: readonly JudgedHours[]): Promise<void> {
  if (told.length === 0) return
  const days = Map.groupBy(told, ({ datastream, day, rules: version }) => `${datastream} ${day} ${version}`)
  const rows = [...days.values()].map((same) =>
    same.reduce((one, other) => ({ ...one, hours: one.hours | other.hours })),
  )
  const column = <Value>(value: (row: JudgedHours) => Value) => rows.map(value)
  const [datastream, day, hours, rules] = [
    column((row) => row.datastream),
    column((row) => row.day),
    column((row) => row.hours),
    column((row) => row.rules),
  ] as const
  await sql`
    update observations.judged_day j set hours = j.hours & ~h.hours
    from unnest(${datastream}::int[], ${day}::int[], ${hours}::int[], ${rules}::int[]) as h (datastream, day, hours, rules)
    where j.datastream = h.datastream and j.day = date '1970-01-01' + h.day and j.rules <> h.rules and j.hours & h.hours <> 0`
  await sql`
    insert into observations.judged_day as j (datastream, day, rules, hours)
    select datastream, date '1970-01-01' + day, rules, hours
    from unnest(${datastream}::int[], ${day}::int[], ${hours}::int[], ${rules}::int[]) as h (datastream, day, hours, rules)
    on conflict (datastream, day, rules) do update set hours = j.hours | excluded.hours where j.hours | excluded.hours <> j.hours`
}

/** Forgets what was thought of datastreams in parts of time: nothing judges them any more. */
export async function forgetVerdicts(sql: Sql, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  await keepVerdicts(sql, parts, [])
  await sql`
    delete from observations.judged_day j
    using unnest(${parts.map((part) => part.datastream)}::int[], ${parts.map(({ first }) => first)}::float8[],
      ${parts.map(({ last }) => last)}::float8[]) as p (datastream, first, last)
    where j.datastream = p.datastream
      and j.day between (to_timestamp(p.first / 1e6) at time zone 'UTC')::date and (to_timestamp(p.last / 1e6) at time zone 'UTC')::date`
}

/** Of how many values in these parts of time the flag becomes worse, and better, by these verdicts than it was; good and not tested count alike. */
export async function countVerdictChanges(
  sql: Sql,
  parts: readonly Part[],
  verdicts: readonly Verdict[],
): Promise<{ readonly stricter: number; readonly milder: number }> {
  const column = <Value>(value: (row: Verdict) => Value) => verdicts.map(value)
  const [row] = await sql<{ stricter: number; milder: number }>`
    with had as (
      select distinct v.datastream, v.at, v.turn, v.flag
      from unnest(${parts.map((part) => part.datastream)}::int[], ${parts.map(({ first }) => first)}::float8[],
        ${parts.map(({ last }) => last)}::float8[]) as p (datastream, first, last)
      join observations.verdict v on v.datastream = p.datastream
        and v.at between to_timestamp(p.first / 1e6) and to_timestamp(p.last / 1e6)),
    has as (
      select k.datastream, to_timestamp(k.at / 1e6) as at, k.turn, k.flag
      from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ at }) => at)}::float8[],
        ${column(({ turn }) => turn)}::smallint[], ${column(({ flag }) => flag)}::smallint[]) as k (datastream, at, turn, flag))
    select count(*) filter (where greatest(coalesce(has.flag, 2), 2) > greatest(coalesce(had.flag, 2), 2))::int as stricter,
      count(*) filter (where greatest(coalesce(has.flag, 2), 2) < greatest(coalesce(had.flag, 2), 2))::int as milder
    from had full join has on has.datastream = had.datastream and has.at = had.at and has.turn = had.turn`
  return row ?? { stricter: 0, milder: 0 }
}
