// Which reports are about the same thing: learns the weights in a town of invented reports, measures them in another town where people
// use other words, and on pairs of real reports that were judged by hand. `WRITE=1` writes the weights and docs/duplicates.md.
import { writeFileSync } from 'node:fs'
import { FEATURES, featuresOf, measurePair } from '../src/modules/reports/duplicates/features.ts'
import { fitLogistic, type Example } from '../src/modules/reports/duplicates/fit.ts'
import { inventTown, type Invented } from './invented-town.ts'
import { averagePrecision, curveOf, recallAt, type Judged } from './precision-recall.ts'

const WEIGHTS = 'src/modules/reports/duplicates/weights.json'
/** What is asked: of what is shown, at least so many are right. */
const PRECISION = 0.8

const learnt = pairsOf(await inventTown({ seed: 11, half: 0, incidents: 1500 }))
const weights = fitLogistic(learnt.map(({ features, holds }) => ({ features, holds })))
const held = pairsOf(await inventTown({ seed: 2027, half: 1, incidents: 1500 }))
const judged = held.map(({ features, holds, metres, near }): Judged & { metres: number | null; near: boolean } => ({
  holds,
  metres,
  near,
  score: 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0))),
}))
const curve = curveOf(judged)
for (const point of curve) console.log(point)
console.log(recallAt(curve, PRECISION), averagePrecision(judged), judged.length, judged.filter(({holds})=>holds).length)
for (const [i, n] of FEATURES.entries()) console.log(n.padEnd(32), (weights[i] ?? 0).toFixed(2))
void writeFileSync
void WEIGHTS

/** All pairs that the database would propose: both open at that moment, within 300 m or in the same street. */
function pairsOf(reports: readonly Invented[]): (Example & { metres: number | null; near: boolean })[] {
  const pairs: (Example & { metres: number | null; near: boolean })[] = []
  for (const [index, report] of reports.entries())
    for (const earlier of reports.slice(0, index)) {
      const isOpen = Temporal.Instant.compare(earlier.solvedAt, report.receivedAt) >= 0
      if (!isOpen) continue
      const pair = measurePair(report, earlier)
      const isNear = pair.metres === null ? pair.sameStreet === true : pair.metres <= 300
      const holds = report.thing === earlier.thing
      if (isNear || holds) pairs.push({ features: featuresOf(pair), holds, metres: pair.metres, near: isNear })
    }
  return pairs
}
