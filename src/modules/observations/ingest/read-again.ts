import type { Services } from '#core/services.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { refusal, type Refusal } from '../harmonise/refusal.ts'
import { settleWaiting, type Waiting } from '../store/quarantine.ts'
import { replay } from './files/replay.ts'
import { LORAWAN, replayUplink } from './lorawan/keep-refused.ts'
import { takeMessage } from './mqtt/take-message.ts'

/** What came in as observations of SensorThings: over MQTT, in a data array, or from another server. */
const MESSAGES = ['mqtt', 'data-array', 'sensorthings']

/**
 * Reads something that was refused once more, as it came or as somebody mended it: the cells of a line, or the message, as JSON. Gives
 * why it is refused again; undefined when it is stored, and waits no longer. `isStaff`: somebody of the body that owns it mended it.
 */
export async function readAgain(
  services: Pick<Services, 'sql' | 'clock'>,
  refused: Waiting,
  mended?: string,
  { isStaff = false }: { readonly isStaff?: boolean } = {},
): Promise<Refusal | undefined> {
  const { format, payload, owner, context } = refused
  if (MESSAGES.includes(format)) {
    const text =
      format !== 'data-array'
        ? (mended ?? String(payload))
        : messageOf(mended === undefined ? payload : parsed(mended), context)
    if (text === undefined) return refusal('cells-missing')
    const datastream = typeof context['datastream'] === 'number' ? context['datastream'] : undefined
    // What came in with a key of the whole region may be about anybody's sensors; what staff write in its place may not.
    const body = owner === REGION_OFFICE && !(isStaff && mended !== undefined) ? null : owner
    const again = await takeMessage(services, { body }, { datastream, text, cameAt: refused.cameAt })
    if (again !== undefined) return again
    await settleWaiting(services.sql, [refused.id], 'replayed', services.clock())
    return undefined
  }
  if (format === LORAWAN) {
    const again = await replayUplink(services, owner, mended === undefined ? payload : parsed(mended))
    if (again !== undefined) return again
    await settleWaiting(services.sql, [refused.id], 'replayed', services.clock())
    return undefined
  }
  if (mended === undefined) return replay(services, refused)
  const cells = parsed(mended)
  if (!Array.isArray(cells) || !cells.every((cell) => typeof cell === 'string')) return refusal('mended-wrong')
  return replay(services, refused, { cells })
}

/** The cells of a data array as the observation that they are. */
function messageOf(
  cells: unknown,
  { Datastream: datastream, components }: Readonly<Record<string, unknown>>,
): string | undefined {
  if (!Array.isArray(cells) || !Array.isArray(components) || cells.length !== components.length) return undefined
  const members = components.map((name, place): [string, unknown] => [String(name), cells[place] as unknown])
  return JSON.stringify({ Datastream: { '@iot.id': datastream }, ...Object.fromEntries(members) })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
