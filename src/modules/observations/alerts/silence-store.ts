import type { Sql } from '#core/database/sql.ts'
import type { Heard } from './silence.ts'

/** Values of which the rhythm of a datastream is learned. */
const RECENT = 64

/** Only one process listens for silence at a time; false when another does. */
export async function holdListening(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('observations.voice', 0)) as held`
  return row?.held ?? false
}

/** Notes that the square listens now; gives since when it does so without a pause longer than `awaySeconds`. */
export async function noteListening(sql: Sql, now: Temporal.Instant, awaySeconds: number): Promise<Temporal.Instant> {
  const [row] = await sql<{ since: Temporal.Instant }>`
    insert into observations.listening (since, seen_at) values (${now}, ${now})
    on conflict (one) do update set seen_at = excluded.seen_at,
      since = case when listening.seen_at < ${now.subtract({ seconds: awaySeconds })} then excluded.since else listening.since end
    returning since`
  return row?.since ?? now
}

/** A datastream whose rhythm is to be learned. */
export interface ToLearn extends Heard {
  readonly datastream: number
  readonly owner: string
}

/** Datastreams that speak and whose rhythm is not known, or no longer, with what they sent lately. */
export async function listToLearn(
  sql: Sql,
  {
    now,
    heardSince,
    limit,
  }: { readonly now: Temporal.Instant; readonly heardSince: Temporal.Instant; readonly limit: number },
): Promise<ToLearn[]> {
  return sql<ToLearn>`
    with wanted as (
      (select l.datastream, l.last_at from observations.latest l
        where l.last_received_at > ${heardSince} and not exists (select from observations.voice v where v.datastream = l.datastream)
        limit ${limit})
      union all
      (select v.datastream, l.last_at from observations.voice v join observations.latest l on l.datastream = v.datastream
        where v.silent_since is null and v.learn_at <= ${now} limit ${limit})
      limit ${limit})
    select d.id as datastream, d.owner, d.period_seconds as "periodSeconds", r.measured, r.arrived
    from wanted w join observations.datastream d on d.id = w.datastream
    cross join lateral (
      select coalesce(array_agg(extract(epoch from at)::float8), '{}') as measured,
        coalesce(array_agg(extract(epoch from received_at)::float8), '{}') as arrived
      from (select at, received_at from observations.observation
        where datastream = w.datastream and replaced_at is null and at <= w.last_at order by at desc, turn desc limit ${RECENT}) o) r`
}

/** Keeps what was learned of datastreams, and when to learn it again. */
export async function keepVoices(
  sql: Sql,
  voices: readonly {
    readonly datastream: number
    readonly owner: string
    readonly allowanceSeconds: number | null
    readonly learnAt: Temporal.Instant
  }[],
): Promise<void> {
  const column = <Value>(value: (voice: (typeof voices)[number]) => Value) => voices.map(value)
  await sql`
    insert into observations.voice (datastream, owner, allowance_seconds, learn_at)
    select datastream, owner, allowance, learn_at
    from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ owner }) => owner)}::text[],
      ${column(({ allowanceSeconds }) => allowanceSeconds)}::int[], ${column(({ learnAt }) => learnAt.toString())}::timestamptz[])
      as v (datastream, owner, allowance, learn_at)
    on conflict (datastream) do update set owner = excluded.owner, allowance_seconds = excluded.allowance_seconds,
      learn_at = excluded.learn_at`
}

/** A datastream that fell silent or speaks again. */
export interface Turned {
  readonly datastream: number
  readonly owner: string
  readonly municipality: string | null
  /** When it was last heard. */
  readonly heardAt: Temporal.Instant
}

/**
 * Notes and gives the datastreams that are silent from now on: not heard for longer than they may, nor since the square listens. One
 * statement that looks only at what was not heard for a quarter of an hour, and was not silent before.
 */
export async function fallSilent(
  sql: Sql,
  {
    now,
    shortest,
    since,
  }: { readonly now: Temporal.Instant; readonly shortest: number; readonly since: Temporal.Instant },
): Promise<Turned[]> {
  return sql<Turned>`
    with fell as (
      update observations.voice v set silent_since = l.last_received_at
      from observations.latest l left join observations.level s on s.datastream = l.datastream
      where l.datastream = v.datastream and v.silent_since is null
        and v.datastream <> all(array(select h.datastream from observations.hidden h))
        and l.last_received_at < ${now.subtract({ seconds: shortest })}::timestamptz
        and coalesce(s.watches_silence, true)
        and greatest(l.last_received_at, ${since}::timestamptz)
          < ${now}::timestamptz - make_interval(secs => coalesce(s.silence_seconds, v.allowance_seconds))
      returning v.datastream, l.last_received_at as heard)
    select f.datastream, d.owner, d.municipality, f.heard as "heardAt"
    from fell f join observations.datastream d on d.id = f.datastream order by f.datastream`
}

/** Notes and gives the datastreams that were silent and were heard since. */
export async function speakAgain(sql: Sql): Promise<Turned[]> {
  return sql<Turned>`
    with heard as (
      update observations.voice v set silent_since = null, learn_at = l.last_received_at
      from observations.latest l
      where l.datastream = v.datastream and v.silent_since is not null and l.last_received_at > v.silent_since
      returning v.datastream, l.last_received_at as heard)
    select h.datastream, d.owner, d.municipality, h.heard as "heardAt"
    from heard h join observations.datastream d on d.id = h.datastream order by h.datastream`
}

/** How much of the networks of bodies is watched and silent, and whether that was told of the network as a whole: its event. */
export interface Network {
  readonly owner: string
  readonly watched: number
  readonly silent: number
  readonly outage: number | null
}

export async function listNetworks(sql: Sql, owners: readonly string[]): Promise<Network[]> {
  return sql<Network>`
    select o.owner, n.watched, n.silent, e.id as outage
    from unnest(${owners}::text[]) as o (owner)
    cross join lateral (
      select count(*) as watched, count(silent_since) as silent from observations.voice v
      where v.owner = o.owner and allowance_seconds is not null) n
    left join lateral (
      select case when kind = 'network-silent' then id end as id from observations.alert_event
      where owner = o.owner and datastream is null order by id desc limit 1) e on true`
}

/** After how many seconds a datastream is silent by its own rhythm; undefined when it has none. */
export async function findAllowance(sql: Sql, datastream: number): Promise<number | undefined> {
  const [row] = await sql<{ allowance: number | null }>`
    select allowance_seconds as allowance from observations.voice where datastream = ${datastream}`
  return row?.allowance ?? undefined
}
