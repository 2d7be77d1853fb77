import type { MachineKey } from '#modules/region/public.ts'

/** What a key opens: sending reports (and finding one's own again), or telling what happened to those of the body. */
export const SCOPES = ['reports', 'updates'] as const
export type Scope = (typeof SCOPES)[number]

/** A key with which another system speaks to the square: for the municipality of its body. Its requests count over all processes. */
export interface ApiKey extends MachineKey {
  readonly scopes: readonly Scope[]
  /** Hosts from which photos may be fetched that are named by `media_url`. */
  readonly mediaHosts: readonly string[]
}

/** The source of reports that came in with a key: together with what the client calls a report, each comes in once. */
export function sourceOf({ id }: Pick<ApiKey, 'id'>): string {
  return `open311:${id}`
}
