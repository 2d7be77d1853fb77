import { z } from 'zod'
import { microsecondsOf } from '../../model.ts'

const Short = z.string().min(1).max(100)
const Coordinate = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
const Moment = z.string().max(60)

const Integer = z.number().int().optional().catch(undefined)
const Text = Short.optional().catch(undefined)

/** What we read of the message that The Things Stack v3 sends for an uplink (https://www.thethingsindustries.com/docs/integrations/data-formats/). */
export const Message = z.object({
  end_device_ids: z.object({
    device_id: Short,
    dev_eui: z.string().max(40).optional(),
    application_ids: z.object({ application_id: Short }),
  }),
  received_at: Moment.optional(),
  uplink_message: z.object({
    f_port: Integer,
    f_cnt: Integer,
    decoded_payload: z.record(z.string(), z.unknown()).nullish(),
    received_at: Moment.optional(),
    // What goes along is no reason to refuse a measurement.
    rx_metadata: z
      .array(z.object({ rssi: z.number().optional(), snr: z.number().optional() }))
      .max(200)
      .nullish()
      .catch(undefined),
    locations: z.record(z.string(), z.unknown()).nullish().catch(undefined),
    version_ids: z.object({ brand_id: Text, model_id: Text }).nullish().catch(undefined),
  }),
})
export type Message = z.output<typeof Message>

const MOST_FIELDS = 200
const DEEPEST = 4

/** How the device is called there. */
export function namesOf({ end_device_ids: { device_id: device, dev_eui: eui, application_ids: ids } }: Message) {
  return { device, eui, application: ids.application_id }
}

/** What may be kept of a message of a device at somebody's home: when, by whom it was sent, and what was measured. */
export function withoutPlace({ end_device_ids: ids, received_at: told, uplink_message: uplink }: Message): Message {
  const { device_id, application_ids } = ids
  const { decoded_payload, received_at } = uplink
  return {
    end_device_ids: { device_id, application_ids },
    ...(told !== undefined && { received_at: told }),
    uplink_message: { ...(received_at !== undefined && { received_at }), decoded_payload },
  }
}

/** The moment at which the network heard a device, in microseconds since 1970: the same however often it is told. Undefined when it does not say. */
export function heardAt({ received_at: told, uplink_message: { received_at: heard } }: Message): number | undefined {
  try {
    return microsecondsOf(Temporal.Instant.from(heard ?? told ?? ''))
  } catch {
    return undefined
  }
}

/** Where a device stands: as somebody wrote it, or else as anything tells it. */
export function placeOf({ uplink_message: { locations } }: Message): { lon: number; lat: number } | undefined {
  const { user, ...others } = locations ?? {}
  for (const told of [user, ...Object.values(others)]) {
    const read = Coordinate.safeParse(told)
    // Zero and zero is what a device says that does not know.
    if (read.success && (read.data.latitude !== 0 || read.data.longitude !== 0))
      return { lon: read.data.longitude, lat: read.data.latitude }
  }
  return undefined
}

/** How well it was heard: the strongest of the gateways, with the numbers of the frame. */
export function receptionOf({ uplink_message: { f_port: port, f_cnt: frame, rx_metadata: gateways } }: Message) {
  const heard = (gateways ?? []).filter(({ rssi }) => rssi !== undefined)
  const [best] = heard.toSorted((one, other) => (other.rssi ?? 0) - (one.rssi ?? 0))
  return {
    ...(port !== undefined && { port }),
    ...(frame !== undefined && { frame }),
    ...(best !== undefined && { rssi: best.rssi }),
    ...(best?.snr !== undefined && { snr: best.snr }),
  }
}

/** The fields of a payload by their names, within each other with a point between; undefined when there are too many. */
export function fieldsOf(payload: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> | undefined {
  const fields = new Map<string, unknown>()
  const add = (name: string, value: unknown, depth: number): boolean => {
    if (typeof value === 'object' && value !== null && depth < DEEPEST)
      return Object.entries(value).every(([inner, one]) => add(`${name}.${inner}`, one, depth + 1))
    fields.set(name, value)
    return fields.size <= MOST_FIELDS && name.length <= 200
  }
  return Object.entries(payload).every(([name, value]) => add(name, value, 1)) ? fields : undefined
}
