import { json, type Sql } from '#core/database/sql.ts'
import { BANDS, type Advice, type Band, type Objection, type PartName, type Question } from '../comparison/index.ts'
import { pointsOf, SCORE_VERSION, type Scored } from './score.ts'

/** A score as it is kept. */
export interface KeptScore {
  readonly datastream: number
  readonly version: number
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly score: number | null
  readonly certainty: number
  readonly coverage: number | null
  readonly suspect: number | null
  readonly failed: number | null
  readonly agreement: number | null
  readonly drift: number | null
  readonly uncertainty: number | null
  readonly points: Readonly<Record<PartName, number | null>>
  readonly advice: Advice | null
  readonly objections: Readonly<Record<Question, readonly Objection[]>>
  readonly scoredAt: Temporal.Instant
}

/** Window of a score; the end is not in it. */
export interface Window {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

/**
 * Datastreams after a number that must be scored for a window, in their order: not scored yet, of before, or changed. What tells nothing any
 * more is scored once. Forecasts measure nothing.
 */
export async function listToScore(
  sql: Sql,
  { until }: Pick<Window, 'until'>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select d.id
    from observations.shown_datastream d
    join observations.observed_property p on p.id = d.observed_property and p.key is not null
    left join observations.score s on s.datastream = d.id
    left join observations.latest l on l.datastream = d.id
    where d.id > ${after} and d.result_kind = 'number' and not coalesce(d.properties @> '{"isForecast": true}', false)
      and (s.datastream is null or s.version <> ${SCORE_VERSION}::smallint or s.is_stale
        or (s.window_until < ${until}::timestamptz and (s.coverage is distinct from 0 or l.last_received_at >= s.scored_at)))
    order by d.id limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Datastreams that changed in another way than by values, and those that have no score yet. */
export async function listChanged(sql: Sql, limit: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select datastream as id from observations.score where is_stale
    union all
    select d.id from observations.shown_datastream d
    join observations.observed_property p on p.id = d.observed_property and p.key is not null
    where d.result_kind = 'number' and not coalesce(d.properties @> '{"isForecast": true}', false)
      and not exists (select from observations.score s where s.datastream = d.id)
    limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Keeps scores in the place of those before; those of what is no more scored among the asked go. */
export async function keepScores(
  sql: Sql,
  asked: readonly number[],
  scores: readonly Scored[],
  { from, until, now }: Window & { readonly now: Temporal.Instant },
): Promise<void> {
  const column = <Value>(value: (row: Scored) => Value) => scores.map(value)
  const evidence = (
    name: keyof Scored['evidence'] & ('coverage' | 'suspect' | 'failed' | 'agreement' | 'drift' | 'uncertainty'),
  ) => column((row) => row.evidence[name])
  await sql`
    delete from observations.score
    where datastream = any(${asked}::int[]) and datastream <> all(${column(({ datastream }) => datastream)}::int[])`
  await sql`
    insert into observations.score as s (datastream, version, window_from, window_until, score, certainty, coverage, suspect, failed,
      agreement, drift, uncertainty, points, advice, objections, scored_at)
    select t.datastream, ${SCORE_VERSION}::smallint, ${from}::timestamptz, ${until}::timestamptz, t.score, t.certainty, t.coverage, t.suspect,
      t.failed, t.agreement, t.drift, t.uncertainty, t.points, t.advice, t.objections, ${now}::timestamptz
    from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ score }) => score)}::smallint[],
      ${column(({ certainty }) => certainty)}::smallint[], ${evidence('coverage')}::float8[], ${evidence('suspect')}::float8[],
      ${evidence('failed')}::float8[], ${evidence('agreement')}::float8[], ${evidence('drift')}::float8[],
      ${evidence('uncertainty')}::float8[], ${column((row) => json(pointsOf(row)).jsonText)}::jsonb[],
      ${column(({ advice }) => advice)}::text[], ${column(({ objections }) => json(objections).jsonText)}::jsonb[])
      as t (datastream, score, certainty, coverage, suspect, failed, agreement, drift, uncertainty, points, advice, objections)
    on conflict (datastream) do update set version = excluded.version, window_from = excluded.window_from,
      window_until = excluded.window_until, score = excluded.score, certainty = excluded.certainty, coverage = excluded.coverage,
      suspect = excluded.suspect, failed = excluded.failed, agreement = excluded.agreement, drift = excluded.drift,
      uncertainty = excluded.uncertainty, points = excluded.points, advice = excluded.advice, objections = excluded.objections,
      scored_at = excluded.scored_at, is_stale = false`
}

/** Has everything scored again, such as when what is stored was mended by hand. */
export async function markAllStale(sql: Sql): Promise<void> {
  await sql`update observations.score set is_stale = true where not is_stale`
}

/** The score of a datastream; undefined when there is none yet, or it is hidden. */
export async function findScore(sql: Sql, datastream: number): Promise<KeptScore | undefined> {
  const [row] = await sql<KeptScore>`
    select s.datastream, s.version, s.window_from as from, s.window_until as until, s.score, s.certainty, s.coverage, s.suspect, s.failed,
      s.agreement, s.drift, s.uncertainty, s.points, s.advice, s.objections, s.scored_at as "scoredAt"
    from observations.score s join observations.shown_datastream d on d.id = s.datastream where s.datastream = ${datastream}`
  return row
}

/** The thing of a datastream; 0 when there is none. */
export async function findThingOf(sql: Sql, datastream: number): Promise<number> {
  const [row] = await sql<{ thing: number }>`select thing from observations.shown_datastream where id = ${datastream}`
  return row?.thing ?? 0
}

/** Writes down how the sensors of each body in each municipality do, as of a day; residents count together. */
export async function keepNetworkScores(sql: Sql, day: Temporal.PlainDate): Promise<void> {
  await sql`
    insert into observations.network_score as n (body, municipality, day, bands, unknown, median)
    select case when starts_with(d.owner, 'resident:') then 'residents' else d.owner end, coalesce(d.municipality, ''), ${day}::date,
      array[count(*) filter (where s.score < 20), count(*) filter (where s.score >= 20 and s.score < 40),
        count(*) filter (where s.score >= 40 and s.score < 60), count(*) filter (where s.score >= 60 and s.score < 80),
        count(*) filter (where s.score >= 80)]::int[],
      (count(*) filter (where s.score is null))::int, percentile_cont(0.5) within group (order by s.score)
    from observations.score s join observations.shown_datastream d on d.id = s.datastream
    group by 1, 2
    on conflict (body, municipality, day) do update set bands = excluded.bands, unknown = excluded.unknown, median = excluded.median`
}

/** Forgets which hours were compared before a day: no score looks back so far. */
export async function forgetCompared(sql: Sql, before: Temporal.PlainDate, limit: number): Promise<number> {
  const gone = await sql`
    delete from observations.compared_day where (datastream, day) in (
      select datastream, day from observations.compared_day where day < ${before}::date limit ${limit}) returning day`
  return gone.length
}

/** The best score of each of these things, of a property or of everything that it measures; those without one are left out. */
export async function scoresOfThings(
  sql: Sql,
  things: readonly number[],
  property: string | undefined,
): Promise<Map<number, number>> {
  if (things.length === 0) return new Map()
  const rows = await sql<{ thing: number; score: number }>`
    select d.thing, max(s.score)::int as score
    from observations.shown_datastream d join observations.score s on s.datastream = d.id and s.score is not null
    where d.thing = any(${things}::int[]) and (${property ?? null}::text is null
      or d.observed_property = (select id from observations.observed_property where key = ${property ?? null}::text))
    group by d.thing`
  return new Map(rows.map(({ thing, score }) => [thing, score]))
}

/** The score from which a band begins. */
export function beginOf(band: Band): number {
  return BANDS.indexOf(band) * 20
}
