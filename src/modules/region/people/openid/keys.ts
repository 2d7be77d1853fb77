import { generateKeyPairSync, randomUUID, webcrypto } from 'node:crypto'
import type { CryptoKey, JWK, PrivateKey } from 'openid-client'
import { z } from 'zod'

const Jwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
})

/** A private key on P-256 for ES256 (RFC 7518 §3.4), as JWK text: to be sealed, and never to leave this installation. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() })
}

/** The part of the key that everybody may know, as a JWK set (RFC 7517 §5). Undefined for what is no key. */
export function publicKeys(privateKey: string): { keys: JWK[] } | undefined {
  const key = readKey(privateKey)
  if (!key) return undefined
  const { kty, crv, x, y, kid } = key
  return { keys: [{ kty, crv, x, y, kid, use: 'sig', alg: 'ES256' }] }
}

/** The key, ready to sign with. Undefined for what is no key. */
export async function signingKey(privateKey: string): Promise<PrivateKey | undefined> {
  const jwk = readKey(privateKey)
  if (!jwk) return undefined
  const { kid, ...rest } = jwk
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await webcrypto.subtle.importKey('jwk', rest, algorithm, false, ['sign'])
  // The same thing under two names: Node knows usages of keys that the library has no name for yet.
  return { key: key as CryptoKey, kid }
}

function readKey(text: string): z.output<typeof Jwk> | undefined {
  if (!text.startsWith('{')) return undefined
  return Jwk.safeParse(JSON.parse(text)).data
}
