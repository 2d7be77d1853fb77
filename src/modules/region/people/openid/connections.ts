import { sameText } from '#core/signing.ts'
import type { Services } from '#core/services.ts'
import { allows, type Visitor } from '#web/visitor.ts'
import { listConnected, rolesAt } from './account-store.ts'
import { mayNotConnect } from './problems.ts'
import type { Provider } from './provider.ts'
import { listProviders } from './provider-store.ts'

/** A provider that somebody may connect with their account, as the account page shows it. */
export interface Connection {
  readonly id: string
  readonly label: string
  readonly isConnected: boolean
  /** Where connecting begins, without the language. */
  readonly path: string
}

interface Asked extends Pick<Services, 'sql' | 'sign'> {
  readonly visitor: Visitor | undefined
}

/** The providers with which somebody who is signed in may connect their account, or did. */
export async function listConnections({ sql, sign, visitor }: Asked): Promise<Connection[]> {
  if (visitor === undefined) return []
  const connected = await listConnected(sql, visitor.id)
  const connections: Connection[] = []
  const providers = await listProviders(sql, { for: visitor.kind === 'staff' ? 'staff' : 'residents' })
  for (const { id, label, body } of providers) {
    if (visitor.kind === 'staff' && !(await worksFor(visitor, body, { sql }))) continue
    const path = `/sign-in/openid/${id}?connect=${proofOf(visitor, id, { sign })}`
    connections.push({ id, label, isConnected: connected.includes(id), path })
  }
  return connections
}

/**
 * The person or resident who connects an account. The proof, from the person's own page, keeps another site from connecting the account
 * of somebody else to a colleague who only followed a link.
 */
export async function whoConnects(
  provider: Pick<Provider, 'id' | 'body' | 'forResidents'>,
  proof: string,
  { sql, sign, visitor }: Asked,
): Promise<string> {
  if (visitor === undefined || !(await mayConnect(visitor, provider, { sql }))) throw mayNotConnect()
  if (!sameText(proof, proofOf(visitor, provider.id, { sign }))) throw mayNotConnect()
  return visitor.id
}

/** Residents connect providers for residents; staff those of a body where they work. */
export async function mayConnect(
  visitor: Visitor,
  { body, forResidents }: Pick<Provider, 'body' | 'forResidents'>,
  { sql }: Pick<Services, 'sql'>,
): Promise<boolean> {
  if (visitor.kind === 'resident' || forResidents) return visitor.kind === 'resident' && forResidents
  return worksFor(visitor, body, { sql })
}

/** In this session too: who signed in with the provider of one body does not reach another body by connecting. */
async function worksFor(visitor: Visitor, body: string, { sql }: Pick<Services, 'sql'>): Promise<boolean> {
  const isHere = visitor.grants.some(({ scope }) => scope === body) || allows(visitor, 'operator')
  return isHere && (await rolesAt(sql, visitor.id, body)).length > 0
}

function proofOf({ sessionId }: Visitor, provider: string, { sign }: Pick<Services, 'sign'>): string {
  return sign('openid-connect', `${sessionId} ${provider}`)
}
