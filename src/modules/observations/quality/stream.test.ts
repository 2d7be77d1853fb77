import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sliceColumns, type Columns } from './columns.ts'
import { judgeSeries, openStream, SERIES_TESTS, type SeriesTestName } from './index.ts'
import { atSeconds, everyStep, openRandom } from './testing.ts'
import type { Mode } from './time-test.ts'

/** Parameters by which points of the random series below are flagged in every way. */
const PARAMETERS: Readonly<Record<SeriesTestName, readonly unknown[]>> = {
  'attenuated-signal': [
    { suspect: 2, fail: 1, periodSeconds: 3000 },
    { suspect: 4, fail: 2, periodSeconds: 3000, measure: 'range', leastPoints: 2 },
    { suspect: 3, fail: 1, periodSeconds: 3000, leastSeconds: 1200 },
    { suspect: 9, fail: 1 },
  ],
  climatology: [{ members: [{ period: 'hour', time: [0, 11], suspect: [2, 6], fail: [0, 9] }] }],
  consistency: [{ relation: 'at-most', suspect: { absolute: 1 }, fail: { absolute: 4 } }],
  'density-inversion': [{ suspect: -2, fail: -5 }],
  'flat-line': [
    { suspectSeconds: 1200, failSeconds: 2400, tolerance: 0 },
    { suspectSeconds: 1200, failSeconds: 2400, tolerance: 1.5, leastPoints: 2, mayStay: [3] },
  ],
  'gross-range': [{ fail: [0, 9], suspect: [1, 8] }],
  'impossible-date': [{ now: '1970-01-03T00:00:00Z', earliest: '1970-01-01T01:00:00Z' }],
  location: [{ stepMetres: 300_000 }],
  'location-bounds': [{ polygon: [[0, 0], [7, 0], [7, 7]] }], // prettier-ignore
  neighbours: [{ suspect: 1, fail: 3, leastSpread: 0.5, leastNeighbours: 2 }],
  'percentile-range': [{ low: 10, high: 90, padSpans: 0 }],
  'rate-of-change': [{ suspect: 0.003, fail: 0.01 }],
  spike: [
    { suspect: 2, fail: 4 },
    { suspect: 1, fail: 2, method: 'differential' },
  ],
  'time-gap': [{ seconds: 900 }],
}
const NAMES = Object.keys(SERIES_TESTS) as SeriesTestName[]
const CASES = (['default', 'reference'] as const).flatMap((mode) =>
  NAMES.flatMap((name) => PARAMETERS[name].map((parameters) => ({ name, mode, parameters }))),
)
const MEDIAN_SPIKE = { name: 'spike', mode: 'default', parameters: { suspect: 2, method: 'median' } } as const

/** Small whole numbers, some missing or infinite, at irregular times: gaps, half seconds, moments told twice. */
function invent(random: () => number, length: number): Columns {
  const value = (): number => {
    const chance = random()
    return chance < 0.08 ? NaN : chance < 0.1 ? Infinity : Math.floor(random() * 11)
  }
  let at = 0
  let last = 5
  const series = Array.from({ length }, () => {
    const chance = random()
    at += chance < 0.1 ? 0 : chance < 0.15 ? 0.5 : chance < 0.2 ? 9000 : 600
    // Values stay now and then, so that lines are flat.
    if (random() < 0.5) last = value()
    return [at, last] as const
  })
  // A row that comes again with the same time is often the same in all.
  const column = (): Float64Array => {
    const some = Float64Array.from({ length }, value)
    for (let i = 1; i < length; i += 1) if (series[i]?.[0] === series[i - 1]?.[0]) some[i] = some[i - 1] ?? 0
    return some
  }
  return {
    ...atSeconds(
      series.map(([, v]) => v),
      series.map(([second]) => second),
    ),
    depth: column(),
    lon: column(),
    lat: column(),
    others: [column(), column()],
  }
}

function cut(columns: Columns, random: () => number): Columns[] {
  const pieces: Columns[] = []
  for (let from = 0; from < columns.time.length;) {
    const to = from + Math.floor(random() * random() * 40)
    pieces.push(sliceColumns(columns, from, to))
    from = to
  }
  return pieces
}

