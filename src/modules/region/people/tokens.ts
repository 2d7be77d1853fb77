import { createHash, randomBytes } from 'node:crypto'

const LINK_BYTES = 128 / 8
const SESSION_BYTES = 256 / 8

/** A token for a sign-in link: 128 bits of chance, short enough to be typed over from paper. */
export function newLinkToken(): string {
  return randomBytes(LINK_BYTES).toString('base64url')
}

/** A token for a session cookie: 256 bits of chance. */
export function newSessionToken(): string {
  return randomBytes(SESSION_BYTES).toString('base64url')
}

/**
 * What the database keeps of a token: SHA-256, in hex. A plain hash is enough, since the tokens are too random to be
 * guessed; whoever reads the database cannot sign in with it.
 */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
