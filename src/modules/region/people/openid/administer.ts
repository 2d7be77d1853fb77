import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Context } from '#web/route.ts'
import { findBody } from '../../store/bodies.ts'
import { administeredBodies } from '../administration/colleague-store.ts'
import * as store from './provider-store.ts'
import type { Provider } from './provider.ts'
import { withSettings, type Settings } from './settings.ts'

/** Ids that the addresses of the pages need for themselves. */
const RESERVED = ['new', 'callback']
const MOST_OF_ONE_BODY = 20

/** Adds a provider of a body; its id is that of the body, with a number from the second on. Gives it back. */
export async function addProvider(
  { sql, clock, seal, visitor }: Context,
  fixed: Pick<Provider, 'body' | 'forResidents'>,
  settings: Settings,
): Promise<Provider | undefined> {
  const now = clock()
  return sql.transaction(async (within) => {
    const isTrusted = await needsNobody(within, fixed)
    for (const id of idsOf(fixed.body)) {
      const provider = withSettings({ id, ...fixed }, settings, { known: undefined, seal, isTrusted })
      if (!(await store.addProvider(within, provider, now))) continue
      await askForApproval(within, provider)
      await record(within, 'region.add-openid-provider', { provider, operator: visitor?.id ?? '', now })
      return provider
    }
    return undefined
  })
}

/**
 * Changes a provider. Subjects are names that an issuer gives: of another issuer the same name is somebody else, so that
 * nobody is known any longer when the issuer changes.
 */
export async function changeProvider(
  { sql, clock, seal, visitor }: Context,
  known: Provider,
  settings: Settings,
): Promise<void> {
  const now = clock()
  const { id, body, forResidents } = known
  await sql.transaction(async (within) => {
    const isTrusted = await needsNobody(within, known)
    const provider = withSettings({ id, body, forResidents }, settings, { known, seal, isTrusted })
    await store.changeProvider(within, provider, now)
    if (provider.issuer !== known.issuer) await store.forgetAccounts(within, id)
    if (known.isApproved && !provider.isApproved) await store.endSessionsOfProviders(within, body)
    await askForApproval(within, provider)
    await record(within, 'region.change-openid-provider', { provider, operator: visitor?.id ?? '', now })
  })
}

/** Removes a provider; who signed in with it keeps their roles and needs another way in. */
export async function removeProvider({ sql, clock, visitor }: Context, provider: Provider): Promise<void> {
  const now = clock()
  await sql.transaction(async (within) => {
    if (!(await store.removeProvider(within, provider.id))) return
    if (!provider.forResidents) await store.endSessionsOfProviders(within, provider.body)
    await record(within, 'region.remove-openid-provider', { provider, operator: visitor?.id ?? '', now })
  })
}

/** An administrator of the body says that this provider may vouch for its staff, or no longer. */
export async function approveProvider(
  { sql, clock, visitor }: Context,
  provider: Provider,
  isApproved: boolean,
): Promise<void> {
  const now = clock()
  await sql.transaction(async (within) => {
    await store.setApproval(within, provider.id, isApproved ? now : null)
    if (!isApproved) await store.endSessionsOfProviders(within, provider.body)
    const action = isApproved ? 'region.approve-openid-provider' : 'region.disapprove-openid-provider'
    await record(within, action, { provider, operator: visitor?.id ?? '', now })
  })
}

/**
 * Whether a provider may work at once. For staff only while the body has no administrator: as with the first administrator,
 * somebody must begin. For residents always: it opens nothing but what it made itself.
 */
async function needsNobody(
  sql: Sql,
  { body, forResidents }: Pick<Provider, 'body' | 'forResidents'>,
): Promise<boolean> {
  return forResidents || !(await administeredBodies(sql))(body)
}

async function askForApproval(sql: Sql, { id, body, isApproved }: Provider): Promise<void> {
  if (!isApproved) await announce(sql, 'region.provider-waits', { provider: id, body })
}

function idsOf(body: string): string[] {
  const numbered = Array.from({ length: MOST_OF_ONE_BODY }, (_, index) => `${body}-${index + 2}`)
  return [body, ...numbered].filter((id) => id.length <= 60 && !RESERVED.includes(id))
}

async function record(
  sql: Sql,
  action: `region.${'add' | 'change' | 'remove' | 'approve' | 'disapprove'}-openid-provider`,
  { provider, operator, now }: { provider: Provider; operator: string; now: Temporal.Instant },
): Promise<void> {
  const body = await findBody(sql, provider.body)
  await recordDeed(sql, {
    at: now,
    actorKind: 'staff',
    actor: operator,
    action,
    subject: `openid-provider:${provider.id}`,
    municipality: body?.municipality ?? undefined,
    reason: provider.issuer,
  })
}
