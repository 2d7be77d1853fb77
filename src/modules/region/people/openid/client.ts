import * as openid from 'openid-client'
import { UnreachableAddress } from '#core/http/guarded-request.ts'
import { isReachable } from '#core/http/reachable.ts'
import type { Services } from '#core/services.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { signingKey } from './keys.ts'
import { secretPurpose, type Provider } from './provider.ts'

const TIMEOUT_SECONDS = 10
const KEPT_MINUTES = 10
/** More providers than a region has; beyond it the oldest description is fetched again. */
const MOST_KEPT = 100

type Outside = Pick<Services, 'config' | 'unseal' | 'clock'>

interface Kept {
  readonly client: openid.Configuration
  readonly until: Temporal.Instant
}

/**
 * Descriptions of providers, with the keys that they sign with. Holds for any database: what they are kept under holds every
 * setting that made them, among them the sealed secret, which never reads the same twice.
 */
const kept = new Map<string, Kept>()

/** The secret of a provider cannot be opened: sealed by another key, or for another issuer. */
export class SecretLost extends Error {
  override readonly name = 'SecretLost'
}

/** A client of the provider, as it described itself at most ten minutes ago. Throws when it does not answer well. */
export async function clientOf(provider: Provider, outside: Outside): Promise<openid.Configuration> {
  const { id, issuer, clientId, auth, secret } = provider
  const name = JSON.stringify([outside.config.baseUrl, id, issuer, clientId, auth, secret])
  const now = outside.clock()
  const known = kept.get(name)
  if (known && Temporal.Instant.compare(now, known.until) < 0) return known.client

  const client = await discover(provider, outside)
  kept.delete(name)
  const oldest = kept.keys().next()
  if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value)
  kept.set(name, { client, until: now.add({ minutes: KEPT_MINUTES }) })
  return client
}

/** Asks the provider to describe itself (OpenID Connect Discovery 1.0 §4) and checks where that would lead us. */
export async function discover(provider: Provider, outside: Outside): Promise<openid.Configuration> {
  const { config } = outside
  if (!isReachable(provider.issuer, config)) throw new UnreachableAddress('the issuer is not https')
  const client = await openid.discovery(
    new URL(provider.issuer),
    provider.clientId,
    {},
    await clientAuthentication(provider, outside),
    {
      timeout: TIMEOUT_SECONDS,
      [openid.customFetch]: boundedFetch(config),
      execute: [
        // What may be reached is decided by `boundedFetch` and below: loopback, for a square on loopback.
        openid.allowInsecureRequests,
        // Without this the signature of an ID token is not checked: the connection alone would vouch for it.
        openid.enableNonRepudiationChecks,
      ],
    },
  )
  refuseStrangeAddresses(client, provider, outside)
  return client
}

async function clientAuthentication(provider: Provider, { unseal }: Outside): Promise<openid.ClientAuth> {
  const secret = unseal(secretPurpose(provider), provider.secret)
  if (secret === undefined) throw new SecretLost('the secret of the provider cannot be opened')
  if (provider.auth === 'client_secret_basic') return openid.ClientSecretBasic(secret)
  if (provider.auth === 'client_secret_post') return openid.ClientSecretPost(secret)
  const key = await signingKey(secret)
  if (!key) throw new SecretLost('the key of the provider cannot be read')
  return openid.PrivateKeyJwt(key)
}

function refuseStrangeAddresses(client: openid.Configuration, provider: Provider, { config }: Outside): void {
  const told = client.serverMetadata()
  // An issuer for many organisations at once ("common" of Entra ID) describes itself under another name.
  if (new URL(told.issuer).href !== new URL(provider.issuer).href)
    throw new UnreachableAddress('the provider says to be another issuer')
  const { authorization_endpoint, token_endpoint, jwks_uri } = told
  for (const needed of [authorization_endpoint, token_endpoint, jwks_uri])
    if (needed === undefined) throw new UnreachableAddress('the provider does not name all of its addresses')
  for (const [field, address] of Object.entries(told))
    if ((field.endsWith('_endpoint') || field === 'jwks_uri') && !isReachable(String(address), config))
      throw new UnreachableAddress(`the provider names an address that is not https: ${field}`)
}
