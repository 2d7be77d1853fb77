import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { batchBuilder } from '../../batch.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { converter } from '../../harmonise/ucum.ts'
import type { HomeDevice } from '../../register/device-store.ts'
import { listOwnStreams } from '../../register/store.ts'
import { ADDED, CORRECTED, KNOWN } from '../../store/add.ts'
import { gather } from '../gather.ts'
import { refusalOf } from '../refusal-of.ts'
import type { Meaning } from './mapping.ts'

interface Value {
  readonly field: string
  readonly meaning: Meaning
  readonly number: number
}

/**
 * Stores what a device of a resident measured in the datastreams of the resident: times and values, and nothing else that the network tells,
 * such as where it stands. What the resident did not register is left out.
 */
export async function takeAtHome(
  services: Pick<Services, 'sql' | 'clock'>,
  { owner, thing }: HomeDevice,
  { at, values }: { readonly at: number; readonly values: readonly Value[] },
): Promise<{ readonly stored: number; readonly known: number; readonly refused: readonly Refusal[] }> {
  const streams = await streamsOf(services.sql, thing)
  const refused: Refusal[] = []
  const builder = batchBuilder(values.length)
  for (const { field, meaning, number } of values) {
    const stream = streams.get(meaning.property)
    if (stream === undefined) continue
    const convert =
      meaning.unit === stream.ucum ? (value: number) => value : converter(meaning.unit ?? '', stream.ucum ?? '')
    if (convert === undefined) refused.push(refusal('unit-differs', field))
    else builder.add(stream.id, at, Number.NaN, convert(number))
  }
  const batch = builder.take()
  const counts = { stored: 0, known: 0 }
  if (batch.length === 0) return { ...counts, refused }
  for (const one of (await gather(services, batch, { body: owner })).outcome) {
    if (one === ADDED || one === CORRECTED) counts.stored++
    else if (one === KNOWN) counts.known++
    else refused.push(refusal(refusalOf(one) ?? 'datastream-gone'))
  }
  return { ...counts, refused }
}

async function streamsOf(sql: Sql, thing: number | null) {
  return new Map((await listOwnStreams(sql, thing)).map((stream) => [stream.property, stream]))
}
