// What it costs to judge measurements, and what is found. Time: each test over 10^6 and 10^7 values, beside one pass that copies the values.
// Space: 1,000 to 100,000 stations of an invented region, beside looking at every pair (titanlib does, by a tree that is asked for
// everything: see docs/quality.md), and how many of the gross errors in it are found. CPU time of one core.
import {
  judgeSeries,
  judgeStations,
  openStream,
  type SeriesTestName,
  type SpaceTestName,
} from '../src/modules/observations/quality/index.ts'
import { sliceColumns, type Columns } from '../src/modules/observations/quality/columns.ts'
import { countFound, inventNetwork, LAPSE, type Invented } from '../src/modules/observations/quality/space/testing.ts'
import { openRandom } from '../src/modules/observations/quality/testing.ts'

const MINUTE = 60_000_000
const IN_TIME: readonly (readonly [SeriesTestName, unknown])[] = [
  ['gross-range', { fail: [-40, 60], suspect: [-20, 40] }],
  ['climatology', { members: [{ period: 'month', time: [1, 6], suspect: [0, 20] }, { period: 'month', time: [7, 12], suspect: [5, 25] }] }],
  ['spike', { suspect: 5, fail: 10 }],
  ['spike', { suspect: 5, fail: 10, method: 'differential' }],
  ['spike', { suspect: 5, fail: 10, method: 'median' }],
  ['rate-of-change', { suspect: 0.05, fail: 0.1 }],
  ['flat-line', { suspectSeconds: 600, failSeconds: 1800, tolerance: 0.1 }],
  ['flat-line', { suspectSeconds: 3600, failSeconds: 21_600, tolerance: 0.1 }],
  ['attenuated-signal', { suspect: 0.2, fail: 0.1, periodSeconds: 3600 }],
  ['attenuated-signal', { suspect: 0.4, fail: 0.2, periodSeconds: 3600, measure: 'range' }],
  ['time-gap', {}],
  ['impossible-date', { now: '2026-01-01T00:00:00Z' }],
  ['location', { stepMetres: 400_000 }],
  ['location-bounds', { polygon: [[0, 0], [40, 0], [40, 40], [0, 40]] }],
  ['percentile-range', {}],
  ['density-inversion', { suspect: -0.5, fail: -1 }],
  ['consistency', { relation: 'at-most', suspect: { absolute: 5 } }],
  ['neighbours', { suspect: 4, fail: 6, leastSpread: 1 }],
] // prettier-ignore

const IN_SPACE: readonly (readonly [SpaceTestName, Record<string, unknown>, most: number])[] = [
  ['isolation', { radiusMetres: 2000, leastNeighbours: 5 }, Infinity],
  ['duplicate-place', { radiusMetres: 50 }, Infinity],
  ['buddy', { radiusMetres: 5000, threshold: 3, leastDeviation: 1, heightMetres: 200, gradient: LAPSE }, Infinity],
  ['buddy-event', { radiusMetres: 5000, event: 10, threshold: 0.05 }, Infinity],
  ['spatial-consistency', { radiusMetres: 20_000, leastScaleMetres: 3000, gradient: LAPSE }, Infinity],
  ['spatial-consistency', { radiusMetres: 20_000, leastScaleMetres: 3000, gradient: LAPSE, mostStations: 100 }, 10_000],
  ['robust-consistency', { radiusMetres: 20_000, leastDeviation: 0.5, gradient: 'fitted' }, Infinity],
] // prettier-ignore

for (const count of [1_000_000, 10_000_000]) measureTime(count)
measureStream(1_000_000)
measureSpace()
measureFound()

function measureTime(count: number): void {
  const { time, value } = walk(count)
  const columns: Columns = { time, value, depth: value, lon: value, lat: value, others: [value, value, value] }
  const copies = [1, 2, 3].map(() => secondsOf(() => copyInALoop(value)))
  const baseline = Math.min(...copies)
  console.log(
    `\n${count.toExponential(0)} values a minute apart. Baseline: one pass that copies them, ${baseline.toFixed(3)} s`,
  )
  console.log('test'.padEnd(44) + 'mode'.padEnd(11) + 'seconds  times baseline  flagged')
  const sums = { default: new Map<string, number>(), reference: new Map<string, number>() }
  for (const mode of ['default', 'reference'] as const)
    for (const [name, parameters] of IN_TIME) {
      const isMedian = JSON.stringify(parameters).includes('median')
      if (mode === 'reference' && isMedian) continue
      let flags = new Uint8Array()
      const seconds = secondsOf(() => (flags = new Uint8Array(judgeSeries(name, columns, parameters, mode).flags.buffer as ArrayBuffer)))
      if (!sums[mode].has(name)) sums[mode].set(name, seconds)
      console.log(what(name, parameters).padEnd(44) + mode.padEnd(11) + seconds.toFixed(3).padStart(7) + (seconds / baseline).toFixed(1).padStart(16) + share(flags).padStart(9))
    } // prettier-ignore
  const sum = (mode: 'default' | 'reference'): string => [...sums[mode].values()].reduce((a, b) => a + b, 0).toFixed(2)
  console.log(
    `each of the ${sums.default.size} tests once: default ${sum('default')} s, reference ${sum('reference')} s`,
  )
  const most = process.resourceUsage().maxRSS / 1024
  console.log(
    `memory of the process at most ${most.toFixed(0)} MB, of which the series itself ${((count * 16) / 1e6).toFixed(0)} MB`,
  )
  const messy = { time: time.toReversed(), value }
  console.log(
    `out of order (backwards): rate-of-change ${secondsOf(() => judgeSeries('rate-of-change', messy, { suspect: 0.05 })).toFixed(2)} s`,
  )
}

