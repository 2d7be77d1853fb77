import type { Services } from '#core/services.ts'
import type { Refusal } from '../../harmonise/refusal.ts'
import { fingerprintOf, quarantine } from '../../store/quarantine.ts'
import { bodyOfOwner } from '../../register/store.ts'
import { takeUplink, type Taken } from './take-uplink.ts'
import { Message, withoutPlace } from './uplink.ts'

/** How quarantine calls uplinks. */
export const LORAWAN = 'lorawan'

/**
 * Keeps an uplink that was not understood, whole or in part, until somebody says what it means. Sent again it is kept once. Of a device of a resident
 * without its place, as that of the resident.
 */
export async function keepRefused(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  owner: string,
  { message: sent, refused, resident }: Pick<Taken, 'refused' | 'resident'> & { readonly message: Message },
): Promise<void> {
  if (resident === null) return
  const message = resident === undefined ? sent : withoutPlace(sent)
  const { application_ids: ids } = message.end_device_ids
  const source = {
    owner: resident ?? owner,
    municipality: null,
    source: `lorawan:${owner}/${ids.application_id}`,
    format: LORAWAN,
  }
  const fingerprint = fingerprintOf([owner, message])
  const kept = refused.map((why) => ({ ...why, line: null, fingerprint, payload: message, context: {} }))
  await quarantine(sql, source, kept, clock())
}

/** Reads an uplink once more, as it came or mended. Gives why it is refused again; undefined once all of it is stored. */
export async function replayUplink(
  services: Pick<Services, 'sql' | 'clock'>,
  owner: string,
  payload: unknown,
): Promise<Refusal | undefined> {
  const body = await bodyOfOwner(services.sql, owner)
  const read = Message.safeParse(payload)
  if (!read.success) return { code: 'observation-wrong', detail: 'this is no uplink of The Things Stack' }
  const { refused } = await takeUplink(services, body, read.data)
  return refused[0]
}
