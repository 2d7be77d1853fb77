// Which reports are about the same thing: learns the weights in four towns of invented reports, chooses the threshold in four more and on a
// part of the real pairs, and measures both in four towns and on the real pairs that nothing was chosen by. `WRITE=1` writes the weights and
// docs/duplicates.md. Baseline: same category, within 50 m and a week.
import { writeFileSync } from 'node:fs'
import { distanceMetres } from '../src/core/geo/point.ts'
import { publicPlace } from '../src/modules/reports/report.ts'
import {
  featuresOf,
  isBare,
  measurePair,
  type Compared,
  type Pair,
} from '../src/modules/reports/duplicates/features.ts'
import { NEAR_METRES } from '../src/modules/reports/duplicates/nearby.ts'
import { fitLogistic } from '../src/modules/reports/duplicates/fit.ts'
import kept from '../src/modules/reports/duplicates/weights.json' with { type: 'json' }
import { describeDuplicates, type Measured } from './describe-duplicates.ts'
import { inventTown, type Invented } from './invented-town.ts'
import { readJudged, type RealPair } from './judged-real.ts'
import { averagePrecision, curveOf, pointAt, type Judged } from './precision-recall.ts'

/** What is asked: of what is the same at least so many are found, of what is shown at least so many are right. */
const RECALL = 0.95
const PRECISION = 0.8
/** How much more is found where the threshold is chosen, since elsewhere it will be less. */
const MARGIN = 0.01
const INCIDENTS = 1500
/** Towns with one half of the words, and with the other. */
const LEARNT = [[11, 0], [12, 0], [15, 0], [16, 0]] as const // prettier-ignore
const CHOSEN = [[13, 0], [14, 0], [2027, 1], [2028, 1]] as const // prettier-ignore
/** Nothing was chosen by these. Measured with `WRITE=1` or `FINAL=1` only, so that nobody looks by accident. */
const FINAL = [[40_961, 1], [52_711, 1], [63_029, 1], [77_417, 1]] as const // prettier-ignore

interface Known {
  readonly pair: Pair
  /** The same, as far as everybody may know the earlier one. */
  readonly publicPair: Pair
  readonly holds: boolean
}

const isFinal = process.env['FINAL'] === '1' || process.env['WRITE'] === '1'
/** `KEEP=1` measures the weights as they are, after something that they look at changed; it writes the document alone. */
const isKept = process.env['KEEP'] === '1'
const learnt = await pairsOfTowns(LEARNT)
const chosen = await pairsOfTowns(CHOSEN)
const real = readJudged()
const learntWeights = fitLogistic(
  learnt.flatMap(({ pair, publicPair, holds }, index) => [
    { features: learntFeatures(pair), holds },
    ...(index % 3 === 0 ? [{ features: learntFeatures(publicPair), holds }] : []),
  ]),
)
const bareFrom = real === undefined ? undefined : chooseBare(real.pairs)
const threshold = isKept ? kept.threshold : chooseThreshold()
const weights = isKept ? kept.weights : [...learntWeights, cautionOf()].map((weight) => Number(weight.toFixed(4)))
const held = isFinal ? await pairsOfTowns(FINAL) : chosen.slice(chosen.length / 2)
const judged = judge(held)
const measured: Measured = {
  isFinal,
  weights,
  threshold,
  learntPairs: learnt.length,
  pairs: held.length,
  duplicates: held.filter(({ holds }) => holds).length,
  curve: curveOf(judged),
  area: averagePrecision(judged),
  publicCurve: curveOf(held.map(({ publicPair, holds }) => ({ score: scoreOf(publicPair, weights), holds }))),
  baseline: pointAt(held.map(({ pair, holds }) => ({ score: isAlikeByRule(pair) ? 1 : 0, holds })), 0.5), // prettier-ignore
  real: measureReal(),
}
const text = describeDuplicates(measured)
console.log(text)
if (process.env['WRITE'] === '1') {
  const made = JSON.stringify({ threshold, weights }, undefined, 2)
  if (!isKept) writeFileSync('src/modules/reports/duplicates/weights.json', `${made}\n`)
  writeFileSync('docs/duplicates.md', text)
}

