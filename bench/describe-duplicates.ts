import { FEATURES } from '../src/modules/reports/duplicates/features.ts'
import { recallAt, type CurvePoint } from './precision-recall.ts'

/** What the bench found out. */
export interface Measured {
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
  readonly real:
    | {
        readonly judged: number
        readonly pairs: number
        readonly duplicates: number
        readonly point: CurvePoint
        readonly area: number
      }
    | undefined
}

const SHOWN = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** The page docs/duplicates.md. */
export function describeDuplicates(measured: Measured): string {
  const { threshold, curve, publicCurve, baseline, real, weights, learntPairs, pairs, duplicates, area } = measured
  const at = (points: readonly CurvePoint[], one: number) => points.find((point) => point.threshold === one)
  const chosen = at(curve, threshold)
  const best = recallAt(curve, 0.8)
  const publicBest = recallAt(publicCurve, 0.8)
  const rows = [...SHOWN, threshold]
    .toSorted((one, other) => one - other)
    .map((one) => `| ${one.toFixed(2)} | ${both(at(curve, one))} | ${both(at(publicCurve, one))} |`)
  const names = FEATURES.map((name, index) => `| ${name} | ${(weights[index] ?? 0).toFixed(2)} |`)
  return `# How well duplicates are found

Made by \`WRITE=1 npm run bench duplicates\`. A logistic model looks at two reports (\`src/modules/reports/duplicates/features.ts\`) and
says how likely they are about the same thing. It learnt from ${learntPairs} pairs in two invented towns; the threshold was chosen in two
more; the figures below are of two others, where people use other words: ${pairs} pairs of reports that the database would propose, of which
${duplicates} are about the same thing.

At the threshold of ${threshold.toFixed(2)}: **${percent(chosen?.recall)} of the duplicates are found, ${percent(chosen?.precision)} of what is
shown is right**. At a precision of 80 % at least, ${percent(best?.recall)} could be found. Area under the curve: ${area.toFixed(3)}.
Baseline (same category, within 50 m and a week): ${percent(baseline.recall)} found, ${percent(baseline.precision)} right.

How far to trust this: the two towns of the figures were looked at several times while features and the margin of the threshold were
chosen, so the figures are somewhat too good. Two categories (stops, missed collections) were added to the towns since the weights were
made. On pairs of a real town precision is lower than what was asked (see below).

What a resident is offered is measured apart (last two columns): there the words and photos of the other report are hidden and its
place is rounded to some 50 m. At a precision of 80 %, ${percent(publicBest?.recall)} could be found.

| threshold | precision | recall | precision, public view | recall, public view |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## Real reports

${
  real === undefined
    ? 'The real files were not at hand when this page was made.'
    : `Of the reports of a Dutch town ${real.judged} pairs were drawn and judged by hand (\`bench/judged-pairs.json\`). Those files have no words and
no photos: whoever judged saw only place, time and category, as the model did, and ${real.judged - real.pairs} pairs could not be told. Of the other
${real.pairs} (${real.duplicates} the same): ${percent(real.point.recall)} found, ${percent(real.point.precision)} right; area ${real.area.toFixed(3)}. That is few pairs, drawn from
near ones: it shows that the model is not made for invented towns alone, and no more.`
}

## What is invented, and what that means

In the invented towns 30 % of what happens is reported more than once. Residents put the pin up to 80 m off, one in eight gives only a
street, one in seven another category, one in twelve another language; they come hours to weeks later, make typing errors, and send on
each other's photos or take their own. Beside what is broken the next one breaks too; the same comes back weeks later; something else
happens on the same spot. The towns are ours, and so are their words: the
lists that the classifier learnt from (\`classify/\`) were written by the same hand. A real town will differ, so staff decide about every pair, and nothing is joined by itself.

## The weights

| what is measured | weight |
| --- | --- |
${names.join('\n')}
`
}

function both(point: CurvePoint | undefined): string {
  return `${percent(point?.precision)} | ${percent(point?.recall)}`
}

function percent(part: number | undefined): string {
  return part === undefined ? '–' : `${(part * 100).toFixed(1)} %`
}
