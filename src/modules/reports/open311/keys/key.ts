import { createHash, randomBytes } from 'node:crypto'

/** What a key opens: sending reports (and finding one's own again), or telling what happened to those of the body. */
export const SCOPES = ['reports', 'updates'] as const
export type Scope = (typeof SCOPES)[number]

/** A key with which another system speaks to the square. The key itself is shown once, and kept nowhere. */
export interface ApiKey {
  readonly id: string
  /** Whose system it is: "App of the province". */
  readonly name: string
  /** The body for whose municipality it may be used; null: the whole region. */
  readonly body: string | null
  readonly scopes: readonly Scope[]
  /** Requests a minute, over all processes. */
  readonly perMinute: number
  /** Hosts from which photos may be fetched that are named by `media_url`. */
  readonly mediaHosts: readonly string[]
  readonly createdAt: Temporal.Instant
  readonly usedOn: Temporal.PlainDate | null
  readonly withdrawnAt: Temporal.Instant | null
}

/** A new key: 192 bits of chance, recognisable as ours where it leaks. */
export function makeKey(): string {
  return `sp311_${randomBytes(24).toString('base64url')}`
}

/** What is kept of a key: SHA-256 in hex. A key has so many bits that no slower hash is needed. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The source of reports that came in with a key: together with what the client calls a report, each comes in once. */
export function sourceOf({ id }: Pick<ApiKey, 'id'>): string {
  return `open311:${id}`
}
