import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judgeStations, type SpaceTestName } from '../index.ts'
import { openRandom } from '../testing.ts'
import type { Stations } from './network.ts'
import { countFound, inventNetwork, LAPSE } from './testing.ts'

type Case = readonly [name: SpaceTestName, parameters: Record<string, unknown>]
const CASES: readonly Case[] = [
  ['isolation', { radiusMetres: 2000, leastNeighbours: 5 }],
  ['isolation', { radiusMetres: 2000, leastNeighbours: 5, heightMetres: 50 }],
  ['duplicate-place', { radiusMetres: 300 }],
  ['buddy', { radiusMetres: 4000, threshold: 3, leastDeviation: 0.5, heightMetres: 200, gradient: LAPSE }],
  ['buddy-event', { radiusMetres: 4000, event: 10, threshold: 0.1 }],
  ['spatial-consistency', { radiusMetres: 9000, leastScaleMetres: 2000, mostStations: 20, gradient: LAPSE, above: 5, below: 7 }], // prettier-ignore
  ['robust-consistency', { radiusMetres: 9000, leastDeviation: 0.5, gradient: LAPSE, suspect: 3, fail: 4 }],
]
const { stations: REGION } = inventNetwork(600, 22, 0.08, 21)

function judge(name: SpaceTestName, stations: Stations, parameters: unknown): string {
  return judgeStations(name, stations, parameters).flags.join('')
}

function pick(stations: Stations, places: readonly number[]): Stations {
  const column = (from: Float64Array): Float64Array => Float64Array.from(places, (i) => from[i] ?? NaN)
  return {
    lon: column(stations.lon),
    lat: column(stations.lat),
    elevation: stations.elevation && column(stations.elevation),
    value: column(stations.value),
  }
}

function add(stations: Stations, more: Stations): Stations {
  const join = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.of(...a, ...b)
  return {
    lon: join(stations.lon, more.lon),
    lat: join(stations.lat, more.lat),
    elevation: stations.elevation && join(stations.elevation, more.elevation ?? new Float64Array(more.lon.length)),
    value: join(stations.value, more.value),
  }
}

for (const [name, parameters] of CASES)
  describe(`${name} (${JSON.stringify(parameters)})`, () => {
    const flags = judge(name, REGION, parameters)
    test('flags some and not all', () => assert.ok(/[34]/.test(flags) && flags.includes('1'), flags))

    test('says the same of shuffled stations, also where many stand in one place', () => {
      const random = openRandom(9)
      const coarse = (column: Float64Array, step: number): Float64Array =>
        column.map((v) => Math.round(v / step) * step)
      const crowded = { ...REGION, lon: coarse(REGION.lon, 0.1), lat: coarse(REGION.lat, 0.1), elevation: coarse(REGION.elevation, 500) } // prettier-ignore
      for (const stations of [REGION, REGION, crowded, crowded]) {
        const keys = Float64Array.from({ length: 600 }, random)
        const places = Array.from({ length: 600 }, (_, i) => i).toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
        const straight = judge(name, stations, parameters)
        assert.equal(judge(name, pick(stations, places), parameters), places.map((i) => straight[i]).join(''))
      }
    })

    test('says the same of two regions together and apart', () => {
      const other = inventNetwork(300, 16, 0.08, 4).stations
      const far = { ...other, lat: other.lat.map((lat) => lat - 40) }
      assert.equal(judge(name, add(REGION, far), parameters), flags + judge(name, far, parameters))
    })

    test('a station without a value, without a place, or alone in the sea silences nobody', () => {
      const more = {
        lon: Float64Array.of(REGION.lon[5] ?? 0, NaN, -20),
        lat: Float64Array.of(50.9, 50, 10),
        elevation: Float64Array.of(NaN, 0, 0),
        value: Float64Array.of(NaN, 12, 12),
      }
      const both = judge(name, add(REGION, more), parameters)
      assert.equal(both.slice(0, 600), flags)
      if (name !== 'duplicate-place') assert.match(both.slice(600), name === 'isolation' ? /^923$/ : /^922$/)
    })

    test('a station without a height silences nobody, and where no height is asked it is like the others', () => {
      const heights = REGION.elevation.map((v, i) => (i % 50 === 7 ? NaN : v))
      const some = judge(name, { ...REGION, elevation: heights }, parameters)
      const isAsked = 'heightMetres' in parameters || ('gradient' in parameters && name !== 'isolation')
      const rest = Array.from({ length: 600 }, (_, i) => i).filter((i) => i % 50 !== 7)
      const without = judge(name, pick(REGION, rest), parameters)
      if (!isAsked) assert.equal(some, flags)
      else {
        assert.equal(rest.map((i) => some[i]).join(''), without)
        for (let i = 7; i < 600; i += 50) assert.equal(some[i], '2')
      }
    })

    test('of no station, of one, and of those in one place it says something', () => {
      assert.equal(judge(name, pick(REGION, []), parameters), '')
      assert.match(judge(name, pick(REGION, [3]), parameters), /^[123]$/)
      assert.match(
        judge(
          name,
          pick(
            REGION,
            Array.from({ length: 40 }, () => 3),
          ),
          parameters,
        ),
        /^(\d)\1{39}$/,
      )
    })

    test('whatever comes, it gives a flag to each', () => {
      const random = openRandom(31)
      const strange = [NaN, Infinity, -Infinity, 0, -0, 1e300, -1e300, 5e-324, 90, 180, 1e9]
      for (let round = 0; round < 40; round += 1) {
        const size = Math.floor(random() * 60)
        const places = Array.from({ length: size }, () => Math.floor(random() * 600))
        const some = pick(REGION, places)
        for (const column of [some.lon, some.lat, some.elevation, some.value])
          for (let i = 0; i < size; i += 1)
            if (column !== undefined && random() < 0.1) column[i] = strange[Math.floor(random() * strange.length)] ?? 0
        const word = judge(name, some, parameters)
        assert.equal(word.length, size)
        assert.match(word, /^[12349]*$/)
      }
    })
  })

