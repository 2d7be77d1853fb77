import type { Sql } from '#core/database/sql.ts'

/** `stopped` and `ready` are over. */
export type AssessmentState = 'running' | 'paused' | 'stopped' | 'ready'

/** History of a property that is judged again. */
export interface Assessment {
  readonly id: number
  readonly property: string
  /** Version of the rules. */
  readonly rules: number
  readonly since: Temporal.Instant
  readonly until: Temporal.Instant
  /** Marks were made back to here. */
  readonly madeTo: Temporal.Instant
  /** Everything from here on was judged. */
  readonly doneTo: Temporal.Instant
  readonly state: AssessmentState
  readonly judged: number
  /** Values of which the flag became worse, and better. */
  readonly stricter: number
  readonly milder: number
  /** The same of hours of stations. */
  readonly hoursStricter: number
  readonly hoursMilder: number
  readonly begunAt: Temporal.Instant
  readonly begunBy: string | null
  readonly endedAt: Temporal.Instant | null
}

/** The re-assessments of a property, the newest first; at most twenty. */
export async function listAssessments(sql: Sql, property: string): Promise<Assessment[]> {
  return sql<Assessment>`
    select id, property, rules, since, until, made_to as "madeTo", done_to as "doneTo", state, judged, stricter, milder,
      hours_stricter as "hoursStricter", hours_milder as "hoursMilder", begun_at as "begunAt", begun_by as "begunBy", ended_at as "endedAt"
    from observations.assessment where property = ${property} order by id desc limit 20`
}

/** One of them; undefined when there is none. */
export async function findAssessment(sql: Sql, id: number): Promise<Assessment | undefined> {
  const [row] = await sql<Assessment>`
    select id, property, rules, since, until, made_to as "madeTo", done_to as "doneTo", state, judged, stricter, milder,
      hours_stricter as "hoursStricter", hours_milder as "hoursMilder", begun_at as "begunAt", begun_by as "begunBy", ended_at as "endedAt"
    from observations.assessment where id = ${id}`
  return row
}

/** Begins to judge history again; undefined when that is under way for this property already. */
export async function beginAssessment(
  sql: Sql,
  { property, rules, since, until }: Pick<Assessment, 'property' | 'rules' | 'since' | 'until'>,
  { now, by }: { readonly now: Temporal.Instant; readonly by: string | null },
): Promise<number | undefined> {
  const [row] = await sql<{ id: number }>`
    insert into observations.assessment (property, rules, since, until, made_to, done_to, begun_at, begun_by)
    values (${property}, ${rules}::int, ${since}, ${until}, ${until}, ${until}, ${now}, ${by}::uuid)
    on conflict (property) where state in ('running', 'paused') do nothing returning id`
  return row?.id
}

/** Pauses what runs, goes on with what was paused, or stops either; false when it was in another state. */
export async function turnAssessment(
  sql: Sql,
  { id, property }: Pick<Assessment, 'id' | 'property'>,
  { to, now }: { readonly to: 'running' | 'paused' | 'stopped'; readonly now: Temporal.Instant },
): Promise<boolean> {
  const from = { running: ['paused'], paused: ['running'], stopped: ['running', 'paused'] }[to]
  const rows = await sql`
    update observations.assessment set state = ${to}, ended_at = case when ${to} = 'stopped' then ${now}::timestamptz end
    where id = ${id} and property = ${property} and state = any(${from}::text[]) returning id`
  return rows.length > 0
}

