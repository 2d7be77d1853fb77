import type { Services } from '#core/services.ts'
import type { Refusal } from '../../harmonise/refusal.ts'
import type { HomeDevice } from '../../register/device-store.ts'
import { listOwnStreams } from '../../register/store.ts'
import { storeFields, type Value } from './store-fields.ts'

/**
 * Stores what a device of a resident measured in the datastreams of the resident: times and values, and nothing else that the network tells,
 * such as where it stands. What the resident did not register is left out.
 */
export async function takeAtHome(
  services: Pick<Services, 'sql' | 'clock'>,
  { owner, thing }: HomeDevice,
  { at, values }: { readonly at: number; readonly values: readonly Value[] },
): Promise<{ readonly stored: number; readonly known: number; readonly refused: readonly Refusal[] }> {
  const streams = new Map((await listOwnStreams(services.sql, thing)).map((stream) => [stream.property, stream]))
  const registered = values.flatMap((value) => {
    const stream = streams.get(value.meaning.property)
    return stream === undefined ? [] : [{ value, stream }]
  })
  return storeFields(services, owner, at, registered)
}
