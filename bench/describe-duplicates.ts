import { FEATURES } from '../src/modules/reports/duplicates/features.ts'
import { recallAt, type CurvePoint } from './precision-recall.ts'

/** What the bench found out. */
export interface Measured {
  /** Whether the towns and pairs were those that nothing was chosen by. */
  readonly isFinal: boolean
  readonly weights: readonly number[]
  readonly threshold: number
  readonly learntPairs: number
  readonly pairs: number
  readonly duplicates: number
  readonly curve: readonly CurvePoint[]
  readonly area: number
  readonly publicCurve: readonly CurvePoint[]
  readonly baseline: CurvePoint
  /** Undefined when the real files are not there. */
  readonly real: MeasuredReal | undefined
}

interface MeasuredReal {
  readonly judged: number
  readonly unsure: number
  readonly choosing: number
  readonly pairs: number
  readonly duplicates: number
  readonly curve: readonly CurvePoint[]
  /** The same, each pair as often as its like is in the file. */
  readonly asInFile: readonly CurvePoint[]
  readonly standsFor: number
  readonly area: number
}

const SHOWN = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** The page docs/duplicates.md. */
export function describeDuplicates(measured: Measured): string {
  const { threshold, curve, publicCurve, baseline, real, weights, learntPairs, pairs, duplicates, area } = measured
  const chosen = at(curve, threshold)
  const best = recallAt(curve, 0.8)
  const publicBest = recallAt(publicCurve, 0.8)
  const rows = shown(threshold).map(
    (one) => `| ${one.toFixed(2)} | ${both(at(curve, one))} | ${both(at(publicCurve, one))} |`,
  )
  const names = FEATURES.map((name, index) => `| ${name} | ${(weights[index] ?? 0).toFixed(2)} |`)
  return `# How well duplicates are found

Made by \`WRITE=1 npm run bench duplicates\`. A logistic model looks at two reports (\`src/modules/reports/duplicates/features.ts\`) and
says how likely they are about the same thing. It learnt from ${learntPairs} pairs in four invented towns. The threshold was chosen in four
more, and on a part of the real pairs. The figures below are of ${measured.isFinal ? 'four others that nobody looked at before' : 'THE TOWNS FOR CHOOSING'}: ${pairs} pairs of reports
that the database would propose, of which ${duplicates} are about the same thing.

At the threshold of ${threshold.toFixed(2)}: **${percent(chosen?.recall)} of the duplicates are found, ${percent(chosen?.precision)} of what is
shown is right**. At a precision of 80 % at least, ${percent(best?.recall)} could be found. Area under the curve: ${area.toFixed(3)}.
Baseline (same category, within 50 m and a week): ${percent(baseline.recall)} found, ${percent(baseline.precision)} right.

What a resident is offered is measured apart (last two columns): there the words and photos of the other report are hidden and its
place is rounded to some 50 m. At a precision of 80 %, ${percent(publicBest?.recall)} could be found. A resident is offered what is
likelier than 0.30: who decides at a glance may be asked about more.

One thing is a rule and was not learnt, since few reports name a thing: who names the same lamp, stop or container (its number) goes before all
others, however likely the model says it is; who names another one of the same kind is not shown. The figures here know of no such names.

| threshold | precision | recall | precision, public view | recall, public view |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## Real reports

${real === undefined ? 'The real files were not at hand when this page was made.' : describeReal(real, threshold)}

## What is invented, and what that means

In the invented towns 30 % of what happens is reported more than once. Half of the residents put the pin right on it, as in the real file,
the others up to 80 m off; one in eight gives only a street, one in seven another category, one in twelve another language, one in 25 no words; they come hours to weeks later, make typing
errors, and send on each other's photos or take their own. Beside what is broken the next one breaks too; the same comes back weeks
later; something else happens on the same spot. Where waste was dumped it is dumped again before staff closed the first report. One person
reports three things on one walk. A round that was missed is reported from every door, and what is sudden by everybody at once. The towns for choosing and those of the
figures speak with other words than those that the model learnt in, but with the same words as each other.

The towns are ours, and so are their words: the lists that the classifier learnt from (\`classify/\`) were written by the same hand. A real
town repeats itself less: in the real file about one report in ten is about what was reported before. A real town will differ, so staff
decide about every pair, and nothing is joined by itself.

## The weights

The last was not learnt in invented towns but chosen on real pairs: reports without words or photos come out of other systems, and
there the model has to be surer.

| what is measured | weight |
| --- | --- |
${names.join('\n')}
`
}

function describeReal(real: MeasuredReal, threshold: number): string {
  const chosen = at(real.curve, threshold)
  const inFile = at(real.asInFile, threshold)
  const best = recallAt(real.curve, 0.8)
  const rows = shown(threshold).map(
    (one) => `| ${one.toFixed(2)} | ${both(at(real.curve, one))} | ${both(at(real.asInFile, one))} |`,
  )
  return `Of the reports of a Dutch town ${real.judged} pairs were drawn and judged by hand (\`bench/judged-pairs.json\`), without knowing what
the model says. Those files have no words and no photos: whoever judged saw only place, time and category, as the model did, and
${real.unsure} pairs could not be told. ${real.choosing} of the others were for choosing; the figures are of ${real.pairs} (${real.duplicates} the same), of other
reports: **${percent(chosen?.recall)} found, ${percent(chosen?.precision)} right**; at a precision of 80 % at least ${percent(best?.recall)} could be found; area ${real.area.toFixed(3)}.

Of near pairs more were drawn than of far ones. When each counts as often as its like is in the file (the last two columns; within 200 m
and two weeks, they stand for ${Math.round(real.standsFor)} pairs): ${percent(inFile?.recall)} found, ${percent(inFile?.precision)} right.

| threshold | precision | recall | precision, as in the file | recall, as in the file |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

How far to trust this: one person judged, and by the same three things that the model sees, so that the pairs which only words could
tell are all among those that could not be told. The file does not say which reports were still open, so staff would be shown fewer.`
}

function shown(threshold: number): number[] {
  return [...new Set([...SHOWN, threshold])].toSorted((one, other) => one - other)
}

function at(points: readonly CurvePoint[], one: number): CurvePoint | undefined {
  return points.find((point) => point.threshold === one)
}

function both(point: CurvePoint | undefined): string {
  return `${percent(point?.precision)} | ${percent(point?.recall)}`
}

function percent(part: number | undefined): string {
  return part === undefined ? '–' : `${(part * 100).toFixed(1)} %`
}
