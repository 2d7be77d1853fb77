// Which reports are about the same thing: learns the weights in two towns of invented reports, chooses the threshold in two more,
// and measures them in two others, where people use other words, and on pairs of real reports that were judged by hand. `WRITE=1` writes the
// weights and docs/duplicates.md. Baseline: same category, within 50 m and a week.
import { readFileSync, writeFileSync } from 'node:fs'
import { distanceMetres } from '../src/core/geo/point.ts'
import { publicPlace } from '../src/modules/reports/report.ts'
import { featuresOf, measurePair, type Compared, type Pair } from '../src/modules/reports/duplicates/features.ts'
import { NEAR_METRES } from '../src/modules/reports/duplicates/nearby.ts'
import { fitLogistic } from '../src/modules/reports/duplicates/fit.ts'
import { assenCategory, readAssen, type AssenReport } from './assen.ts'
import { describeDuplicates, type Measured } from './describe-duplicates.ts'
import { inventTown, type Invented } from './invented-town.ts'
import { averagePrecision, curveOf, type Judged } from './precision-recall.ts'

/** What is asked: of what is the same, at least so many are found. The threshold is chosen a little wider, elsewhere. */
const RECALL = 0.95
const MARGIN = 0.015
const INCIDENTS = 1500

interface Known {
  readonly pair: Pair
  /** The same, as far as everybody may know the earlier one. */
  readonly publicPair: Pair
  readonly holds: boolean
}

const learnt = [...pairsOf(await town(11, 0)), ...pairsOf(await town(12, 0))]
const weights = fitLogistic(
  learnt.flatMap(({ pair, publicPair, holds }, index) => [
    { features: featuresOf(pair), holds },
    ...(index % 3 === 0 ? [{ features: featuresOf(publicPair), holds }] : []),
  ]),
).map((weight) => Number(weight.toFixed(4)))
const choosing = curveOf(judge([...pairsOf(await town(13, 0)), ...pairsOf(await town(14, 0))]))
const threshold = choosing.findLast(({ recall }) => recall >= RECALL + MARGIN)?.threshold ?? 0.5
const held = [...pairsOf(await town(2027, 1)), ...pairsOf(await town(2028, 1))]
const judged = judge(held)
const asPublic = held.map(({ publicPair, holds }) => ({ score: score(publicPair), holds }))
const baseline = held.map(({ pair, holds }) => ({ score: isAlikeByRule(pair) ? 1 : 0, holds }))
const measured: Measured = {
  weights,
  threshold,
  learntPairs: learnt.length,
  pairs: held.length,
  duplicates: held.filter(({ holds }) => holds).length,
  curve: curveOf(judged),
  area: averagePrecision(judged),
  publicCurve: curveOf(asPublic),
  baseline: curveOf(baseline).at(49) ?? { threshold: 0.5, precision: 0, recall: 0 },
  real: measureReal(),
}
const text = describeDuplicates(measured)
console.log(text)
if (process.env['WRITE'] === '1') {
  const kept = JSON.stringify({ threshold, weights }, undefined, 2)
  writeFileSync('src/modules/reports/duplicates/weights.json', `${kept}\n`)
  writeFileSync('docs/duplicates.md', text)
}

function town(seed: number, half: 0 | 1): Promise<Invented[]> {
  return inventTown({ seed, half, incidents: INCIDENTS })
}

function score(pair: Pair): number {
  const sum = featuresOf(pair).reduce((total, value, index) => total + value * (weights[index] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

function judge(pairs: readonly Known[]): Judged[] {
  return pairs.map(({ pair, holds }) => ({ score: score(pair), holds }))
}

function isAlikeByRule({ metres, hours, kin, sameStreet }: Pair): boolean {
  return kin === 'same' && hours <= 7 * 24 && (metres === null ? sameStreet === true : metres <= 50)
}

/** All pairs that the database would propose: the earlier still open, near enough or in the same street. What it would miss counts as missed. */
function pairsOf(reports: readonly Invented[]): Known[] {
  return reports.flatMap((report, index) =>
    reports.slice(0, index).flatMap((earlier) => {
      if (Temporal.Instant.compare(earlier.closedAt, report.receivedAt) < 0) return []
      const holds = report.thing === earlier.thing
      if (!holds && isFar(report, earlier)) return []
      const pair = measurePair(report, earlier)
      if (!holds && pair.metres === null && pair.sameStreet !== true) return []
      return [{ pair, publicPair: measurePair(report, { ...earlier, ...publicOf(earlier) }), holds }]
    }),
  )
}

function isFar(one: Compared, other: Compared): boolean {
  if (one.lon === null || one.lat === null || other.lon === null || other.lat === null) return false
  return distanceMetres({ lon: one.lon, lat: one.lat }, { lon: other.lon, lat: other.lat }) > NEAR_METRES
}

function publicOf(report: Invented): Partial<Compared> {
  return { ...publicPlace(report), isRounded: true, note: '', print: null, topics: null }
}

/** The pairs that were judged by hand; without those that nobody can tell from place, time and category alone. */
function measureReal(): Measured['real'] {
  const reports = readAssen()
  if (reports === undefined) return undefined
  const byId = new Map(reports.map((report) => [report.id, report]))
  const pairs: { pair: [string, string]; judgement: string }[] = JSON.parse(
    readFileSync('bench/judged-pairs.json', 'utf8'),
  ) as never
  const sure = pairs.flatMap(({ pair: [one, other], judgement }) => {
    const [left, right] = [byId.get(one), byId.get(other)]
    if (judgement === 'unsure' || left === undefined || right === undefined) return []
    return [{ score: score(measurePair(comparedOf(left), comparedOf(right))), holds: judgement === 'same' }]
  })
  return {
    judged: pairs.length,
    pairs: sure.length,
    duplicates: sure.filter(({ holds }) => holds).length,
    point: curveOf(sure).find((point) => point.threshold === threshold) ?? { threshold, precision: 0, recall: 0 },
    area: averagePrecision(sure),
  }
}

function comparedOf({ lng, lat, subcategory_slug: slug, created_at: at }: AssenReport): Compared {
  const receivedAt = Temporal.Instant.from(at)
  const category = assenCategory(slug) ?? 'other'
  return { category, note: '', language: 'nl', street: '', lon: lng, lat, receivedAt, print: null, topics: null }
}
