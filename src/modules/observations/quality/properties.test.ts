import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gatherColumns, SECOND, type Columns } from './columns.ts'
import { judgeSeries, SERIES_TESTS, type SeriesTestName } from './index.ts'
import { atSeconds, flagsOf, openRandom } from './testing.ts'

/** Parameters by which points of the series below are flagged and others are not. */
const CASES: readonly (readonly [SeriesTestName, Record<string, unknown>])[] = [
  ['attenuated-signal', { suspect: 1.23, fail: 0.61, periodSeconds: 3000 }],
  ['attenuated-signal', { suspect: 2.5, fail: 1.5, periodSeconds: 3000, measure: 'range' }],
  ['flat-line', { suspectSeconds: 1200, failSeconds: 2400 }],
  ['flat-line', { suspectSeconds: 1200, failSeconds: 2400, tolerance: 1 }],
  ['gross-range', { fail: [-8, 20], suspect: [-4, 4] }],
  ['percentile-range', { padSpans: 0.2 }],
  ['rate-of-change', { suspect: 0.0051, fail: 0.021 }],
  ['spike', { suspect: 3.5, fail: 9.5 }],
  ['spike', { suspect: 2.5, fail: 9.5, method: 'differential' }],
  ['spike', { suspect: 2.5, fail: 9.5, method: 'median' }],
  ['time-gap', { seconds: 900 }],
]

/** A walk in whole steps, with spikes, missing values, gaps and stretches that stand still; each moment once. */
function walk(seed: number, length = 300): Columns {
  const random = openRandom(seed)
  let [at, level, stays] = [0, 0, 0]
  const values: number[] = []
  const seconds: number[] = []
  for (let i = 0; i < length; i += 1) {
    at += random() < 0.05 ? 9000 : random() < 0.1 ? 300 : 600
    if (stays > 0) stays -= 1
    else level = Math.max(-5, Math.min(5, level + Math.floor(random() * 5) - 2))
    if (random() < 0.05) stays = 6
    const chance = random()
    values.push(chance < 0.03 ? NaN : chance < 0.08 ? level + 16 : level)
    seconds.push(at)
  }
  return atSeconds(values, seconds)
}

const SEEDS = [1, 2, 3, 4, 5]

for (const [name, parameters] of CASES)
  describe(`${name} (${JSON.stringify(parameters)})`, () => {
    const judge = (columns: Columns, given: unknown = parameters): string => flagsOf(name, columns, given, 'default')
    test('flags some and not all', () => {
      const words = SEEDS.map((seed) => judge(walk(seed))).join('')
      assert.ok(words.includes('1') && /[34]/.test(words))
    })
    test('flags follow their points when these are shuffled', () => {
      for (const seed of SEEDS) {
        const columns = walk(seed)
        const random = openRandom(seed)
        const keys = columns.time.map(random)
        const places = Uint32Array.from(keys, (_, i) => i).toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
        const flags = judge(columns)
        assert.equal(judge(gatherColumns(columns, places, places.length)), Array.from(places, (i) => flags[i]).join(''))
      }
    })
    test('points that are told twice change nothing and get the same flag', () => {
      for (const seed of SEEDS) {
        const columns = walk(seed)
        const places = Uint32Array.from({ length: columns.time.length * 2 }, (_, k) => k >> 1)
        // Percentiles count every point, and stay when all are told twice as often.
        if (name === 'percentile-range') continue
        const twice = judge(gatherColumns(columns, places, places.length))
        assert.equal(twice, Array.from(places, (i) => judge(columns)[i]).join('')) // prettier-ignore
      }
    })
    test('another day, the same flags', () => {
      for (const seed of SEEDS) {
        const columns = walk(seed)
        const later = { ...columns, time: columns.time.map((at) => at + 20_000 * 86_400 * SECOND) }
        assert.equal(judge(later), judge(columns))
      }
    })
    test('values and limits doubled, the same flags', () => {
      const doubled = Object.fromEntries(Object.entries(parameters).map(([key, limit]) => [key, twiceOf(key, limit)]))
      for (const seed of SEEDS) {
        const columns = walk(seed)
        assert.equal(judge({ ...columns, value: columns.value.map((v) => 2 * v) }, doubled), judge(columns))
      }
    })
    test('values 64 higher, the same flags', () => {
      const moved = name === 'gross-range' ? { fail: [56, 84], suspect: [60, 68] } : parameters
      for (const seed of SEEDS) {
        const columns = walk(seed)
        assert.equal(judge({ ...columns, value: columns.value.map((v) => v + 64) }, moved), judge(columns))
      }
    })
  })

