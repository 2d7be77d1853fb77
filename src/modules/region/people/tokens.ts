import { createHash, randomBytes } from 'node:crypto'

const LINK_BYTES = 128 / 8
const SESSION_BYTES = 256 / 8
const CODE_CHARACTERS = 20
/** Crockford's base 32: no I, L, O or U, which are read as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A token for a sign-in link: 128 bits of chance. */
export function newLinkToken(): string {
  return randomBytes(LINK_BYTES).toString('base64url')
}

/** A token for a session cookie: 256 bits of chance. */
export function newSessionToken(): string {
  return randomBytes(SESSION_BYTES).toString('base64url')
}

/** A code to be typed over from paper: 20 characters, 100 bits of chance. Show it with `inGroups`. */
export function newPrintedCode(): string {
  // 32 divides 256: each character is equally likely.
  return [...randomBytes(CODE_CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** A code as it stands on paper: `7K3M-…`, five groups of four. */
export function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** A code as somebody typed it: in small letters, with spaces, with an O for a zero. Undefined when it cannot be one. */
export function readPrintedCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s.\-–—_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return new RegExp(`^[${ALPHABET}]{${CODE_CHARACTERS}}$`).test(code) ? code : undefined
}

/**
 * What the database keeps of a token: SHA-256, in hex. A plain hash is enough, since the tokens are too random to be
 * guessed; whoever reads the database cannot sign in with it.
 */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
