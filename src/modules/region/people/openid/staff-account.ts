import { randomUUID } from 'node:crypto'
import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import { findBody } from '../../store/bodies.ts'
import { addPerson, giveRole, takeRole } from '../store.ts'
import * as store from './account-store.ts'
import { accountTaken } from './problems.ts'
import { mappedRoles, type Identity, type MappedRole, type Provider } from './provider.ts'

/** Somebody whom a provider vouches for, at a moment. */
export interface Vouched {
  readonly provider: Provider
  readonly identity: Identity
  readonly now: Temporal.Instant
}

/**
 * Who of the staff this is, in the transaction that signs in; undefined for whoever has nothing to do here. In this order:
 * who came before; who has the address that the provider tells, and works for this body alone; who has a role by what the
 * provider tells, and is made on the spot.
 */
export async function staffOf(sql: Sql, vouched: Vouched): Promise<string | undefined> {
  const { provider, identity } = vouched
  const account = await store.findAccount(sql, provider.id, identity.subject)
  if (account) {
    if (account.person === null) return undefined
    if (account.mapped) await followRoles(sql, account.person, vouched)
    return (await store.rolesAt(sql, account.person, provider.body)).length > 0 ? account.person : undefined
  }
  return (await recognise(sql, vouched)) ?? makePerson(sql, vouched)
}

/** Connects a provider with a person who is signed in. An account of a colleague stays theirs: the `Problem` 409. */
export async function connectPerson(sql: Sql, person: string, vouched: Vouched): Promise<void> {
  const account = await store.findAccount(sql, vouched.provider.id, vouched.identity.subject)
  if (account && account.person !== person) throw accountTaken()
  if (!account) await connect(sql, person, vouched)
}

/** Remembers that this subject of the provider is a person who was there before. */
async function connect(sql: Sql, person: string, { provider, identity, now }: Vouched): Promise<void> {
  const { subject } = identity
  await store.addAccount(sql, { provider: provider.id, subject, person, resident: null, mapped: false }, now)
  await recordDeed(sql, {
    at: now,
    actorKind: 'staff',
    actor: person,
    action: 'region.connect-openid',
    subject: `person:${person}`,
    municipality: await municipalityOf(sql, provider),
    reason: provider.id,
  })
  await announce(sql, 'region.account-changed', { person, action: 'region.connect-openid' })
}

async function recognise(sql: Sql, vouched: Vouched): Promise<string | undefined> {
  const { provider, identity } = vouched
  if (identity.email === null || identity.emailVerified !== true) return undefined
  const [person, other] = await store.listRecognisable(sql, provider, identity.email)
  // Two colleagues with one address: which of them it is cannot be told.
  if (person === undefined || other !== undefined) return undefined
  await connect(sql, person, vouched)
  return person
}

async function makePerson(sql: Sql, vouched: Vouched): Promise<string | undefined> {
  const { provider, identity, now } = vouched
  const roles = mappedRoles(provider, identity)
  if (roles.length === 0) return undefined
  const id = randomUUID()
  const name = identity.name ?? identity.email ?? `staff-${id.slice(-8)}`
  await addPerson(sql, { id, name, email: await freeAddress(sql, id, identity), demo: false }, now)
  for (const role of roles) await giveRole(sql, { person: id, body: provider.body, role })
  if (roles.includes('administrator'))
    await announce(sql, 'region.administrator-let-in', { person: id, body: provider.body })
  const { subject } = identity
  await store.addAccount(sql, { provider: provider.id, subject, person: id, resident: null, mapped: true }, now)
  await recordRoles(sql, 'region.make-person', { person: id, roles, vouched })
  return id
}

/** Of a person whom the provider brought in, it also decides what the person is at its body; never who is an operator. */
async function followRoles(sql: Sql, person: string, vouched: Vouched): Promise<void> {
  const { provider, identity } = vouched
  if (provider.roleClaim === null || Object.keys(provider.roles).length === 0) return
  const { body } = provider
  const roles = mappedRoles(provider, identity)
  const present = (await store.rolesAt(sql, person, body)).filter((role) => role !== 'operator')
  const gone = present.filter((role) => !roles.some((one) => one === role))
  const fresh = roles.filter((role) => !present.includes(role))
  for (const role of gone) await takeRole(sql, { person, body, role })
  for (const role of fresh) await giveRole(sql, { person, body, role })
  if (fresh.includes('administrator')) await announce(sql, 'region.administrator-let-in', { person, body })
  if (gone.length + fresh.length > 0) await recordRoles(sql, 'region.follow-roles', { person, roles, vouched })
  if (roles.length === 0) return
  const email = await freeAddress(sql, person, identity)
  await store.renamePerson(sql, { id: person, body, name: identity.name, email })
}

/** Links to get in go to this address: it has one owner, who is not in doubt. */
async function freeAddress(sql: Sql, person: string, { email, emailVerified }: Identity): Promise<string | null> {
  if (email === null || emailVerified !== true) return null
  return (await store.isAddressTaken(sql, email, person)) ? null : email
}

async function recordRoles(
  sql: Sql,
  action: 'region.make-person' | 'region.follow-roles',
  { person, roles, vouched }: { person: string; roles: readonly MappedRole[]; vouched: Vouched },
): Promise<void> {
  const { provider, now } = vouched
  await recordDeed(sql, {
    at: now,
    actorKind: 'system',
    actor: `openid:${provider.id}`,
    action,
    subject: `person:${person}`,
    municipality: await municipalityOf(sql, provider),
    reason: roles.join(', '),
  })
}

async function municipalityOf(sql: Sql, { body }: Provider): Promise<string | undefined> {
  return (await findBody(sql, body))?.municipality ?? undefined
}