function twiceOf(key: string, limit: unknown): unknown {
  if (key === 'suspect' || key === 'fail' || key === 'tolerance')
    return Array.isArray(limit) ? limit.map((end) => 2 * Number(end)) : 2 * Number(limit)
  return limit
}

describe('stricter limits', () => {
  const ways: readonly [SeriesTestName, string, readonly Record<string, unknown>[]][] = [
    ['spike', 'suspect', [{ suspect: 9 }, { suspect: 4 }, { suspect: 2 }]],
    ['flat-line', 'tolerance', [0, 1, 2].map((tolerance) => ({ suspectSeconds: 1200, failSeconds: 9000, tolerance }))],
    ['flat-line', 'seconds', [3600, 2400, 1200].map((suspectSeconds) => ({ suspectSeconds, failSeconds: 9000 }))],
    ['attenuated-signal', 'suspect', [0.5, 1, 2].map((suspect) => ({ suspect, periodSeconds: 3000 }))],
    ['gross-range', 'fail', [20, 4, 2].map((end) => ({ fail: [-end, end] }))],
    ['percentile-range', 'padSpans', [1, 0.5, 0].map((padSpans) => ({ padSpans }))],
    ['time-gap', 'seconds', [9000, 600, 300].map((seconds) => ({ seconds }))],
  ]
  for (const [name, what, steps] of ways)
    test(`${name}, ${what}: who was flagged stays flagged`, () => {
      const words = steps.map((parameters) => SEEDS.map((seed) => flagsOf(name, walk(seed), parameters, 'default')).join('')) // prettier-ignore
      assert.notEqual(words[0], words[2])
      for (const [k, word] of words.slice(1).entries())
        for (let i = 0; i < word.length; i += 1)
          if (/[34]/.test(words[k]?.[i] ?? '')) assert.match(word[i] ?? '', /[34]/, `point ${i} of step ${k + 1}`)
    })
})