test('heights that are not known are no reason to say nothing when no height is asked', () => {
  const unknown = { ...REGION, elevation: REGION.elevation.map(() => NaN) }
  for (const [name, parameters] of [
    ['spatial-consistency', { radiusMetres: 9000, leastScaleMetres: 2000, mostStations: 20 }],
    ['robust-consistency', { radiusMetres: 9000, leastDeviation: 0.5 }],
    ['buddy', { radiusMetres: 4000, threshold: 3, leastDeviation: 0.5, gradient: LAPSE }],
  ] as const)
    assert.equal(judge(name, unknown, parameters), judge(name, { ...REGION, elevation: undefined }, parameters), name)
})

describe('values', () => {
  const valued = CASES.filter(([name]) => name === 'buddy' || name.endsWith('consistency'))
  test('moved up by 64 they are judged the same', () => {
    const moved = { ...REGION, value: REGION.value.map((v) => v + 64) }
    for (const [name, parameters] of valued) assert.equal(judge(name, moved, parameters), judge(name, REGION, parameters), name) // prettier-ignore
  })
  test('doubled, with limits doubled, they are judged the same', () => {
    const doubled = { ...REGION, value: REGION.value.map((v) => 2 * v) }
    for (const [name, parameters] of valued) {
      const twice = { ...parameters, gradient: 2 * LAPSE, ...('leastDeviation' in parameters && { leastDeviation: 1 }) }
      assert.equal(judge(name, doubled, twice), judge(name, REGION, parameters), name)
    }
  })
  test('turned over, so are the limits above and below', () => {
    const turned = { ...REGION, value: REGION.value.map((v) => -v) }
    for (const [name, parameters] of valued) {
      const over = { ...parameters, gradient: -LAPSE, ...('above' in parameters && { above: 7, below: 5 }) }
      assert.equal(judge(name, turned, over), judge(name, REGION, parameters), name)
    }
  })
  test('a narrower limit flags no fewer in one round', () => {
    const ways = [
      ['buddy', { radiusMetres: 4000, leastDeviation: 0.5, iterations: 1 }, 'threshold', [2, 3, 5]],
      ['robust-consistency', { radiusMetres: 9000, leastDeviation: 0.5, suspect: 99 }, 'fail', [3, 5, 8]],
      ['buddy-event', { radiusMetres: 4000, event: 10 }, 'threshold', [0.3, 0.1, 0]],
    ] as const
    for (const [name, parameters, key, limits] of ways) {
      const failed = limits.map((limit) => judge(name, REGION, { ...parameters, [key]: limit }))
      for (const [k, word] of failed.slice(1).entries())
        for (let i = 0; i < word.length; i += 1) if (word[i] === '4') assert.equal(failed[k]?.[i], '4')
      assert.notEqual(failed[0], failed[2])
    }
  })
})

describe('what is found in an invented region', () => {
  const { stations, isWrong } = inventNetwork(2000, 40, 0.05, 77)
  test('the robust test finds the wrong ones and spares the good ones', () => {
    const { flags } = judgeStations('robust-consistency', stations, {
      radiusMetres: 20_000,
      leastDeviation: 0.5,
      gradient: 'fitted',
    })
    const { tp, fp, fn } = countFound(flags, isWrong)
    assert.ok(tp / (tp + fn) >= 0.95 && fp <= 4, JSON.stringify({ tp, fp, fn }))
  })
  test('a height is fitted: hills are not taken for errors', () => {
    const steep = { ...stations, value: stations.value.map((v, i) => v - 0.1 * (stations.elevation[i] ?? 0)) }
    const count = (gradient: number | 'fitted') =>
      countFound(judgeStations('robust-consistency', steep, { radiusMetres: 20_000, leastDeviation: 0.5, gradient }).flags, isWrong) // prettier-ignore
    assert.ok(count('fitted').tp > count(0).tp, JSON.stringify([count('fitted'), count(0)]))
    assert.ok(count('fitted').fp <= 4)
  })
  test('also where three in ten are wrong; a second round brings back who was suspected because of them', () => {
    const bad = inventNetwork(3000, 50, 0.3, 77)
    const [one, two] = [1, 2].map(
      (rounds) =>
      countFound(judgeStations('robust-consistency', bad.stations, { radiusMetres: 20_000, leastDeviation: 0.5, gradient: 'fitted', rounds }).flags, bad.isWrong), // prettier-ignore
    )
    assert.ok(one !== undefined && two !== undefined)
    assert.ok(two.tp / (two.tp + two.fn) > 0.9 && two.fp < one.fp && two.fp <= 3, JSON.stringify({ one, two }))
  })
  test('a third of a neighbourhood that is wrong the same way does not turn the others', () => {
    const places = Array.from({ length: 30 }, (_, i) => i)
    const crowd: Stations = {
      lon: Float64Array.from(places, (i) => 4 + (i % 6) * 0.004),
      lat: Float64Array.from(places, (i) => 50 + Math.floor(i / 6) * 0.003),
      value: Float64Array.from(places, (i) => 12 + 0.1 * Math.sin(i * 7) + (i % 3 === 0 ? 15 : 0)),
    }
    const flags = judge('robust-consistency', crowd, { radiusMetres: 20_000, leastDeviation: 0.5 })
    assert.equal(flags, places.map((i) => (i % 3 === 0 ? 4 : 1)).join(''))
  })
})
