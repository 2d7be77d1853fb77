import { createHash, randomBytes } from 'node:crypto'

/** What a key opens: bringing observations in, or also making, changing and removing things and datastreams. */
export const SCOPES = ['observations', 'entities'] as const
export type Scope = (typeof SCOPES)[number]

/** A key with which devices speak to the square. The key itself is shown once, and kept nowhere. */
export interface DeviceKey {
  readonly id: string
  readonly name: string
  /** Whose things and datastreams it may write to; null: the whole region. */
  readonly body: string | null
  readonly scopes: readonly Scope[]
  /** Requests a minute, for each process of the square. */
  readonly perMinute: number
  readonly createdAt: Temporal.Instant
  readonly usedOn: Temporal.PlainDate | null
  readonly withdrawnAt: Temporal.Instant | null
}

/** A new key: 192 bits of chance, recognisable as ours where it leaks. */
export function makeKey(): string {
  return `spsta_${randomBytes(24).toString('base64url')}`
}

/** What is kept of a key: SHA-256 in hex. A key has so many bits that no slower hash is needed. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
