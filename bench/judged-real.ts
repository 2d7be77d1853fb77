// Pairs of real reports that were judged by hand, without those that nobody can tell. A part is for choosing, the rest for the last figures;
// no report is in both. Of near pairs more were drawn than of far ones, so a second figure counts each as often as its like is in the file.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { measurePair, type Compared, type Pair } from '../src/modules/reports/duplicates/features.ts'
import { NEAR_METRES } from '../src/modules/reports/duplicates/nearby.ts'
import { assenCategory, readAssen, type AssenReport } from './assen.ts'

const JudgedPairs = z.array(
  z.object({
    pair: z.tuple([z.string(), z.string()]),
    judgement: z.enum(['same', 'different', 'unsure']),
    reason: z.string(),
    half: z.enum(['development', 'final']),
  }),
)

/** After two weeks most of what is open in the file is closed, and it does not say what. */
const MOST_HOURS = 14 * 24
const METRES = [5, 20, 50, 100, NEAR_METRES]
const HOURS = [3, 24, 72, 168, MOST_HOURS]
const ROW_DEGREES = 0.0018

/** A pair of real reports of which somebody could tell whether they are about the same. */
export interface RealPair {
  readonly pair: Pair
  readonly holds: boolean
  readonly half: 'development' | 'final'
  /** Pairs of the file that it stands for: as near, as soon and as akin. Undefined later than two weeks. */
  readonly standsFor: number | undefined
}

/** The judged pairs, and how many could not be told; undefined when the real files are not at hand. */
export function readJudged(): { pairs: readonly RealPair[]; judged: number; unsure: number } | undefined {
  const reports = readAssen()
  if (reports === undefined) return undefined
  const byId = new Map(reports.map((report) => [report.id, report]))
  const all = JudgedPairs.parse(JSON.parse(readFileSync('bench/judged-pairs.json', 'utf8')))
  const sure = all.flatMap(({ pair: [one, other], judgement, half }) => {
    const [left, right] = [byId.get(one), byId.get(other)]
    if (judgement === 'unsure' || left === undefined || right === undefined) return []
    return [{ pair: measurePair(comparedOf(left), comparedOf(right)), holds: judgement === 'same', half }]
  })
  const inFile = countStrata(reports)
  const drawn = Map.groupBy(sure, ({ pair, half }) => `${half} ${stratumOf(pair)}`)
  const pairs = sure.map((one) => {
    const stratum = stratumOf(one.pair)
    const like = drawn.get(`${one.half} ${stratum}`)?.length ?? 1
    return { ...one, standsFor: stratum === undefined ? undefined : (inFile.get(stratum) ?? 0) / like }
  })
  return { pairs, judged: all.length, unsure: all.length - sure.length }
}

/** How many pairs of the file are so near, so soon and so akin. One message that the town filed twice at once is no pair. */
function countStrata(reports: readonly AssenReport[]): Map<string, number> {
  const sorted = reports
    .map((report) => ({ report, compared: comparedOf(report) }))
    .toSorted((one, other) => one.report.lat - other.report.lat)
  const counts = new Map<string, number>()
  for (const [index, { report, compared }] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next]
      if (other === undefined || other.report.lat - report.lat > ROW_DEGREES) break
      const pair = measurePair(compared, other.compared)
      const isSplit =
        report.subcategory_slug !== other.report.subcategory_slug && pair.metres === 0 && pair.hours < 0.05
      const stratum = isSplit ? undefined : stratumOf(pair)
      if (stratum !== undefined) counts.set(stratum, (counts.get(stratum) ?? 0) + 1)
    }
  return counts
}

function stratumOf({ kin, metres, hours }: Pair): string | undefined {
  const near = METRES.find((most) => (metres ?? 0) <= most)
  const soon = HOURS.find((most) => hours <= most)
  return near === undefined || soon === undefined ? undefined : `${kin} ${near} ${soon}`
}

function comparedOf({ lng, lat, subcategory_slug: slug, created_at: at }: AssenReport): Compared {
  const receivedAt = Temporal.Instant.from(at)
  const category = assenCategory(slug) ?? 'other'
  return { category, note: '', language: 'nl', street: '', lon: lng, lat, receivedAt, print: null, topics: null }
}
