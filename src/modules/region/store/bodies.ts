import type { Sql } from '#core/database/sql.ts'
import type { Body, BodyKind } from '../body.ts'
import type { Track } from '../track.ts'

/** A body that belongs to another, such as a municipality to an intermunicipal company. */
export interface Membership {
  readonly body: string
  readonly member: string
}

export async function findBody(sql: Sql, id: string): Promise<Body | undefined> {
  const [body] = await sql<Body>`
    select id, kind, nl, fr, en, de, municipality, demo from region.body where id = ${id}`
  return body
}

/** The local government of a municipality. */
export async function bodyOfMunicipality(sql: Sql, nis: string): Promise<Body | undefined> {
  const [body] = await sql<Body>`
    select id, kind, nl, fr, en, de, municipality, demo from region.body where municipality = ${nis}`
  return body
}

/** All bodies, or those of one kind, by Dutch name; those of before a merger too, unless `on` names the day that counts. */
export async function listBodies(
  sql: Sql,
  { kind, on }: { kind?: BodyKind; on?: Temporal.PlainDate } = {},
): Promise<Body[]> {
  return sql<Body>`
    select b.id, kind, b.nl, b.fr, b.en, b.de, municipality, demo
    from region.body b left join region.municipality m on m.nis = b.municipality
    where (${kind ?? null}::text is null or kind = ${kind ?? null}::text)
      and (${on ?? null}::date is null or (coalesce(m.valid_from, '-infinity') <= ${on ?? null}::date
        and coalesce(m.valid_until, 'infinity') > ${on ?? null}::date))
    order by b.nl, b.id`
}

/** The bodies that this one is a member of on a day. */
export async function listBodiesAbove(sql: Sql, member: string, on: Temporal.PlainDate): Promise<Body[]> {
  return sql<Body>`
    select b.id, b.kind, b.nl, b.fr, b.en, b.de, b.municipality, b.demo
    from region.body b join region.body_member m on m.body = b.id
    where m.member = ${member}
      and coalesce(m.since, '-infinity') <= ${on}::date and coalesce(m.until, 'infinity') > ${on}::date
    order by b.nl, b.id`
}

/** The members of a body on a day. */
export async function listMembers(sql: Sql, body: string, on: Temporal.PlainDate): Promise<Body[]> {
  return sql<Body>`
    select b.id, b.kind, b.nl, b.fr, b.en, b.de, b.municipality, b.demo
    from region.body b join region.body_member m on m.member = b.id
    where m.body = ${body}
      and coalesce(m.since, '-infinity') <= ${on}::date and coalesce(m.until, 'infinity') > ${on}::date
    order by b.nl, b.id`
}

/** Writes bodies; what was there is brought up to date. */
export async function putBodies(sql: Sql, bodies: readonly Body[]): Promise<void> {
  await sql`
    insert into region.body (id, kind, nl, fr, en, de, municipality, demo)
    select id, kind, nl, fr, en, de, municipality, demo
    from unnest(${bodies.map(({ id }) => id)}::text[], ${bodies.map(({ kind }) => kind)}::text[],
      ${bodies.map(({ nl }) => nl)}::text[], ${bodies.map(({ fr }) => fr)}::text[],
      ${bodies.map(({ en }) => en)}::text[], ${bodies.map(({ de }) => de)}::text[],
      ${bodies.map(({ municipality }) => municipality)}::text[], ${bodies.map(({ demo }) => demo)}::bool[])
      as given (id, kind, nl, fr, en, de, municipality, demo)
    on conflict (id) do update set kind = excluded.kind, nl = excluded.nl, fr = excluded.fr, en = excluded.en,
      de = excluded.de, municipality = excluded.municipality, demo = excluded.demo`
}

/** Writes memberships of the demonstration; those that were there stay. */
export async function addDemoMemberships(sql: Sql, memberships: readonly Membership[]): Promise<void> {
  await sql`
    insert into region.body_member (body, member, demo)
    select body, member, true
    from unnest(${memberships.map(({ body }) => body)}::text[], ${memberships.map(({ member }) => member)}::text[])
      as given (body, member)
    on conflict do nothing`
}

/** The tracks that a municipality chose, by capability. */
export async function listTracks(sql: Sql, nis: string): Promise<Track[]> {
  return sql<Track>`
    select nis, capability, track, joint_body as "jointBody", own_url as "ownUrl"
    from region.track where nis = ${nis} order by capability`
}

/** A choice of a municipality, with when it was made. */
export type TrackChange = Track & { readonly updatedAt: Temporal.Instant }

/** The choices of one municipality or of all, newest first; `total` counts all of them. */
export async function listTrackChanges(
  sql: Sql,
  nis: string | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ changes: TrackChange[]; total: number }> {
  const rows = await sql<TrackChange & { total: number }>`
    select nis, capability, track, joint_body as "jointBody", own_url as "ownUrl", updated_at as "updatedAt",
      count(*) over () as total
    from region.track where ${nis ?? null}::text is null or nis = ${nis ?? null}::text
    order by updated_at desc, nis, capability limit ${limit} offset ${offset}`
  return { changes: rows, total: rows[0]?.total ?? 0 }
}

/** Writes the choice of a municipality in place of an earlier one. */
export async function putTrack(sql: Sql, track: Track, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into region.track (nis, capability, track, joint_body, own_url, updated_at)
    values (${track.nis}, ${track.capability}, ${track.track}, ${track.jointBody}, ${track.ownUrl}, ${now})
    on conflict (nis, capability) do update set track = excluded.track, joint_body = excluded.joint_body,
      own_url = excluded.own_url, updated_at = excluded.updated_at, demo = false`
}

/** Writes tracks of the demonstration where nothing was chosen yet. */
export async function addDemoTracks(sql: Sql, tracks: readonly Track[], now: Temporal.Instant): Promise<void> {
  await sql`
    insert into region.track (nis, capability, track, joint_body, own_url, updated_at, demo)
    select nis, capability, track, joint_body, own_url, ${now}::timestamptz, true
    from unnest(${tracks.map(({ nis }) => nis)}::text[], ${tracks.map(({ capability }) => capability)}::text[],
      ${tracks.map(({ track }) => track)}::text[], ${tracks.map(({ jointBody }) => jointBody)}::text[],
      ${tracks.map(({ ownUrl }) => ownUrl)}::text[]) as given (nis, capability, track, joint_body, own_url)
    on conflict do nothing`
}
