import { createHash } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { mayMeasure, type Registration } from './registration.ts'
import { findRegistration } from './store.ts'

/** How a device is called at The Things Network: what a resident may have written. */
export interface DeviceNames {
  readonly application: string
  readonly device: string
  readonly eui: string | undefined
}

/** A device that a resident registered. */
export interface HomeDevice {
  readonly owner: string
  readonly thing: number | null
  /** Staff said that it is this one: what somebody writes in a form takes no device of a body away. */
  readonly isConnected: boolean
  readonly mayMeasure: boolean
}

/**
 * Whose device it is that sends to a body: of a resident for whom the body looks after it; `ended` when it was; undefined when no resident
 * wrote it down.
 */
export async function findHomeDevice(
  sql: Sql,
  { body, ...names }: DeviceNames & { readonly body: string },
): Promise<HomeDevice | 'ended' | undefined> {
  const called = namesOf(names)
  const [row] = await sql<{ id: string }>`
    select id from observations.registration
    where lower(outside_number) = any(${called}::text[]) and way = 'ttn' and ended_at is null and confirmed_at is not null
      and coalesce(sends_to, body) = ${body}
    order by connected_at nulls last, confirmed_at limit 1`
  const found = row && (await findRegistration(sql, row.id))
  if (found !== undefined && found.connectedAt !== null) return homeOf(found)
  const [ended] = await sql`
    select from observations.ended_device where hash = any(${called.map((name) => hashOf(body, name))}::text[])`
  // What somebody writes in a form brings nothing back either.
  if (ended !== undefined) return 'ended'
  return found === undefined ? undefined : homeOf(found)
}

function homeOf(registration: Registration): HomeDevice {
  const { owner, thing, connectedAt } = registration
  return { owner, thing, isConnected: connectedAt !== null && thing !== null, mayMeasure: mayMeasure(registration) }
}

function namesOf({ application, device, eui }: DeviceNames): string[] {
  return [`${device}@${application}`, device, ...(eui === undefined ? [] : [eui])].map((name) => name.toLowerCase())
}

function hashOf(body: string, name: string): string {
  return createHash('sha256').update(`${body}\n${name.toLowerCase()}`).digest('hex')
}

/** Remembers that the device of a registration ended, by its name there and the body to which it sent, without keeping the name. */
export async function rememberEnded(sql: Sql, id: string, name: string, now: Temporal.Instant): Promise<void> {
  const [row] = await sql<{ body: string }>`
    select coalesce(sends_to, body) as body from observations.registration where id = ${id}`
  const body = row?.body ?? ''
  await sql`
    insert into observations.ended_device (hash, ended_at) values (${hashOf(body, name)}, ${now})
    on conflict (hash) do update set ended_at = excluded.ended_at`
}

/** Staff connect the device again, for somebody. */
export async function forgetEnded(sql: Sql, body: string, name: string): Promise<void> {
  await sql`delete from observations.ended_device where hash = ${hashOf(body, name)}`
}

/** Forgets devices that ended before a moment; gives how many. */
export async function forgetEndedBefore(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`delete from observations.ended_device where ended_at < ${before} returning hash`
  return gone.length
}

/** Keeps how a device is called, as staff of a body saw it there. */
export async function saveDevice(sql: Sql, id: string, body: string, name: string): Promise<void> {
  await sql`update observations.registration set outside_number = ${name}, sends_to = ${body} where id = ${id}`
}

/** The things of a body that a device of this name made before it was known whose it is. */
export async function listDeviceThings(sql: Sql, body: string, name: string): Promise<number[]> {
  const [device = '', application] = name.split('@')
  const rows = await sql<{ id: number }>`
    select id from observations.thing
    where owner = ${body} and (lower(properties ->> 'devEui') = lower(${name})
      or outside_key like 'lorawan/%' and lower(split_part(outside_key, '/', 3)) = lower(${device})
        and (${application ?? null}::text is null or lower(split_part(outside_key, '/', 2)) = lower(${application ?? null}::text)))`
  return rows.map(({ id }) => id)
}

/** Erases what waited of a device of a body: it may tell where it stands. */
export async function forgetUplinks(sql: Sql, body: string, name: string): Promise<void> {
  const [device = ''] = name.split('@')
  await sql`
    delete from observations.quarantine
    where owner = ${body} and format = 'lorawan' and (lower(payload #>> '{end_device_ids,device_id}') = lower(${device})
      or lower(payload #>> '{end_device_ids,dev_eui}') = lower(${name}))`
}

/** Hands things with everything of theirs to an owner, with whom they are hidden, ended and removed from then on, under another name. */
export async function handOver(
  sql: Sql,
  things: readonly number[],
  to: { readonly owner: string; readonly name: string },
): Promise<void> {
  if (things.length === 0) return
  const ids = things as number[]
  await sql`
    with places as (
      update observations.location l set owner = ${to.owner}, name = 'Sensor'
      where l.id in (
        select location from observations.thing_location where thing = any(${ids}::int[])
        union select x.location from observations.historical_location_location x
        join observations.historical_location h on h.id = x.historical_location where h.thing = any(${ids}::int[]))
      returning id)
    update observations.feature f set owner = ${to.owner}, name = 'Sensor' from places where f.made_of = places.id`
  await sql`update observations.historical_location set owner = ${to.owner} where thing = any(${ids}::int[])`
  await sql`update observations.datastream set owner = ${to.owner} where thing = any(${ids}::int[])`
  await sql`update observations.thing set owner = ${to.owner}, name = ${to.name} where id = any(${ids}::int[])`
}
