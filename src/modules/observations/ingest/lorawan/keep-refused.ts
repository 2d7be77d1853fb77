import type { Services } from '#core/services.ts'
import type { Refusal } from '../../harmonise/refusal.ts'
import { fingerprintOf, quarantine } from '../../store/quarantine.ts'
import { takeUplink, type Taken } from './take-uplink.ts'
import { Message, withoutPlace } from './uplink.ts'

/** How quarantine calls uplinks. */
export const LORAWAN = 'lorawan'

/**
 * Keeps an uplink that was not understood, whole or in part, until somebody says what it means. Sent again it is kept once. Of what hangs at
 * somebody's home it is kept without its place, of a device that a resident wrote down not at all.
 */
export async function keepRefused(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  owner: string,
  { message: sent, refused, keeps }: Pick<Taken, 'refused' | 'keeps'> & { readonly message: Message },
): Promise<void> {
  if (keeps === 'nothing') return
  const message = keeps === 'without-place' ? withoutPlace(sent) : sent
  const { application_ids: ids } = message.end_device_ids
  const source = {
    owner,
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
  const read = Message.safeParse(payload)
  if (!read.success) return { code: 'observation-wrong', detail: 'this is no uplink of The Things Stack' }
  const { refused } = await takeUplink(services, owner, read.data)
  return refused[0]
}
