import { z } from 'zod'
import type { Services } from '#core/services.ts'
import { batchBuilder } from '../../batch.ts'
import { readObservation } from '../../harmonise/read-observation.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { gather } from '../../ingest/gather.ts'
import { refusalOf } from '../../ingest/refusal-of.ts'
import { valuesOfCells } from '../../ingest/values-of.ts'
import { isOfResident } from '../../register/owner.ts'
import { quarantine, type Refused } from '../../store/quarantine.ts'
import { readId } from '../entities.ts'
import { badBody } from '../problems.ts'
import { Ref, readBody } from './bodies.ts'

const COMPONENTS = ['phenomenonTime', 'result', 'resultTime', 'resultQuality', 'validTime', 'parameters'] as const
const FEATURE = 'FeatureOfInterest/id'

const Arrays = z
  .array(
    z.object({
      Datastream: Ref,
      components: z
        .array(z.enum([...COMPONENTS, FEATURE]))
        .min(1)
        .max(10),
      dataArray: z.array(z.unknown()),
    }),
  )
  .min(1)
  .max(1000)

/** Observations that a request brings at most. */
const MOST_ROWS = 100_000
/** Of those that are refused so many are kept, for who looks after the device. */
const MOST_KEPT = 100

/** To which datastream cells belong, and what each of them is. */
interface Asked {
  readonly Datastream: unknown
  readonly components: readonly string[]
}

/** What became of each: its address, or `error` (OGC 18-088 §12.2). */
export type ArraysTold = readonly string[]

/** Takes in observations as arrays. Those that cannot be understood wait in quarantine; the others are stored. */
export async function createFromArrays(
  services: Pick<Services, 'sql' | 'clock'>,
  root: string,
  body: unknown,
  sender: { readonly key: string; readonly owner: string; readonly body: string | null },
): Promise<ArraysTold> {
  const arrays = readBody(Arrays, body)
  const total = arrays.reduce((sum, { dataArray }) => sum + dataArray.length, 0)
  if (total > MOST_ROWS) throw badBody(`a request brings ${MOST_ROWS} observations at most`)
  const now = services.clock()
  const features = await featuresThere(services.sql, arrays)
  const builder = batchBuilder(Math.max(1, total))
  const told = Array.from({ length: total }, () => 'error')
  const refused: Refused[] = []
  const placeOfRow: number[] = []
  const sentOfRow: { readonly cells: unknown; readonly context: Asked }[] = []
  const keepsAll = sender.body === null || !isOfResident(sender.body)
  const refuse = (why: Refusal, sent: unknown, from: Asked) => {
    if (refused.length >= MOST_KEPT) return
    const { cells, components } = keepsAll
      ? { cells: sent, components: from.components }
      : valuesOfCells(sent, from.components)
    refused.push({ ...why, line: null, payload: cells, context: { ...from, components } })
  }
  let place = 0
  for (const { Datastream: datastream, components, dataArray } of arrays) {
    const id = readId('Datastreams', datastream['@iot.id'])
    const context = { Datastream: datastream['@iot.id'], components }
    for (const cells of dataArray) {
      const read =
        typeof id === 'number' ? readCells(cells, components, { now, features }) : refusal('datastream-not-named')
      if ('code' in read) refuse(read, cells, context)
      else {
        builder.add(id as number, read.at, read.until, read.number, read.extra)
        placeOfRow.push(place)
        sentOfRow.push({ cells, context })
      }
      place++
    }
  }
  const batch = builder.take()
  if (batch.length > 0) {
    const { outcome, turn } = await gather(services, batch, sender)
    for (let row = 0; row < batch.length; row++) {
      const code = refusalOf(outcome[row])
      const datastream = batch.datastream[row] ?? 0
      const at = batch.at[row] ?? 0
      const sent = sentOfRow[row]
      if (code === undefined)
        told[placeOfRow[row] ?? 0] =
          `${root}/Observations('${datastream}.${at}${turn[row] === 0 ? '' : `.${turn[row]}`}')`
      else if (sent !== undefined) refuse(refusal(code), sent.cells, sent.context)
    }
  }
  if (refused.length > 0)
    await services.sql.transaction((sql) =>
      quarantine(
        sql,
        { owner: sender.owner, municipality: null, source: `key:${sender.key}`, format: 'data-array' },
        refused,
        now,
      ),
    )
  return told
}

/** The features that are named and there: an observation is about nothing else. */
async function featuresThere(sql: Services['sql'], arrays: z.output<typeof Arrays>): Promise<ReadonlySet<number>> {
  const named = new Set<number>()
  for (const { components, dataArray } of arrays) {
    const place = components.indexOf(FEATURE)
    if (place < 0) continue
    for (const cells of dataArray) {
      const id = Array.isArray(cells) ? readId('FeaturesOfInterest', cells[place]) : undefined
      if (typeof id === 'number') named.add(id)
    }
  }
  if (named.size === 0) return named
  const rows = await sql<{ id: number }>`select id from observations.feature where id = any(${[...named]}::int[])`
  return new Set(rows.map(({ id }) => id))
}

function readCells(
  cells: unknown,
  components: readonly string[],
  { now, features }: { readonly now: Temporal.Instant; readonly features: ReadonlySet<number> },
) {
  if (!Array.isArray(cells) || cells.length !== components.length) return refusal('cells-missing')
  const sent: Record<string, unknown> = {}
  components.forEach((name, index) => {
    sent[name] = cells[index] as unknown
  })
  const feature = sent[FEATURE]
  if (feature === undefined || feature === null) return readObservation(sent, now)
  const id = readId('FeaturesOfInterest', feature)
  return typeof id === 'number' && features.has(id)
    ? readObservation({ ...sent, feature: id }, now)
    : refusal('feature-unknown', 'FeatureOfInterest/id')
}
