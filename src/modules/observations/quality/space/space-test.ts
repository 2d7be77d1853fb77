import type { z } from 'zod'
import type { Network, Wants } from './network.ts'

/** A test of the values of many stations at one moment. */
export interface SpaceTest<Parameters> {
  readonly name: string
  readonly parameters: z.ZodType<Parameters>
  readonly wants: (parameters: Parameters) => Wants
  readonly judge: (network: Network, parameters: Parameters) => Uint8Array
}