async function pairsOfTowns(towns: readonly (readonly [number, 0 | 1])[]): Promise<Known[]> {
  const all: Known[] = []
  for (const [seed, half] of towns) all.push(...pairsOf(await inventTown({ seed, half, incidents: INCIDENTS })))
  return all
}

/** Without the last: how careful to be where there are no words is not learnt in invented towns. */
function learntFeatures(pair: Pair): readonly number[] {
  return featuresOf(pair).slice(0, -1)
}

function scoreOf(pair: Pair, by: readonly number[]): number {
  const sum = featuresOf(pair).reduce((total, value, index) => total + value * (by[index] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

function judge(pairs: readonly (Omit<Known, 'publicPair'> & Pick<Judged, 'standsFor'>)[]): Judged[] {
  return pairs.map(({ pair, holds, standsFor }) => ({ score: scoreOf(pair, weights), holds, standsFor }))
}

/** From where on real pairs without words are shown: where both figures are furthest above what is asked, on the pairs for choosing. */
function chooseBare(pairs: readonly RealPair[]): number {
  const own = pairs
    .filter(({ half }) => half === 'development')
    .map(({ pair, holds, standsFor }) => ({ score: scoreOf(pair, learntWeights), holds, standsFor }))
  const above = ({ precision, recall }: { precision: number; recall: number }) =>
    Math.min(precision - PRECISION, recall - RECALL)
  const recent = own.filter(({ standsFor }) => standsFor !== undefined)
  const drawn = own.map(({ score, holds }) => ({ score, holds }))
  const thresholds = curveOf(drawn).map(({ threshold: one }) => one)
  const room = (one: number) => Math.min(above(pointAt(drawn, one)), above(pointAt(recent, one)))
  return thresholds.reduce((best, one) => (room(one) > room(best) ? one : best))
}

/** The highest threshold that finds enough in the towns for choosing, when pairs without words are shown from `bareFrom` on. */
function chooseThreshold(): number {
  const scored = chosen.map(({ pair, holds }) => ({ score: scoreOf(pair, learntWeights), holds, isBare: isBare(pair) }))
  const all = scored.filter(({ holds }) => holds)
  const found = (from: number) =>
    all.filter((one) => one.score >= (one.isBare ? Math.max(from, bareFrom ?? from) : from)).length
  const thresholds = Array.from({ length: 99 }, (_, index) => (index + 1) / 100)
  return thresholds.findLast((one) => found(one) >= all.length * (RECALL + MARGIN)) ?? 0.5
}

/** The weight that brings what is shown from `bareFrom` on to the threshold of the others; as it was when the real files are not there. */
function cautionOf(): number {
  const logit = (one: number) => Math.log(one / (1 - one))
  return bareFrom === undefined ? (kept.weights.at(-1) ?? 0) : Math.min(0, logit(threshold) - logit(bareFrom))
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

function measureReal(): Measured['real'] {
  if (real === undefined) return undefined
  const own = real.pairs.filter(({ half }) => half === (isFinal ? 'final' : 'development'))
  const scored = judge(own)
  const drawn = scored.map(({ score, holds }) => ({ score, holds }))
  const recent = scored.filter(({ standsFor }) => standsFor !== undefined)
  return {
    judged: real.judged,
    unsure: real.unsure,
    choosing: real.pairs.filter(({ half }) => half === 'development').length,
    pairs: drawn.length,
    duplicates: drawn.filter(({ holds }) => holds).length,
    curve: curveOf(drawn),
    asInFile: curveOf(recent),
    standsFor: recent.reduce((sum, { standsFor = 0 }) => sum + standsFor, 0),
    area: averagePrecision(drawn),
  }
}