describe('against a slow way that looks back over everything', () => {
  const steady = (seed: number): readonly (readonly [number, number])[] => {
    const { time, value } = walk(seed)
    return [...time].map((at, i) => [at / SECOND, value[i] ?? NaN] as const).filter(([, v]) => !Number.isNaN(v))
  }
  test('flat line: some earlier point is long enough ago, without a gap, and all since differ by no more than the tolerance', () => {
    for (const tolerance of [0, 1, 2])
      for (const seed of SEEDS) {
        const points = steady(seed)
        const slow = points.map(([at], i) => {
          let [most, least, flag, hasMoved] = [-Infinity, Infinity, 1, false]
          for (let j = i; j >= 0; j -= 1) {
            const [then, v] = points[j] ?? [0, 0]
            if (j < i && (points[j + 1]?.[0] ?? 0) - then > 7200) break
            ;[most, least] = [Math.max(most, v), Math.min(least, v)]
            hasMoved ||= most - least > tolerance
            if (!hasMoved && i - j >= 2 && at - then >= 1200) flag = Math.max(flag, at - then >= 2400 ? 4 : 3)
          }
          return flag === 1 && !hasMoved ? 2 : flag
        })
        const columns = atSeconds(points.map(([, v]) => v), points.map(([at]) => at)) // prettier-ignore
        const parameters = { suspectSeconds: 1200, failSeconds: 2400, tolerance }
        assert.equal(flagsOf('flat-line', columns, parameters, 'default'), slow.join(''))
      }
  })
  test('attenuated signal: the deviation of what lies within the period', () => {
    for (const seed of SEEDS) {
      const points = steady(seed)
      const slow = points.map(([at], i) => {
        const some: number[] = []
        let since = at
        for (let j = i; j >= 0 && (points[j]?.[0] ?? 0) >= at - 3000; j -= 1) {
          if (j < i && since - (points[j]?.[0] ?? 0) > 7200) break
          since = points[j]?.[0] ?? 0
          some.push(points[j]?.[1] ?? 0)
        }
        if (some.length < 3 || at - since < 1500) return 2
        const mean = some.reduce((sum, v) => sum + v / some.length, 0)
        const deviation = Math.sqrt(some.reduce((sum, v) => sum + (v - mean) ** 2 / some.length, 0))
        return deviation < 0.61 ? 4 : deviation < 1.23 ? 3 : 1
      })
      const columns = atSeconds(points.map(([, v]) => v), points.map(([at]) => at)) // prettier-ignore
      assert.equal(flagsOf('attenuated-signal', columns, { suspect: 1.23, fail: 0.61, periodSeconds: 3000 }, 'default'), slow.join('')) // prettier-ignore
    }
  })
  test('a long series far from zero loses nothing to rounding', () => {
    const length = 50_000
    const values = Array.from({ length }, (_, i) => 1e7 + (i < length - 40 ? Math.sin(i) * 1e5 : 0.001 * (i % 2)))
    const columns = atSeconds(values, values.map((_, i) => i * 60)) // prettier-ignore
    const { flags } = judgeSeries('attenuated-signal', columns, { suspect: 0.0006, fail: 0.0004, periodSeconds: 1200 })
    assert.equal(flags.at(-1), 3)
  })
})

test('whatever comes, each test gives a flag to each point, in both modes', () => {
  const random = openRandom(12)
  const strange = [NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324, 1e18]
  const given: Partial<Record<SeriesTestName, unknown>> = {
    'gross-range': { fail: [0, 1] },
    climatology: { members: [{ period: 'month', time: [1, 6], suspect: [0, 1] }] },
    consistency: { relation: 'sum' },
    'flat-line': { suspectSeconds: 10, failSeconds: 20, tolerance: 1 },
    'impossible-date': { now: '2026-01-01T00:00:00Z' },
    'location-bounds': { polygon: [[0, 0], [1, 0], [1, 1]] }, // prettier-ignore
    neighbours: { suspect: 1, leastSpread: 1 },
    'rate-of-change': { suspect: 1 },
    'attenuated-signal': { suspect: 1, periodSeconds: 60 },
  }
  const column = (length: number): Float64Array =>
    Float64Array.from({ length }, () => (random() < 0.4 ? (strange[Math.floor(random() * strange.length)] ?? 0) : Math.floor(random() * 9) * SECOND)) // prettier-ignore
  for (let round = 0; round < 60; round += 1) {
    const length = Math.floor(random() * 20)
    const columns = { time: column(length), value: column(length), depth: column(length), lon: column(length), lat: column(length), others: [column(length), column(length)] } // prettier-ignore
    for (const name of Object.keys(SERIES_TESTS) as SeriesTestName[]) {
      const word = flagsOf(name, columns, given[name] ?? { suspect: 1 }, 'default')
      assert.match(word, new RegExp(`^[12349]{${length}}$`), name)
      const sorted = { ...columns, time: columns.time.toSorted() }
      assert.match(flagsOf(name, sorted, given[name] ?? { suspect: 1 }, 'reference'), new RegExp(`^[12349]{${length}}$`)) // prettier-ignore
    }
  }
})