function measureStream(count: number): void {
  const columns = walk(count)
  console.log(`\n${count.toExponential(0)} values in pieces of 1,000 and one by one (the first 100,000)`)
  for (const [name, parameters] of [['spike', { suspect: 5 }], ['flat-line', { suspectSeconds: 3600, failSeconds: 7200 }]] as const) {
    const pieces = secondsOf(() => {
      const stream = openStream(name, parameters)
      for (let from = 0; from < count; from += 1000) stream.feed(sliceColumns(columns, from, from + 1000))
    })
    const single = secondsOf(() => {
      const stream = openStream(name, parameters)
      for (let from = 0; from < 100_000; from += 1) stream.feed(sliceColumns(columns, from, from + 1))
    })
    console.log(`${name.padEnd(20)} ${pieces.toFixed(3)} s; one by one ${((single / 100_000) * 1e6).toFixed(1)} µs each`)
  } // prettier-ignore
}

function measureSpace(): void {
  console.log('\nStations, 5 % of them wrong by 5 to 20 °C. Baseline: every pair is looked at, once')
  console.log('test'.padEnd(44) + 'stations  seconds      TP      FP      FN  not tested   recall  false positives')
  for (const count of [1000, 10_000, 50_000, 100_000]) {
    const region = inventNetwork(count, widthOf(count), 0.05, 5)
    if (count <= 10_000) console.log(`${'(every pair)'.padEnd(44)}${String(count).padStart(8)}${secondsOf(() => everyPair(region)).toFixed(2).padStart(9)}`)
    for (const [name, parameters, most] of IN_SPACE) {
      if (count > most) continue
      let flags = new Uint8Array()
      const seconds = secondsOf(() => (flags = judgeStations(name, region.stations, parameters).flags as Uint8Array<ArrayBuffer>))
      const isAboutValues = !['isolation', 'duplicate-place'].includes(name)
      const tail = isAboutValues ? foundIn(flags, region) : ''
      console.log(what(name, parameters).padEnd(44) + String(count).padStart(8) + seconds.toFixed(2).padStart(9) + tail)
    }
  } // prettier-ignore
}

/** How far a station must be off to be found, beside sensors that differ by 0.5 °C (standard deviation). */
function measureFound(): void {
  console.log('\nHow far a wrong station must be off: 20,000 stations, 5 % wrong by exactly so much')
  for (const off of [2, 3, 4, 5, 8, 20]) {
    const { stations, isWrong } = inventNetwork(20_000, widthOf(20_000), 0, 8)
    const random = openRandom(off)
    for (let i = 0; i < isWrong.length; i += 1)
      if (random() < 0.05) {
        isWrong[i] = 1
        stations.value[i] = (stations.value[i] as number) + (random() < 0.5 ? -off : off)
      }
    for (const [name, parameters, most] of IN_SPACE)
      if ((name === 'buddy' || name.endsWith('consistency')) && most > 20_000)
        console.log(`${String(off).padStart(3)} °C  ${name.padEnd(20)}${foundIn(judgeStations(name, stations, parameters).flags, { stations, isWrong })}`)
  } // prettier-ignore
}

function foundIn(flags: Uint8Array, { isWrong }: Invented): string {
  const { tp, fp, fn, unknown } = countFound(flags, isWrong)
  const recall = `${((100 * tp) / Math.max(1, tp + fn)).toFixed(1)} %`
  return [tp, fp, fn].map((n) => String(n).padStart(8)).join('') + String(unknown).padStart(12) + recall.padStart(9) + `${((100 * fp) / flags.length).toFixed(3)} %`.padStart(17) // prettier-ignore
}

/** 50,000 stations over 200 by 200 km, and as close together with another number. */
function widthOf(count: number): number {
  return 200 * Math.sqrt(count / 50_000)
}

function walk(count: number): { time: Float64Array; value: Float64Array } {
  const random = openRandom(1)
  const time = new Float64Array(count)
  const value = new Float64Array(count)
  let level = 10
  for (let i = 0; i < count; i += 1) {
    time[i] = 1_700_000_000_000_000 + i * MINUTE
    level += random() - 0.5 - (level - 10) * 0.01
    value[i] = random() < 0.001 ? level + 20 : level
  }
  return { time, value }
}

function copyInALoop(value: Float64Array): Float64Array {
  const copy = new Float64Array(value.length)
  for (let i = 0; i < value.length; i += 1) copy[i] = value[i] as number
  return copy
}

function everyPair({ stations: { lon, lat, value } }: Invented): number {
  let sum = 0
  for (let i = 0; i < lon.length; i += 1)
    for (let j = 0; j < lon.length; j += 1) {
      const [x, y] = [((lon[i] as number) - (lon[j] as number)) * 71.6, ((lat[i] as number) - (lat[j] as number)) * 111.2]
      if (x * x + y * y < 25) sum += value[j] as number
    } // prettier-ignore
  return sum
}

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function what(name: string, parameters: unknown): string {
  const { method, measure, suspectSeconds, failSeconds, mostStations } = parameters as Record<string, unknown>
  const rest = [method, measure, suspectSeconds && `${Number(suspectSeconds) / 60}/${Number(failSeconds) / 60} min`, mostStations && `${Number(mostStations)} nearest`] // prettier-ignore
  return [name, ...rest.filter((word) => word !== undefined)].join(', ')
}

function share(flags: Uint8Array): string {
  let bad = 0
  for (const flag of flags) if (flag === 3 || flag === 4) bad += 1
  return `${((100 * bad) / flags.length).toFixed(2)} %`
}
