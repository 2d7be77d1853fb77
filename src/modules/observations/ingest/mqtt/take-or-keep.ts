import type { Services } from '#core/services.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { refusal } from '../../harmonise/refusal.ts'
import { isOfResident } from '../../register/owner.ts'
import { quarantine } from '../../store/quarantine.ts'
import type { Sender } from '../gather.ts'
import { valuesOfMessage } from '../values-of.ts'
import { takeMessage } from './take-message.ts'

const MOST_BYTES = 1_000_000

/** Who a message is from, and what is written down of where it came from. */
export interface MessageFrom extends Sender {
  readonly source: string
}

/**
 * Stores the observation that a message is, or keeps it in quarantine where it can never be understood: when this ends, it may be
 * acknowledged. Throws when neither could be done, so that it comes again.
 */
export async function takeOrKeep(
  services: Pick<Services, 'sql' | 'clock'>,
  from: MessageFrom,
  { datastream, payload }: { readonly datastream: number | undefined; readonly payload: string | Buffer },
): Promise<void> {
  const isTooLarge = payload.length > MOST_BYTES
  const text = isTooLarge ? '' : payload.toString()
  const refused = isTooLarge ? refusal('message-too-large') : await takeMessage(services, from, { datastream, text })
  if (refused === undefined) return
  const { sql, clock } = services
  const source = { owner: from.body ?? REGION_OFFICE, municipality: null, source: from.source, format: 'mqtt' }
  const whole = from.body !== null && isOfResident(from.body) ? valuesOfMessage(text) : text
  const kept = whole.slice(0, 10_000).replaceAll('\0', '').toWellFormed()
  await sql.transaction((within) =>
    quarantine(
      within,
      source,
      [{ ...refused, line: null, payload: kept, context: { datastream: datastream ?? null } }],
      clock(),
    ),
  )
}
