import type { MachineKey } from '#modules/region/public.ts'

/** What a key opens: bringing observations in, or also making, changing and removing things and datastreams. */
export const SCOPES = ['observations', 'entities'] as const
export type Scope = (typeof SCOPES)[number]

/** A key with which devices speak to the square: to things and datastreams of its body. Its requests count in each process by itself. */
export interface DeviceKey extends MachineKey {
  readonly scopes: readonly Scope[]
}
