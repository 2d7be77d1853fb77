import type { Sql } from '#core/database/sql.ts'
import { saveStanding } from '../reliability/standing-store.ts'
import { isOfResident } from './owner.ts'
import type { Complete, Stands } from './answers.ts'
import type { Contact, OwnStream, Registration } from './registration.ts'

const BATCH = 1000

/** Keeps a registration that must still be confirmed, with who it is of. */
export async function addRegistration(
  sql: Sql,
  whose: { readonly id: string; readonly owner: string; readonly body: string; readonly language: string },
  { place, stands, number, ...told }: Complete,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into observations.registration (id, owner, body, municipality, kit, measures, name, height, outdoors, side, area, influence,
      way, outside_number, licence, asked_at)
    values (${whose.id}, ${whose.owner}, ${whose.body}, ${place.municipality}, ${told.kit}, ${told.measures}::text[], ${told.name},
      ${stands.height}, ${stands.outdoors}, ${stands.side}, ${stands.area ?? null}, ${stands.influence ?? null}, ${told.way}, ${number ?? null}, ${told.licence}, ${now})`
  await sql`
    insert into observations.registration_contact (registration, email, language, lon, lat)
    values (${whose.id}, ${told.email}, ${whose.language}, ${place.lon}, ${place.lat})`
}

interface Asked {
  readonly id?: string
  readonly email?: string | null
  readonly owner?: string
}

async function select(sql: Sql, { id, email, owner }: Asked): Promise<Registration[]> {
  return sql<Registration>`
    select r.id, r.owner, r.body, r.municipality, r.kit, r.measures, r.name, r.height, r.outdoors, r.side, r.area, r.influence,
      r.way, r.outside_number as number, r.licence, r.asked_at as "askedAt", r.confirmed_at as "confirmedAt", r.connected_at as "connectedAt",
      r.thing, r.key, r.paused_at as "pausedAt", r.hidden_at as "hiddenAt", r.hidden_reason as "hiddenReason", r.objection,
      r.ended_at as "endedAt"
    from observations.registration r
    where (${id ?? null}::text is null or r.id::text = ${id ?? null}::text)
      and (${owner ?? null}::text is null or r.owner = ${owner ?? null}::text)
      and (${email ?? null}::text is null or r.id in (
        select c.registration from observations.registration_contact c where lower(c.email) = ${email ?? null}::text))
    order by r.asked_at desc, r.id limit ${BATCH}`
}

export async function findRegistration(sql: Sql, id: string): Promise<Registration | undefined> {
  return (await select(sql, { id }))[0]
}

/** As `findRegistration`; nobody else changes it until the transaction ends. */
export async function holdRegistration(sql: Sql, id: string): Promise<Registration | undefined> {
  await sql`select id from observations.registration where id::text = ${id} for update`
  return findRegistration(sql, id)
}

/** The registrations of an address in lower case, the newest first. */
export async function listOfEmail(sql: Sql, email: string | null): Promise<Registration[]> {
  return email === null ? [] : select(sql, { email })
}

/** How many sensors an address confirmed. */
export async function countOfEmail(sql: Sql, email: string): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*)::int as count
    from observations.registration_contact c join observations.registration r on r.id = c.registration
    where lower(c.email) = ${email.toLowerCase()} and r.confirmed_at is not null`
  return row?.count ?? 0
}

/** Keeps the newest of what an address was asked to confirm, and forgets those before: strangers may have asked for them. */
export async function forgetOlderUnconfirmed(sql: Sql, email: string, keep: number): Promise<void> {
  await sql`
    delete from observations.registration where id in (
      select r.id from observations.registration_contact c join observations.registration r on r.id = c.registration
      where lower(c.email) = ${email.toLowerCase()} and r.confirmed_at is null
      order by r.asked_at desc, r.id desc offset ${keep})`
}

export async function findContact(sql: Sql, id: string): Promise<Contact | undefined> {
  const [row] = await sql<Contact>`
    select email, language, lon, lat from observations.registration_contact where registration = ${id}`
  return row
}

