import type { Services } from '#core/services.ts'
import { batchBuilder } from '../../batch.ts'
import { readObservation } from '../../harmonise/read-observation.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { gather, type Sender } from '../gather.ts'
import { refusalOf } from '../refusal-of.ts'

const MEMBERS = [
  'phenomenonTime',
  'result',
  'resultTime',
  'resultQuality',
  'validTime',
  'parameters',
  'FeatureOfInterest',
]

/**
 * Stores the observation that a message is: an entity as SensorThings has them. Of one for no datastream in particular, `Datastream` says
 * which. Gives why it is refused; undefined once it is stored. What has no time is of the moment at which it came, `cameAt`.
 */
export async function takeMessage(
  services: Pick<Services, 'sql' | 'clock'>,
  sender: Sender,
  {
    datastream,
    text,
    cameAt = services.clock(),
  }: { readonly datastream: number | undefined; readonly text: string; readonly cameAt?: Temporal.Instant },
): Promise<Refusal | undefined> {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return refusal('json-wrong')
  }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return refusal('observation-wrong')
  const { Datastream: named, ...members } = sent as Readonly<Record<string, unknown>>
  const id = datastream ?? idOf(named)
  if (id === undefined) return refusal('datastream-not-named')
  if (named !== undefined && idOf(named) !== id) return refusal('datastream-differs')
  const unknown = Object.keys(members).find((name) => !MEMBERS.includes(name))
  if (unknown !== undefined) return refusal('member-unknown', unknown)
  const { FeatureOfInterest: about, ...values } = members
  const feature = about === undefined ? undefined : await featureThere(services, about)
  if (feature === null) return refusal('feature-unknown', JSON.stringify(about))
  const read = readObservation({ ...values, feature }, cameAt)
  if ('code' in read) return read
  const builder = batchBuilder(1)
  builder.add(id, read.at, read.until, read.number, read.extra)
  const { outcome } = await gather(services, builder.take(), sender)
  const refused = refusalOf(outcome[0])
  return refused === undefined ? undefined : refusal(refused, String(id))
}

/** The number of a feature that is named and there; null otherwise. A message may come twice, so that none is made by it. */
async function featureThere({ sql }: Pick<Services, 'sql'>, named: unknown): Promise<number | null> {
  const id = idOf(named)
  if (id === undefined) return null
  const [found] = await sql<{ id: number }>`select id from observations.feature where id = ${id}`
  return found?.id ?? null
}

function idOf(named: unknown): number | undefined {
  const id =
    typeof named === 'object' && named !== null ? (named as Readonly<Record<string, unknown>>)['@iot.id'] : undefined
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : undefined
}
