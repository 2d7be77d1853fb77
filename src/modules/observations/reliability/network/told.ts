import { z } from 'zod'
import { titleOf } from '../../called.ts'
import { BANDS, QUESTIONS } from '../../comparison/index.ts'
import { bandOfScore } from '../report/told.ts'
import type { NetworkCounts, NetworkStream } from './network-store.ts'
import type { NetworkFilter } from './filter.ts'

/** What a network report says, for programs. */
export const NetworkOutput = z.object({
  question: z.enum(QUESTIONS),
  property: z.string().nullable(),
  municipality: z.string().nullable().describe('NIS code; null: the whole region'),
  all: z.number().int(),
  may: z.number().int().describe('How many may be used for the question'),
  median: z.number().nullable(),
  bands: z.record(z.enum(BANDS), z.number().int()),
  unknown: z.number().int().describe('How many have no score'),
  reasons: z.array(z.object({ objection: z.string(), count: z.number().int() })),
  places: z.array(z.object({ municipality: z.string(), all: z.number().int(), may: z.number().int() })),
  page: z.number().int(),
  datastreams: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      municipality: z.string().nullable(),
      score: z.number().int().nullable(),
      band: z.enum(BANDS).nullable(),
      may: z.boolean(),
      objections: z.array(z.string()),
    }),
  ),
})

export interface NetworkReport {
  readonly filter: NetworkFilter
  readonly counts: NetworkCounts
  readonly reasons: readonly { readonly objection: NetworkStream['objections'][number]; readonly count: number }[]
  readonly places: readonly { readonly municipality: string; readonly all: number; readonly may: number }[]
  readonly streams: readonly NetworkStream[]
}

/** A network report as data; names in Dutch, as everywhere for programs. */
export function dataOfNetwork({
  filter,
  counts,
  reasons,
  places,
  streams,
}: NetworkReport): z.input<typeof NetworkOutput> {
  return {
    question: filter.question,
    property: filter.property === '' ? null : filter.property,
    municipality: filter.municipality === '' ? null : filter.municipality,
    all: counts.all,
    may: counts.may,
    median: counts.median,
    bands: Object.fromEntries(BANDS.map((band, place) => [band, counts.bands[place] ?? 0])) as Record<
      (typeof BANDS)[number],
      number
    >,
    unknown: counts.unknown,
    reasons: reasons.map((one) => ({ ...one })),
    places: places.map((one) => ({ ...one })),
    page: filter.page,
    datastreams: streams.map(rowOf),
  }
}

/** A datastream of a report, on one line. */
export function rowOf({ id, called, municipality, score, objections }: NetworkStream) {
  return {
    id,
    name: titleOf(called, 'nl'),
    municipality,
    score,
    band: bandOfScore(score),
    may: objections.length === 0,
    objections: [...objections] as string[],
  }
}
