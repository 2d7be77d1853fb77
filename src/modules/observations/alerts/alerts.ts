import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Called } from '../called.ts'
import type { ResultKind } from '../model.ts'
import type { AlertEvent } from './event.ts'
import { listEvents } from './event-store.ts'
import { findLevels, type SetLevels } from './level-store.ts'
import type { Grade, Side } from './level.ts'
import { messages } from './messages.ts'

/** A datastream, as far as its alarms need it. */
export interface AlertStream {
  readonly id: number
  readonly called: Called
  readonly owner: string
  readonly municipality: string | null
  readonly kind: ResultKind
  /** Symbol of its unit, for people. */
  readonly unit: string | null
  readonly ucum: string | null
  /** Our word for what it observes; null for what we have no word for. */
  readonly property: string | null
}

/** How a datastream is: what its events come to. */
export interface AlertState {
  readonly grade: Grade
  readonly side: Side | null
  /** Since when it has this grade; null when it always was normal. */
  readonly since: Temporal.Instant | null
  /** When it was last heard, of one that is silent. */
  readonly silentSince: Temporal.Instant | null
}

/** How a datastream is, beside the levels that it is judged by; undefined when none were set. */
export interface AlertNow extends AlertState {
  readonly levels: SetLevels | undefined
}

/** Everything that everybody may know of the alarms of a datastream. */
export interface Alerts extends AlertNow {
  readonly datastream: AlertStream
  /** The newest first, those that were withdrawn too. */
  readonly events: readonly AlertEvent[]
}

/** The datastream with this number; the `Problem` `datastream-unknown` (404) when there is none. */
export async function getStream(sql: Sql, id: number): Promise<AlertStream> {
  const [stream] = await sql<AlertStream>`
    select d.id, observations.called(d.id) as called, d.owner, d.municipality, d.result_kind as kind, d.unit ->> 'symbol' as unit, d.ucum, p.key as property
    from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property where d.id = ${id}`
  if (stream === undefined) throw new Problem('datastream-unknown', 404, messages.say('unknown'))
  return stream
}

/** How datastreams are now, by their number; those without levels that speak are left out. For lists and maps. */
export async function statesOf(sql: Sql, datastreams: readonly number[]): Promise<Map<number, AlertState>> {
  const rows = await sql<AlertState & { datastream: number }>`
    select w.datastream, coalesce(j.grade, 'normal') as grade, e.side, e.at as since, v.silent_since as "silentSince"
    from unnest(${datastreams}::int[]) as w (datastream)
    left join observations.judged j on j.datastream = w.datastream
    left join observations.voice v on v.datastream = w.datastream
    left join lateral (
      select side, at from observations.alert_event
      where datastream = w.datastream and withdrawn_at is null and kind in ('normal', 'attention', 'alarm') and j.grade is not null
      order by at desc, id desc limit 1) e on true
    where j.grade is not null or v.silent_since is not null`
  return new Map(rows.map(({ datastream, ...state }) => [datastream, state]))
}

/** How a datastream is now. */
export async function getAlertNow(sql: Sql, id: number, now: Temporal.Instant): Promise<AlertNow> {
  const [state] = (await statesOf(sql, [id])).values()
  // It may have stopped before anybody watched: nobody was told, and yet it is silent.
  const [stopped] = await sql<{ until: Temporal.Instant }>`
    select told_until as until from observations.streams_now(${now}::timestamptz) where id = ${id} and state = 'silent'`
  return {
    grade: state?.grade ?? 'normal',
    side: state?.side ?? null,
    since: state?.since ?? null,
    silentSince: state?.silentSince ?? stopped?.until ?? null,
    levels: await findLevels(sql, id),
  }
}

/** What everybody may know of the alarms of a datastream, with its last events; `before` is the id of the oldest that was seen. */
export async function getAlerts(
  sql: Sql,
  {
    datastream: id,
    now,
    before,
    limit,
  }: { readonly datastream: number; readonly now: Temporal.Instant; readonly before?: number; readonly limit: number },
): Promise<Alerts> {
  return {
    datastream: await getStream(sql, id),
    ...(await getAlertNow(sql, id, now)),
    events: await listEvents(sql, { datastream: id, limit, ...(before !== undefined && { before }) }),
  }
}

/** A datastream that is not as it should be. */
export interface AlertedStream extends AlertState {
  readonly datastream: number
  readonly name: string
  readonly owner: string
  readonly municipality: string | null
}

/** Datastreams in attention or alarm, or that are silent, by number, after one of them; of everywhere or of one municipality. */
export async function listAlerted(
  sql: Sql,
  asked: { readonly after: number; readonly municipality: string | null; readonly limit: number },
): Promise<AlertedStream[]> {
  const rows = await sql<Pick<AlertedStream, 'datastream' | 'name' | 'owner' | 'municipality'>>`
    select d.id as datastream, d.name, d.owner, d.municipality
    from (select datastream from observations.judged where grade <> 'normal'
      union select datastream from observations.voice where silent_since is not null) a
    join observations.shown_datastream d on d.id = a.datastream
    where d.id > ${asked.after} and (${asked.municipality}::text is null or d.municipality = ${asked.municipality}::text)
    order by d.id limit ${asked.limit}`
  const states = await statesOf(
    sql,
    rows.map(({ datastream }) => datastream),
  )
  return rows.flatMap((row) => {
    const state = states.get(row.datastream)
    return state === undefined ? [] : [{ ...row, ...state }]
  })
}

/** The datastreams with alarms to read about: for the sitemap. */
export async function listAlertPages(sql: Sql): Promise<{ path: string; lastModified?: Temporal.Instant }[]> {
  const rows = await sql<{ datastream: number; at: Temporal.Instant | null }>`
    select l.datastream, e.at from observations.level l
    left join lateral (
      select max(noted_at) as at from observations.alert_event where datastream = l.datastream) e on true
    where l.datastream <> all(array(select h.datastream from observations.hidden h))
    order by l.datastream limit 5000`
  return rows.map(({ datastream, at }) => ({
    path: `/sensors/datastreams/${datastream}/alerts`,
    ...(at !== null && { lastModified: at }),
  }))
}
