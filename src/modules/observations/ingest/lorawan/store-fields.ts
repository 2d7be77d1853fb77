import type { Services } from '#core/services.ts'
import { batchBuilder, type Extra } from '../../batch.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { converter } from '../../harmonise/ucum.ts'
import { ADDED, CORRECTED, KNOWN } from '../../store/add.ts'
import { gather } from '../gather.ts'
import { refusalOf } from '../refusal-of.ts'
import type { Meaning } from './mapping.ts'

/** A field of an uplink that was understood. */
export interface Value {
  readonly field: string
  readonly meaning: Meaning
  readonly number: number
}

/** Where a value goes: undefined where no number in its unit can be taken in. */
export type Receiving = { readonly id: number; readonly ucum: string | null } | undefined

/** Stores the values of an uplink of a moment, each in its datastream and in the unit of that; on disk when it is done. */
export async function storeFields(
  services: Pick<Services, 'sql' | 'clock'>,
  owner: string,
  at: number,
  fields: readonly { readonly value: Value; readonly stream: Receiving; readonly extra?: Extra }[],
): Promise<{ readonly stored: number; readonly known: number; readonly refused: readonly Refusal[] }> {
  const refused: Refusal[] = []
  const builder = batchBuilder(Math.max(1, fields.length))
  for (const { value, stream, extra } of fields) {
    const convert = stream === undefined ? undefined : conversion(value.meaning.unit, stream.ucum)
    if (stream === undefined || convert === undefined) refused.push(refusal('unit-differs', value.field))
    else builder.add(stream.id, at, Number.NaN, convert(value.number), extra)
  }
  const batch = builder.take()
  const counts = { stored: 0, known: 0 }
  if (batch.length > 0)
    for (const one of (await gather(services, batch, { body: owner })).outcome) {
      if (one === ADDED || one === CORRECTED) counts.stored++
      else if (one === KNOWN) counts.known++
      else refused.push(refusal(refusalOf(one) ?? 'datastream-gone'))
    }
  return { ...counts, refused }
}

function conversion(from: string | null, to: string | null): ((value: number) => number) | undefined {
  if (from === to) return (value) => value
  return from === null || to === null ? undefined : converter(from, to)
}
