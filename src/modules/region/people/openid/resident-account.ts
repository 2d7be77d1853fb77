import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import { addResident, findResident } from '../resident-store.ts'
import * as store from './account-store.ts'
import { accountTaken, fileTaken } from './problems.ts'
import type { Vouched } from './staff-account.ts'

/**
 * Which resident this is, in the transaction that signs in: who came before, or somebody new. An address that a provider tells
 * opens nothing: only a link that was sent there proves it, so that no provider, and nobody who chose it, opens a file that
 * it did not make. Who has a file connects the provider from there.
 */
export async function residentOf(sql: Sql, vouched: Vouched, language: Language): Promise<string | undefined> {
  const { provider, identity, now } = vouched
  const account = await store.findAccount(sql, provider.id, identity.subject)
  if (account) return account.resident ?? undefined
  const id = await addResident(sql, { email: null, name: identity.name, language }, now)
  await remember(sql, id, 'region.make-resident', vouched)
  return id
}

/**
 * Connects a provider with the file that a resident has open. What this account opened before, the same person proved to be
 * theirs too: `join` brings it over.
 */
export async function connectResident(
  sql: Sql,
  resident: string,
  vouched: Vouched,
  join: (from: string) => Promise<void>,
): Promise<void> {
  const { provider, identity } = vouched
  const account = await store.findAccount(sql, provider.id, identity.subject)
  if (account === undefined) return remember(sql, resident, 'region.connect-openid', vouched)
  if (account.resident === null) throw accountTaken()
  if (account.resident === resident) return
  // A file with an address of its own is reached by that address: what was reported with it stays there.
  if ((await findResident(sql, account.resident))?.email != null) throw fileTaken()
  await join(account.resident)
}

async function remember(
  sql: Sql,
  resident: string,
  action: 'region.make-resident' | 'region.connect-openid',
  { provider, identity: { subject }, now }: Vouched,
): Promise<void> {
  await store.addAccount(sql, { provider: provider.id, subject, person: null, resident, mapped: false }, now)
  await recordDeed(sql, {
    at: now,
    actorKind: 'resident',
    actor: resident,
    action,
    subject: `resident:${resident}`,
    reason: provider.id,
  })
}
