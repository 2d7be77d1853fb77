import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../called.ts'
import type { ClockProposal } from '../calibration/index.ts'

/** A proposal about the clock of a datastream, as it is kept. */
export interface KeptClock {
  readonly id: number
  readonly datastream: number
  readonly called: Called
  readonly body: string
  readonly addSeconds: number
  readonly correlation: number
  readonly correlationNow: number
  readonly stretches: number
  readonly agree: number
  readonly neighbours: number
  readonly fromAt: Temporal.Instant
  readonly untilAt: Temporal.Instant
}

/** From when on (microseconds since 1970) so many seconds are added to the times of a datastream, until the next; as staff accepted it. */
export interface ClockShift {
  readonly from: number
  readonly addSeconds: number
  readonly answeredAt: Temporal.Instant
}

/** A datastream with those around it that measure the same. */
export interface Clocked {
  readonly datastream: number
  readonly ucum: string
  /** The owner; of a resident's sensor the body that looks after it. */
  readonly body: string
  readonly neighbours: readonly { readonly id: number; readonly ucum: string; readonly isReference: boolean }[]
}

/** Degrees from south to north that are a metre; from west to east at the latitude of Brussels. */
const [NORTH, EAST] = [1 / 111_200, 1 / 70_200] as const

/**
 * Datastreams of numbers that told something since a moment and have neighbours that did, by number, after one of them; at most so many. Of each
 * the nearest neighbours of other things, at most ten. What is hidden is left out.
 */
export async function listClocked(
  sql: Sql,
  asked: { readonly after: number; readonly limit: number; readonly metres: number; readonly since: Temporal.Instant },
): Promise<Clocked[]> {
  const { after, limit, metres, since } = asked
  return sql<Clocked>`
    with placed as materialized (
      select distinct on (d.id) d.id, d.thing, d.observed_property, d.ucum, d.owner, l.lon, l.lat
      from observations.shown_datastream d
      join observations.latest n on n.datastream = d.id and n.last_at >= ${since}
      join observations.thing_location tl on tl.thing = d.thing
      join observations.location l on l.id = tl.location and l.lon is not null
      where d.result_kind = 'number' and d.ucum is not null order by d.id, l.id)
    select s.id as datastream, s.ucum, coalesce((select r.body from observations.registration r where r.owner = s.owner), s.owner) as body, near.neighbours
    from placed s
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', o.id, 'ucum', o.ucum, 'isReference', o.is_reference)) as neighbours
      from (
        select p.id, p.ucum, exists (select from observations.reference f where f.datastream = p.id) as is_reference
        from placed p
        where p.observed_property = s.observed_property and p.thing <> s.thing
          and p.lat between s.lat - ${metres * NORTH}::float8 and s.lat + ${metres * NORTH}::float8
          and p.lon between s.lon - ${metres * EAST}::float8 and s.lon + ${metres * EAST}::float8
        order by (p.lat - s.lat) ^ 2 * 2.5 + (p.lon - s.lon) ^ 2, p.id limit 10) o) near
    where s.id > ${after} and near.neighbours is not null
    order by s.id limit ${limit}`
}

/** What staff accepted about the clock of a datastream, in order of time. */
export async function listClockShifts(sql: Sql, datastream: number): Promise<ClockShift[]> {
  return sql<ClockShift>`
    select (extract(epoch from from_at) * 1000000)::bigint::float8 as from, add_seconds as "addSeconds", answered_at as "answeredAt"
    from observations.clock_proposal where datastream = ${datastream} and state = 'accepted' order by from_at, id`
}

/** Keeps a proposal, unless the same one is open or was refused since a moment; another open one is outdated. Says whether it was kept. */
export async function keepClockProposal(
  sql: Sql,
  { datastream, body }: Pick<Clocked, 'datastream' | 'body'>,
  found: ClockProposal & {
    readonly neighbours: number
    readonly method: string
    readonly from: Temporal.Instant
    readonly until: Temporal.Instant
    readonly refusedSince: Temporal.Instant
  },
): Promise<boolean> {
  await sql`
    update observations.clock_proposal set state = 'outdated'
    where datastream = ${datastream} and state = 'open' and (add_seconds <> ${found.addSeconds} or body <> ${body})`
  const kept = await sql`
    insert into observations.clock_proposal (datastream, body, add_seconds, correlation, correlation_now, stretches, agree, neighbours, method,
      from_at, until_at, found_at)
    select ${datastream}, ${body}, ${found.addSeconds}::int, ${found.correlation}, ${found.correlationNow}, ${found.stretches}, ${found.agree},
      ${found.neighbours}, ${found.method}, ${found.from}, ${found.until}, ${found.until}
    where not exists (select from observations.clock_proposal where datastream = ${datastream} and add_seconds = ${found.addSeconds}::int
      and (state = 'open' or (state = 'refused' and answered_at >= ${found.refusedSince})))
    returning id`
  return kept.length > 0
}

/** Takes back what nobody answered: the clock does not seem off any more. */
export async function outdateClockProposal(sql: Sql, datastream: number): Promise<void> {
  await sql`update observations.clock_proposal set state = 'outdated' where datastream = ${datastream} and state = 'open'`
}

/** Open proposals about what everybody may see, of these bodies or of one thing, the newest first; at most two hundred. */
export async function listOpenClocks(
  sql: Sql,
  of: { readonly bodies: readonly string[] } | { readonly thing: number } | { readonly datastream: number },
): Promise<KeptClock[]> {
  return sql<KeptClock>`
    select c.id::int as id, c.datastream, observations.called(d.id) as called, c.body, c.add_seconds as "addSeconds", c.correlation::float8 as correlation,
      c.correlation_now::float8 as "correlationNow", c.stretches, c.agree, c.neighbours, c.from_at as "fromAt", c.until_at as "untilAt"
    from observations.clock_proposal c join observations.shown_datastream d on d.id = c.datastream
    where c.state = 'open' and (${'bodies' in of ? of.bodies : null}::text[] is null or c.body = any(${'bodies' in of ? of.bodies : null}::text[]))
      and (${'thing' in of ? of.thing : null}::int is null or d.thing = ${'thing' in of ? of.thing : null}::int)
      and (${'datastream' in of ? of.datastream : null}::int is null or d.id = ${'datastream' in of ? of.datastream : null}::int)
    order by c.found_at desc, c.id desc limit 200`
}

/** Answers a proposal that is open; false when it is not, any more. */
export async function answerClock(
  sql: Sql,
  id: number,
  answer: {
    readonly state: 'accepted' | 'refused'
    readonly reason: string | null
    readonly now: Temporal.Instant
    readonly by: string | null
  },
): Promise<boolean> {
  const answered = await sql`
    update observations.clock_proposal set state = ${answer.state}, reason = ${answer.reason}, answered_at = ${answer.now},
      answered_by = ${answer.by}::uuid
    where id = ${id} and state = 'open' returning id`
  return answered.length > 0
}

/** Which of these datastreams hang at the same thing: they tell time by the same clock. */
export async function listOfSameThing(
  sql: Sql,
  datastream: number,
  others: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await sql<{ id: number }>`
    select d.id from observations.datastream d
    where d.id = any(${[datastream, ...others]}::int[]) and d.thing = (select thing from observations.datastream where id = ${datastream})`
  return new Set(rows.map(({ id }) => id))
}

/** By how many seconds the times of a moment are shifted. */
export function shiftAt(shifts: readonly ClockShift[], at: number): number {
  return shifts.findLast(({ from }) => from <= at)?.addSeconds ?? 0
}
