// Sensors that stood beside a reference (see docs/calibration.md): learned from the first half of time, judged on the second. Baselines: the
// sensor as it is, and ordinary least squares (gain and offset). `frozen`: nothing is learned after the first half. `renewed`: each night, from
// the last 90 days, as the square does; values of a day are said by what was known the night before.
import {
  applyCalibration,
  calibrate,
  halfWidthOfMean,
  type Calibration,
} from '../src/modules/observations/calibration/calibrate.ts'
import { applyModel, fitModel, type Model } from '../src/modules/observations/calibration/model.ts'
import { atPlaces, type Pairs } from '../src/modules/observations/calibration/pairs.ts'
import { openWidening } from '../src/modules/observations/calibration/widening.ts'
import { coLocatedSets, type CoLocated } from './co-located.ts'

const DAY = 86_400_000_000
const WINDOW = 90 * DAY

const sets = coLocatedSets()
if (sets.length === 0) console.log('../shared/data is not here: nothing to measure')
else measure()

interface Row {
  readonly name: string
  readonly calibration: Calibration
  readonly raw: number
  readonly plain: number
  readonly ours: number
  readonly renewed: number
  readonly isRaw: boolean
  readonly frozenCover: number
  readonly renewedCover: number
  readonly meanCover: number
  readonly values: number
}

function measure(): void {
  console.log('set'.padEnd(34) + 'verdict'.padEnd(12) + 'model'.padEnd(29) + '     raw     OLS    ours renewed   R²  cover: frozen renewed day means')
  const rows = sets.map(rowOf)
  for (const row of rows) {
    const { verdict, model, score } = row.calibration
    const figures = [row.isRaw ? row.raw : NaN, row.plain, row.ours, row.renewed].map((f) => (Number.isNaN(f) ? '–' : f.toPrecision(3)).padStart(8))
    const covers = [row.frozenCover, row.renewedCover, row.meanCover].map((c) => percent(c).padStart(8))
    console.log(row.name.padEnd(34) + verdict.padEnd(12) + (model?.family ?? '–').padEnd(29) + figures.join('') + (score?.r2 ?? NaN).toFixed(2).padStart(6) + '      ' + covers.join(''))
  }
  const same = rows.filter(({ isRaw }) => isRaw)
  console.log(`\nworse than raw: ${same.filter((row) => row.ours > row.raw).length} of ${same.length} with one unit; renewed ${same.filter((row) => row.renewed > row.raw).length}`)
  console.log(`better than or equal to OLS: ${rows.filter((row) => row.ours <= row.plain * 1.000001).length} of ${rows.length}; renewed better than OLS frozen: ${rows.filter((row) => row.renewed < row.plain).length}`)
  console.log(`RMSE beside OLS, geometric mean: ${geometric(rows.map((row) => row.ours / row.plain)).toFixed(3)}; renewed ${geometric(rows.map((row) => row.renewed / row.plain)).toFixed(3)}`)
  for (const which of ['frozenCover', 'renewedCover', 'meanCover'] as const) {
    const covers = rows.map((row) => row[which]).filter((cover) => !Number.isNaN(cover))
    const all = rows.reduce((sum, row) => sum + row[which] * row.values, 0) / rows.reduce((sum, row) => sum + row.values, 0)
    console.log(`${which}: ${covers.filter((c) => c >= 0.92 && c <= 0.98).length} of ${covers.length} sets between 92 and 98 %, ${covers.filter((c) => c < 0.92).length} below, ${covers.filter((c) => c > 0.98).length} above; of all values ${percent(all)}`)
  }
} // prettier-ignore

function rowOf({ name, claim, pairs }: CoLocated): Row {
  const length = pairs.time.length
  const half = length >> 1
  const [seen, later] = [atPlaces(pairs, range(0, half)), atPlaces(pairs, range(half, length))]
  const calibration = calibrate(seen, claim)
  const { model } = calibration
  if (model === null) return { name, calibration, raw: NaN, plain: NaN, ours: NaN, renewed: NaN, isRaw: false, frozenCover: NaN, renewedCover: NaN, meanCover: NaN, values: 0 }
  const { low, high } = applyCalibration(calibration, later)
  const { rmse: renewed, cover: renewedCover, meanCover } = goOn({ name, claim, pairs }, calibration, half)
  return {
    name,
    calibration,
    raw: rmseOf(fitModel('raw', seen), later),
    plain: rmseOf(fitModel('gain-offset', seen), later),
    ours: rmseOf(model, later),
    renewed,
    isRaw: claim.isSameUnit,
    frozenCover: shareOf(later.reference, (value, i) => value >= (low[i] as number) && value <= (high[i] as number)),
    renewedCover,
    meanCover,
    values: length - half,
  }
} // prettier-ignore

function goOn({ claim, pairs }: CoLocated, first: Calibration, half: number): { rmse: number; cover: number; meanCover: number } {
  const widening = openWidening()
  let [calibration, squares, within, count, days, daysWithin] = [first, 0, 0, 0, 0, 0]
  for (let from = half; from < pairs.time.length; ) {
    const day = Math.floor((pairs.time[from] as number) / DAY)
    let to = from
    while (to < pairs.time.length && Math.floor((pairs.time[to] as number) / DAY) === day) to += 1
    const since = pairs.time.findIndex((time) => time >= (pairs.time[from] as number) - WINDOW)
    if (from > half) calibration = later(calibrate(atPlaces(pairs, range(Math.min(since, Math.max(0, from - half)), from)), claim), calibration)
    const today = atPlaces(pairs, range(from, to))
    const wide = widening.now()
    const { value, low, high } = applyCalibration(calibration, today, wide)
    for (const [i, truth] of today.reference.entries()) {
      squares += (truth - (value[i] as number)) ** 2
      const isWithin = truth >= (low[i] as number) && truth <= (high[i] as number)
      within += Number(isWithin)
      widening.tell(isWithin)
    }
    if (to - from >= 18) {
      const [said, truth] = [meanOf(value), meanOf(today.reference)]
      days += 1
      daysWithin += Number(Math.abs(truth - said) <= halfWidthOfMean(calibration, said, to - from, wide))
    }
    count += to - from
    from = to
  }
  return { rmse: Math.sqrt(squares / count), cover: within / count, meanCover: days === 0 ? NaN : daysWithin / days }
} // prettier-ignore

function later(next: Calibration, last: Calibration): Calibration {
  return next.model === null ? last : next
}

function rmseOf(model: Model, pairs: Pairs): number {
  const said = applyModel(model, pairs)
  return Math.sqrt(meanOf(pairs.reference.map((value, i) => (value - (said[i] as number)) ** 2)))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}

function shareOf(column: Float64Array, holds: (value: number, i: number) => boolean): number {
  return column.reduce((count, value, i) => count + Number(holds(value, i)), 0) / column.length
}

function geometric(ratios: readonly number[]): number {
  const known = ratios.filter(Number.isFinite)
  return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length)
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`
}