/** Ends what is under way for a property: other rules count from now on. */
export async function stopAssessments(sql: Sql, property: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update observations.assessment set state = 'stopped', ended_at = ${now}
    where property = ${property} and state in ('running', 'paused')`
}

/** What is under way and not paused, with whether something that was marked for it waits. */
export async function listRunning(sql: Sql): Promise<(Assessment & { readonly waits: boolean })[]> {
  return sql<Assessment & { readonly waits: boolean }>`
    select id, property, rules, since, until, made_to as "madeTo", done_to as "doneTo", state, judged, stricter, milder,
      hours_stricter as "hoursStricter", hours_milder as "hoursMilder", begun_at as "begunAt", begun_by as "begunBy", ended_at as "endedAt",
      exists (select from observations.to_judge t where t.assessment = a.id)
        or exists (select from observations.slice_to_judge s where s.assessment = a.id) as waits
    from observations.assessment a where state = 'running' order by id`
}

/**
 * Marks a part of the history of a property: of each datastream that told something in it, and each hour in which one did; also where stations
 * are compared no more, since what was found of them holds no more.
 */
export async function markHistory(
  sql: Sql,
  { id, property }: Pick<Assessment, 'id' | 'property'>,
  {
    from,
    until,
    now,
  }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant; readonly now: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into observations.to_judge (datastream, from_at, until_at, assessment)
    select d.id, ${from}::timestamptz, ${until}::timestamptz, ${id}::int
    from observations.datastream d join observations.observed_property p on p.id = d.observed_property
    where p.key = ${property} and d.result_kind = 'number' and exists (
      select from observations.roll_up r where r.datastream = d.id and r.span = 'h' and r.start >= ${from} and r.start < ${until})
    order by d.id`
  await sql`
    insert into observations.slice_to_judge (property, hour, assessment)
    select ${property}, h.hour, ${id}::int
    from generate_series(${from}::timestamptz, ${until}::timestamptz - interval '1 hour', interval '1 hour') as h (hour)
    -- An hour that is not over waits for its end by what comes in, not by this.
    where h.hour <= ${now.subtract({ hours: 2 })}::timestamptz and exists (
      select from observations.datastream d join observations.observed_property p on p.id = d.observed_property
      join observations.roll_up r on r.datastream = d.id and r.span = 'h' and r.start = h.hour
      where p.key = ${property} and d.result_kind = 'number')
    order by h.hour desc`
  await sql`
    update observations.assessment set made_to = ${from}, done_to = ${until} where id = ${id}`
}

/** Says that all of it was judged. */
export async function finishAssessment(sql: Sql, id: number, now: Temporal.Instant): Promise<void> {
  await sql`
    update observations.assessment set state = 'ready', done_to = since, ended_at = ${now} where id = ${id} and state = 'running'`
}

/** What a piece of work changed. */
export interface Changes {
  readonly judged: number
  readonly stricter: number
  readonly milder: number
}

/** Adds what a piece of work on values changed. */
export async function countValues(sql: Sql, id: number, { judged, stricter, milder }: Changes): Promise<void> {
  await sql`
    update observations.assessment set judged = judged + ${judged}::bigint, stricter = stricter + ${stricter}::bigint,
      milder = milder + ${milder}::bigint
    where id = ${id}`
}

/** Adds what the comparison of the stations of an hour changed. */
export async function countHours(sql: Sql, id: number, { stricter, milder }: Omit<Changes, 'judged'>): Promise<void> {
  await sql`
    update observations.assessment set hours_stricter = hours_stricter + ${stricter}::bigint, hours_milder = hours_milder + ${milder}::bigint
    where id = ${id}`
}

/** Takes away the marks of what was stopped. */
export async function removeStopped(sql: Sql): Promise<void> {
  await sql`
    delete from observations.to_judge t using observations.assessment a where a.id = t.assessment and a.state = 'stopped'`
  await sql`
    delete from observations.slice_to_judge s using observations.assessment a where a.id = s.assessment and a.state = 'stopped'`
}

/** From when on values of a property are there. */
export async function firstValue(sql: Sql, property: string): Promise<Temporal.Instant | null> {
  const [row] = await sql<{ first: Temporal.Instant | null }>`
    select greatest(min(l.first_at), observations.closed_before()) as first
    from observations.datastream d join observations.observed_property p on p.id = d.observed_property
    join observations.latest l on l.datastream = d.id
    where p.key = ${property} and d.result_kind = 'number'`
  return row?.first ?? null
}
