import { createHash, randomBytes } from 'node:crypto'

/** A key with which another system or a device speaks to the square. The key itself is shown once, and kept nowhere. */
export interface MachineKey {
  readonly id: string
  /** Whose it is: "App of the province". */
  readonly name: string
  /** The body for which it may be used; null: the whole region. */
  readonly body: string | null
  /** What it opens. */
  readonly scopes: readonly string[]
  /** Requests a minute. */
  readonly perMinute: number
  readonly createdAt: Temporal.Instant
  readonly usedOn: Temporal.PlainDate | null
  readonly withdrawnAt: Temporal.Instant | null
}

/** What is stored of a key that was just made. */
export type NewMachineKey<Key extends MachineKey> = Omit<Key, 'usedOn' | 'withdrawnAt'> & {
  readonly hash: string
  readonly createdBy: string | null
}

/** A new key: 192 bits of chance after a sign (`sp311`), by which it is recognised as ours where it leaks. */
export function makeKey(sign: string): string {
  return `${sign}_${randomBytes(24).toString('base64url')}`
}

/** What is kept of a key: SHA-256 in hex. A key has so many bits that no slower hash is needed. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