/** Writes that it was confirmed, and what was made of it: undefined where staff must do that by hand. */
export async function markConfirmed(
  sql: Sql,
  id: string,
  made: { readonly thing: number | undefined; readonly key: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update observations.registration set confirmed_at = ${now}, thing = ${made.thing ?? null}, key = ${made.key ?? null}
    where id = ${id}`
}

/** Writes which thing it is. */
export async function saveThing(sql: Sql, id: string, thing: number): Promise<void> {
  await sql`update observations.registration set thing = ${thing} where id = ${id}`
}

export async function saveKey(sql: Sql, id: string, key: string): Promise<void> {
  await sql`update observations.registration set key = ${key} where id = ${id}`
}

/** Changes the name, on the thing too. */
export async function saveName(
  sql: Sql,
  { id, owner }: Registration,
  name: string,
  now: Temporal.Instant,
): Promise<void> {
  await sql`update observations.registration set name = ${name} where id = ${id}`
  await sql`update observations.thing set name = ${name}, updated_at = ${now} where owner = ${owner}`
}

export async function savePlace(
  sql: Sql,
  id: string,
  place: { readonly lon: number; readonly lat: number; readonly municipality: string; readonly body: string },
): Promise<void> {
  await sql`
    update observations.registration set municipality = ${place.municipality}, body = ${place.body} where id = ${id}`
  await sql`
    update observations.registration_contact set lon = ${place.lon}, lat = ${place.lat} where registration = ${id}`
}

/** Changes how it hangs, in the properties of the thing too: as `propertiesOfThing` says it. */
export async function saveStands(
  sql: Sql,
  { id, thing }: Registration,
  { outdoors, side, height, area = null, influence = null }: Stands,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update observations.registration
    set outdoors = ${outdoors}, side = ${side}, height = ${height}, area = ${area}, influence = ${influence} where id = ${id}`
  if (thing === null) return
  await saveStanding(sql, thing, { outdoors, heightMetres: height, area, influence }, now)
  await sql`
    update observations.thing set properties = properties || jsonb_build_object('side', ${side}::text) where id = ${thing}`
}

/** Stops a key, or lets it work again. It counts within five seconds (`keys/use-key.ts`). */
export async function setKeyInForce(
  sql: Sql,
  key: string | null,
  inForce: boolean,
  now: Temporal.Instant,
): Promise<void> {
  await sql`update observations.device_key set withdrawn_at = ${inForce ? null : now} where id = ${key}::uuid`
}

export async function removeKey(sql: Sql, key: string | null): Promise<void> {
  await sql`delete from observations.device_key where id = ${key}::uuid`
}

export async function savePaused(sql: Sql, id: string, pausedAt: Temporal.Instant | null): Promise<void> {
  await sql`update observations.registration set paused_at = ${pausedAt} where id = ${id}`
}

/** Hides everything of it from everybody, or shows it again. */
export async function setShown(sql: Sql, { owner }: Pick<Registration, 'owner'>, isShown: boolean): Promise<void> {
  if (isShown) {
    await sql`
      delete from observations.hidden where thing in (select id from observations.thing where owner = ${owner})`
    await sql`delete from observations.hidden_owner where owner = ${owner}`
    return
  }
  await sql`
    insert into observations.hidden (datastream, thing)
    select id, thing from observations.datastream where owner = ${owner} on conflict do nothing`
  await sql`insert into observations.hidden_owner (owner) values (${owner}) on conflict do nothing`
  // What subscribers would still be told of it.
  await sql`
    delete from observations.notice n using observations.subscriber s
    where s.id = n.subscriber and s.datastream in (select id from observations.datastream where owner = ${owner})`
}

/** `reason` null: it is shown again, and what was said about it is over. */
export async function saveHidden(sql: Sql, id: string, reason: string | null, now: Temporal.Instant): Promise<void> {
  await sql`
    update observations.registration set hidden_at = ${reason === null ? null : now}, hidden_reason = ${reason}, objection = null
    where id = ${id}`
}

export async function saveObjection(sql: Sql, id: string, objection: string): Promise<void> {
  await sql`update observations.registration set objection = ${objection} where id = ${id} and hidden_at is not null`
}

export async function markConnected(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update observations.registration set connected_at = ${now} where id = ${id} and connected_at is null`
}

/**
 * Erases who it is of and where it hangs exactly, every word of theirs, and what they sent that was not understood: nobody may read that
 * again. `removes`: the measurements must go too.
 */
export async function markEnded(sql: Sql, id: string, removes: boolean, now: Temporal.Instant): Promise<void> {
  await sql`
    delete from observations.quarantine where owner = (select owner from observations.registration where id = ${id})`
  await sql`delete from observations.registration_contact where registration = ${id}`
  await sql`
    update observations.registration set name = null, outside_number = null, objection = null, hidden_reason = null,
      ended_at = ${now}, removes = ${removes}
    where id = ${id}`
}

export async function removeRegistration(sql: Sql, id: string): Promise<void> {
  await sql`delete from observations.registration where id = ${id}`
}

/** Erases who never confirmed, at most 1,000 at a time. */
export async function removeUnconfirmed(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from observations.registration where id in (
      select id from observations.registration where confirmed_at is null and asked_at < ${before} limit ${BATCH})
    returning id`
  return gone.length
}

/** Its datastreams in the order in which they were registered, with how much each told. */
export async function listOwnStreams(sql: Sql, thing: number | null): Promise<OwnStream[]> {
  return sql<OwnStream>`
    select d.id, p.key as property, d.ucum, coalesce(l.observations, 0)::int as observations, l.last_at as "lastAt"
    from observations.datastream d join observations.observed_property p on p.id = d.observed_property
    left join observations.latest l on l.datastream = d.id
    left join observations.registration r on r.thing = d.thing
    where d.thing = ${thing} order by array_position(r.measures, p.key), d.id`
}

/** What was refused of an owner lately: why, and how often. */
export async function listOwnRefusals(
  sql: Sql,
  owner: string,
): Promise<{ readonly reason: string; readonly count: number; readonly detail: string }[]> {
  return sql`
    select reason, count(*)::int as count, (array_agg(detail order by id desc))[1] as detail from observations.quarantine
    where owner = ${owner} and state = 'waiting' group by reason order by count(*) desc, reason limit 5`
}

/** A registration as staff see it: nothing of who it is of. */
export type ListedRegistration = Pick<
  Registration,
  | 'id'
  | 'kit'
  | 'name'
  | 'municipality'
  | 'way'
  | 'number'
  | 'thing'
  | 'confirmedAt'
  | 'connectedAt'
  | 'hiddenAt'
  | 'objection'
>

/** The sensors of residents in the municipalities of these bodies: what asks for something first, then the newest. */
export async function listForStaff(
  sql: Sql,
  bodies: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ListedRegistration[]> {
  return sql<ListedRegistration>`
    select id, kit, name, municipality, way, outside_number as number, thing, confirmed_at as "confirmedAt",
      connected_at as "connectedAt", hidden_at as "hiddenAt", objection
    from observations.registration
    where body = any(${bodies}::text[]) and confirmed_at is not null and ended_at is null
    order by objection is null, not (way in ('ttn', 'sensor-community') and connected_at is null), confirmed_at desc, id
    limit ${limit} offset ${offset}`
}

/** How many sensors of residents there are, and how many ask for something of staff. */
export async function countForStaff(
  sql: Sql,
  bodies: readonly string[],
): Promise<{ readonly all: number; readonly connect: number; readonly objections: number; readonly hidden: number }> {
  const [row] = await sql<{ all: number; connect: number; objections: number; hidden: number }>`
    select count(*)::int as all, (count(*) filter (where way in ('ttn', 'sensor-community') and connected_at is null))::int as connect,
      count(objection)::int as objections, count(hidden_at)::int as hidden
    from observations.registration
    where body = any(${bodies}::text[]) and confirmed_at is not null and ended_at is null`
  return row ?? { all: 0, connect: 0, objections: 0, hidden: 0 }
}

/** The body that looks after an owner: itself, or the one in whose municipality a resident registered. */
export async function bodyOfOwner(sql: Sql, owner: string): Promise<string> {
  if (!isOfResident(owner)) return owner
  const [found] = await select(sql, { owner })
  return found?.body ?? ''
}
