import type { Sql } from '#core/database/sql.ts'
import type { State } from '../store/shown-things.ts'
import type { Asked } from './filter.ts'

/** How many datastreams are how. */
export type StateCounts = Readonly<Record<State, number>>

/** Counts the datastreams of somebody by how they are; one pass over them. */
export async function countStates(sql: Sql, asked: Asked, now: Temporal.Instant): Promise<StateCounts> {
  const rows = await sql<{ state: State; count: number }>`
    select d.state, count(*)::int as count
    from observations.streams_now(${now}::timestamptz) d
    where d.owner = any((select observations.owners_of(${asked.bodies}::text[], ${asked.residentsOf}::text[]))::text[])
      and (${asked.municipality ?? null}::text is null or d.municipality = ${asked.municipality ?? null}::text)
      and (${asked.property ?? null}::text is null
        or d.observed_property = (select id from observations.observed_property where key = ${asked.property ?? null}::text))
    group by 1`
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  return { fresh: counts.get('fresh') ?? 0, silent: counts.get('silent') ?? 0, none: counts.get('none') ?? 0 }
}

/** A datastream in a list for staff. */
export interface NetworkStream {
  readonly id: number
  readonly name: string
  readonly thing: number
  readonly thingName: string
  readonly owner: string
  readonly municipality: string | null
  readonly property: string | null
  readonly state: State
  readonly propertyName: string
  readonly lastUntil: Temporal.Instant | null
  readonly observations: number
}

/** Datastreams in a state, or in any: what told something last comes first, then by number. */
export async function listInState(
  sql: Sql,
  asked: Asked,
  {
    state,
    now,
    limit,
    offset,
  }: {
    readonly state: State | undefined
    readonly now: Temporal.Instant
    readonly limit: number
    readonly offset: number
  },
): Promise<NetworkStream[]> {
  return sql<NetworkStream>`
    with chosen as (
      select d.id, d.told_until, d.observations, d.state
      from observations.streams_now(${now}::timestamptz) d
      where d.owner = any((select observations.owners_of(${asked.bodies}::text[], ${asked.residentsOf}::text[]))::text[])
        and (${asked.municipality ?? null}::text is null or d.municipality = ${asked.municipality ?? null}::text)
        and (${asked.property ?? null}::text is null
          or d.observed_property = (select id from observations.observed_property where key = ${asked.property ?? null}::text))
        and (${state ?? null}::text is null or d.state = ${state ?? null}::text)
      order by d.told_until desc nulls last, d.id limit ${limit} offset ${offset})
    select d.id, d.name, t.id as thing, t.name as "thingName", d.owner, d.municipality, p.key as property, c.state, p.name as "propertyName",
      c.told_until as "lastUntil", coalesce(c.observations, 0) as observations
    from chosen c join observations.datastream d on d.id = c.id join observations.thing t on t.id = d.thing
    join observations.observed_property p on p.id = d.observed_property
    order by c.told_until desc nulls last, d.id`
}

/** What was refused of one source for one reason. */
export interface RefusedGroup {
  readonly owner: string
  readonly source: string
  readonly format: string | null
  /** Name of the file, where it came in one. */
  readonly file: string | null
  readonly reason: string
  readonly count: number
  /** The newest: its id, the text that was not understood, and when it came. */
  readonly newest: number
  readonly detail: string
  readonly cameAt: Temporal.Instant
}

/** What waits in quarantine by source and reason, the newest first; so many groups. */
export async function listRefusedGroups(
  sql: Sql,
  { bodies, residentsOf }: Pick<Asked, 'bodies' | 'residentsOf'>,
  limit: number,
): Promise<RefusedGroup[]> {
  return sql<RefusedGroup>`
    select g.owner, g.source, q.format, i.file, g.reason, g.count, g.newest, q.detail, q.came_at as "cameAt"
    from (
      select owner, source, reason, count(*)::int as count, max(id) as newest from observations.quarantine
      where state = 'waiting' and owner = any((select observations.owners_of(${bodies}::text[], ${residentsOf}::text[]))::text[])
      group by owner, source, reason order by max(id) desc limit ${limit}) g
    join observations.quarantine q on q.id = g.newest
    left join observations.import i on i.fingerprint = g.source
    order by g.newest desc`
}

/** An hour of which something came in. */
export interface HourCount {
  readonly hour: Temporal.Instant
  readonly observations: number
  readonly datastreams: number
  readonly countedAt: Temporal.Instant
}

/** How much each hour since a moment is about; hours without anything are left out. */
export async function listHours(sql: Sql, asked: Asked, since: Temporal.Instant): Promise<HourCount[]> {
  return sql<HourCount>`
    select hour, sum(observations)::bigint as observations, sum(datastreams)::int as datastreams, max(counted_at) as "countedAt"
    from observations.network_hour
    where hour >= ${since} and owner = any((select observations.owners_of(${asked.bodies}::text[], ${asked.residentsOf}::text[]))::text[])
      and (${asked.municipality ?? null}::text is null or municipality = ${asked.municipality ?? null}::text)
    group by hour order by hour`
}

/** A file of which the reading stopped before its end. */
export interface HalfImport {
  readonly owner: string
  readonly file: string
  readonly format: string
  readonly lines: number
  readonly startedAt: Temporal.Instant
}

/** Files that are being read, or that stopped halfway; the newest first. */
export async function listHalfImports(sql: Sql, bodies: readonly string[], limit: number): Promise<HalfImport[]> {
  return sql<HalfImport>`
    select owner, file, format, lines, started_at as "startedAt" from observations.import
    where done_at is null and owner = any(${bodies}::text[]) order by started_at desc limit ${limit}`
}

/** The municipalities in which somebody has datastreams. */
export async function listPlaces(sql: Sql, { bodies, residentsOf }: Asked): Promise<string[]> {
  const rows = await sql<{ municipality: string }>`
    with recursive walk as (
      (select min(municipality) as municipality from observations.thing)
      union all
      select (select min(t.municipality) from observations.thing t where t.municipality > w.municipality)
      from walk w where w.municipality is not null
    )
    select municipality from walk w where municipality is not null and exists (
      select from observations.thing t where t.municipality = w.municipality and t.owner = any((select observations.owners_of(${bodies}::text[], ${residentsOf}::text[]))::text[]))`
  return rows.map(({ municipality }) => municipality)
}
