import type { Sql } from '#core/database/sql.ts'
import type { Visitor } from '#web/visitor.ts'
import type { Role } from '../permissions.ts'
import type { SignIn, SignInMethod } from './sessions.ts'

/** Somebody whose session is alive: staff with their roles, or a resident with the address that was proven. */
export interface SignedIn {
  readonly sessionId: string
  readonly kind: Visitor['kind']
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly lastSeenAt: Temporal.Instant
  readonly roles: readonly { readonly body: string; readonly role: Role }[]
}

/** A session as its owner sees it. */
export interface OwnSession {
  readonly id: string
  readonly method: SignInMethod
  readonly device: string
  readonly createdAt: Temporal.Instant
  readonly lastSeenAt: Temporal.Instant
}

interface Alive {
  readonly now: Temporal.Instant
  /** A session that was last used before this moment has ended. */
  readonly idleSince: Temporal.Instant
}

export async function addSession(
  sql: Sql,
  session: { id: string; tokenHash: string; signIn: SignIn; now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  const { id, tokenHash, signIn, now, expiresAt } = session
  const person = signIn.kind === 'staff' ? signIn.id : null
  const resident = signIn.kind === 'resident' ? signIn.id : null
  await sql`
    insert into region.session
      (id, token_hash, person, resident, method, device, body, created_at, last_seen_at, expires_at)
    values (${id}::uuid, ${tokenHash}, ${person}::uuid, ${resident}::uuid, ${signIn.method}, ${signIn.device},
      ${signIn.body}, ${now}, ${now}, ${expiresAt})`
  if (resident) await sql`update region.resident set last_seen_at = ${now} where id = ${resident}::uuid`
}

/**
 * Who is behind a session that is alive. With the provider of one body, only the roles at that body are there, and only as
 * long as a provider there knows the person: one that is removed, or gets another address, takes its sessions along.
 */
export async function findSession(
  sql: Sql,
  tokenHash: string,
  { now, idleSince }: Alive,
): Promise<SignedIn | undefined> {
  const rows = await sql<Omit<SignedIn, 'roles'> & { body: string | null; role: Role | null }>`
    select s.id as "sessionId", case when s.person is null then 'resident' else 'staff' end as kind,
      coalesce(s.person, s.resident) as id, coalesce(p.name, o.name, o.email, '') as name, o.email,
      s.last_seen_at as "lastSeenAt", r.body, r.role
    from region.session s
      left join region.person p on p.id = s.person
      left join region.resident o on o.id = s.resident
      left join region.role r on r.person = p.id and (s.body is null or s.body = r.body)
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and s.last_seen_at > ${idleSince}
      and (s.method <> 'openid' or exists (
        select from region.openid_account a join region.openid_provider v on v.id = a.provider
        where (a.person = s.person and v.body = s.body) or a.resident = s.resident))
    order by r.body, r.role`
  const [first] = rows
  if (!first) return undefined
  const { sessionId, kind, id, name, email, lastSeenAt } = first
  const roles = rows.flatMap(({ body, role }) => (body && role ? [{ body, role }] : []))
  return { sessionId, kind, id, name, email, lastSeenAt, roles }
}

/** The sessions of somebody that are alive, the one used last first. */
export async function listSessions(
  sql: Sql,
  { id }: Pick<Visitor, 'id'>,
  { now, idleSince }: Alive,
): Promise<OwnSession[]> {
  return sql<OwnSession>`
    select id, method, device, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from region.session
    where coalesce(person, resident) = ${id}::uuid and expires_at > ${now} and last_seen_at > ${idleSince}
    order by last_seen_at desc, id`
}

export async function touchSession(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update region.session set last_seen_at = ${now} where id = ${id}::uuid`
}

export async function endSession(sql: Sql, id: string): Promise<void> {
  await sql`delete from region.session where id = ${id}::uuid`
}

/** Ends one of somebody's own sessions; false when it was not theirs. */
export async function endOwnSession(sql: Sql, { id: owner }: Pick<Visitor, 'id'>, id: string): Promise<boolean> {
  const ended = await sql`
    delete from region.session where id = ${id}::uuid and coalesce(person, resident) = ${owner}::uuid returning id`
  return ended.length > 0
}

/** Ends all sessions of somebody, or all but one. Says how many. */
export async function endSessionsOf(sql: Sql, owner: string, except?: string): Promise<number> {
  const ended = await sql`
    delete from region.session
    where coalesce(person, resident) = ${owner}::uuid and (${except}::uuid is null or id <> ${except}::uuid)
    returning id`
  return ended.length
}

/** Forgets links and sessions that ended before a moment. Says how many. */
export async function forgetEnded(
  sql: Sql,
  { endedBefore, idleBefore }: { endedBefore: Temporal.Instant; idleBefore: Temporal.Instant },
): Promise<number> {
  const links = await sql`delete from region.sign_in_link where expires_at < ${endedBefore} returning token_hash`
  const sessions = await sql`
    delete from region.session where expires_at < ${endedBefore} or last_seen_at < ${idleBefore} returning id`
  return links.length + sessions.length
}