/** Feeds it in pieces; flags that are told to be final must never be told otherwise. */
function feedAll(name: SeriesTestName, pieces: readonly Columns[], parameters: unknown, mode: Mode, whole: Columns) {
  const found = judgeSeries(name, whole, parameters, mode).limits.found
  const stream = openStream(name, parameters, mode, found)
  const flags: number[] = []
  let [final, waited] = [0, 0]
  for (const told of [...pieces.map((piece) => () => stream.feed(piece)), () => stream.end()].map((step) => step())) {
    assert.equal(told.from, final, 'what was final is not told again')
    for (const [k, flag] of told.flags.entries()) flags[told.from + k] = flag
    waited = Math.max(waited, told.from + told.flags.length - told.final)
    final = told.final
  }
  return { flags: flags.join(''), waited }
}

describe('a series in pieces', () => {
  for (const { name, mode, parameters } of [...CASES, MEDIAN_SPIKE])
    test(`${name} (${mode}, ${JSON.stringify(parameters)}) says the same however it is cut`, () => {
      const random = openRandom(7)
      const seen = new Set<number>()
      for (let round = 0; round < 30; round += 1) {
        const whole = invent(random, 120)
        const { flags } = judgeSeries(name, whole, parameters, mode)
        for (const flag of flags) seen.add(flag)
        assert.equal(feedAll(name, cut(whole, random), parameters, mode, whole).flags, flags.join(''))
      }
      assert.ok(seen.size >= 2, `only ${[...seen].join()} was seen: this shows nothing`)
    })

  test('a flag that waits is told so, and becomes final when the next point comes', () => {
    const stream = openStream('spike', { suspect: 5 })
    const spike = everyStep([1, 90, 1])
    assert.deepEqual({ ...stream.feed(sliceColumns(spike, 0, 2)) }, { from: 0, flags: Uint8Array.of(2, 2), final: 1, late: 0 }) // prettier-ignore
    assert.deepEqual({ ...stream.feed(sliceColumns(spike, 2)) }, { from: 1, flags: Uint8Array.of(3, 2), final: 2, late: 0 }) // prettier-ignore
    assert.deepEqual({ ...stream.end() }, { from: 2, flags: Uint8Array.of(2), final: 3, late: 0 })
  })

  test('only spikes, inversions and the first point of a reference wait, for no more than two points', () => {
    const random = openRandom(3)
    const whole = everyStep(Array.from({ length: 50 }, () => Math.floor(random() * 9)))
    const extra = { depth: whole.value, lon: whole.value, lat: whole.value, others: [whole.value, whole.value] }
    for (const { name, mode, parameters } of [...CASES, MEDIAN_SPIKE]) {
      const columns = { ...whole, ...extra }
      const { waited } = feedAll(name, cut(columns, random), parameters, mode, columns)
      const waits = name === 'spike' || name === 'density-inversion' || (name === 'time-gap' && mode === 'reference')
      assert.equal(waited, !waits ? 0 : 'method' in (parameters as object) && mode === 'default' && JSON.stringify(parameters).includes('median') ? 2 : 1, `${name} ${mode}`) // prettier-ignore
    }
  })

  test('what comes late is told, and is not compared', () => {
    const stream = openStream('rate-of-change', { suspect: 1 })
    stream.feed(atSeconds([1, 2], [0, 600]))
    const told = stream.feed(atSeconds([99_999, 2, 3], [300, 600, 601]))
    assert.deepEqual([...told.flags, told.late], [2, 1, 1, 1])
  })

  test('what is about the whole series asks for what was found before', () => {
    for (const [name, mode] of [
      ['percentile-range', 'default'],
      ['flat-line', 'reference'],
      ['attenuated-signal', 'default'],
    ] as const)
      // prettier-ignore
      assert.throws(() => openStream(name, { suspectSeconds: 1, failSeconds: 2 }, mode), /about the whole series/)
  })

  test('pieces have the same columns', () => {
    const stream = openStream('density-inversion', { suspect: -1 })
    stream.feed({ ...everyStep([1, 2]), depth: Float64Array.of(1, 2) })
    assert.throws(() => stream.feed(everyStep([1])), /needs the column depth/)
  })
})
