import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import { addResident, findResidentByEmail } from '../resident-store.ts'
import * as store from './account-store.ts'
import type { Vouched } from './staff-account.ts'

/**
 * Which resident this is, in the transaction that signs in: who came before, who proved the same address, or somebody new.
 * Only an address that the provider says to have checked counts: it opens what that address reported.
 */
export async function residentOf(sql: Sql, vouched: Vouched, language: Language): Promise<string | undefined> {
  const { provider, identity, now } = vouched
  const account = await store.findAccount(sql, provider.id, identity.subject)
  if (account) return account.resident ?? undefined

  const email = identity.emailVerified === true ? identity.email : null
  const known = email === null ? undefined : await findResidentByEmail(sql, email)
  const id = known?.id ?? (await addResident(sql, { email, name: identity.name, language }, now))
  const { subject } = identity
  await store.addAccount(sql, { provider: provider.id, subject, person: null, resident: id, mapped: false }, now)
  await recordDeed(sql, {
    at: now,
    actorKind: 'resident',
    actor: id,
    action: known === undefined ? 'region.make-resident' : 'region.connect-openid',
    subject: `resident:${id}`,
    reason: provider.id,
  })
  return id
}
