import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { json, type Sql } from './database/sql.ts'

const SETTING = 'signing-key'
const KEY_BYTES = 32
/** 22 characters of base64url carry 132 bits; RFC 2104 §5 asks for at least half of the 256 bits of the hash. */
const SIGNATURE_CHARACTERS = 22

/**
 * Opens the key of this installation (256 bits, made once, kept in `core.setting`) and returns the function that signs:
 * HMAC-SHA-256 (RFC 2104) over purpose and text, as 22 characters of base64url. A signature for one purpose is
 * worth nothing for another. Compare with `sameText`.
 */
export async function openSigner(sql: Sql): Promise<(purpose: string, text: string) => string> {
  const key = await signingKey(sql)
  return (purpose, text) =>
    // The length in front keeps ("ab", "c") and ("a", "bc") apart.
    createHmac('sha256', key)
      .update(`${Buffer.byteLength(purpose)}:${purpose}${text}`)
      .digest('base64url')
      .slice(0, SIGNATURE_CHARACTERS)
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Signs for one purpose: see `openSigner`. */
type Sign = (purpose: string, text: string) => string

/**
 * The secret of something of which only one reader knows, for an address in a letter: its id (a UUID) and a signature over it. Nothing of
 * it is stored.
 */
export function signedId(id: string, purpose: string, sign: Sign): string {
  return `${id}.${sign(purpose, id)}`
}

/** The id in a secret of `signedId`; undefined when it was made up or is for another purpose. */
export function idOfSigned(secret: string, purpose: string, sign: Sign): string | undefined {
  const id = /^([0-9a-f-]{36})\./.exec(secret)?.[1]
  return id !== undefined && sameText(secret, signedId(id, purpose, sign)) ? id : undefined
}

async function signingKey(sql: Sql): Promise<Buffer> {
  const fresh = randomBytes(KEY_BYTES).toString('base64')
  await sql`insert into core.setting (name, value) values (${SETTING}, ${json(fresh)}) on conflict (name) do nothing`
  const [setting] = await sql<{ value: unknown }>`select value from core.setting where name = ${SETTING}`
  const key = Buffer.from(typeof setting?.value === 'string' ? setting.value : '', 'base64')
  if (key.length !== KEY_BYTES)
    throw new Error(
      `The setting "${SETTING}" in core.setting is not a key of ${KEY_BYTES} bytes: restore it from a backup.`,
    )
  return key
}
