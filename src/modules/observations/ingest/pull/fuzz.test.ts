import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import type { KindName } from './connector.ts'
import { connect, openOtherSystem, pullNow, stateOf } from './testing.ts'

const TURNS = 150
const TIME = '2026-03-02T10:00:00Z'
const COLUMNS = ['ts_id', 'ts_name', 'ts_unitsymbol', 'station_no', 'station_name', 'parametertype_name']

/** What each kind answers when all is well, by a part of the address. */
const WELL: Readonly<Record<KindName, Readonly<Record<string, unknown>>>> = {
  'sensor-community': {
    '': [
      {
        timestamp: '2026-03-02 10:00:00',
        location: { latitude: '50.8', longitude: '4.7' },
        sensor: { id: 1, sensor_type: { name: 'SDS011' } },
        sensordatavalues: [{ value_type: 'P1', value: '5' }],
      },
    ],
  },
  telraam: {
    segments: { features: [{ geometry: { coordinates: [[[4.7, 50.8]]] } }] },
    '': { status_code: 200, report: [{ date: TIME, uptime: 0.9, car: 4, bike: 2 }] },
  },
  waterinfo: {
    getTimeseriesList: [COLUMNS, ['1', 'P.15', 'm', 'L08', 'Leuven', 'H']],
    '': [{ ts_id: '1', columns: 'Timestamp,Value,Quality Code', data: [[TIME, 1.5, 110]] }],
  },
  sensorthings: {
    Observations: { value: [{ phenomenonTime: TIME, result: 3, resultTime: null }], '@iot.nextLink': '/v1.1/more' },
    '': {
      value: [
        {
          '@iot.id': 1,
          name: 'Air',
          phenomenonTime: `${TIME}/${TIME}`,
          unitOfMeasurement: { symbol: 'm', definition: 'x' },
          Thing: { '@iot.id': 1, Locations: [{ location: { type: 'Point', coordinates: [4.7, 50.8] } }] },
          properties: {},
        },
      ],
    },
  },
}

/** What comes in the place of a value. */
const ODD: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  [null],
  '\u0000\uD800',
  'x'.repeat(20_000),
  '9'.repeat(400),
  '9999-99-99T99:99:99Z',
  '-271821-04-20T00:00:00Z',
  '{"a":',
  { __proto__: null, constructor: 1 },
  Array.from({ length: 300 }, () => ({ value: 1 })),
]

/** The same chances each time: mulberry32. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A value with here and there something odd in it. */
function odd(value: unknown, chance: () => number): unknown {
  if (chance() < 0.12) return ODD[Math.floor(chance() * ODD.length)]
  if (Array.isArray(value)) {
    const all = value.map((one: unknown) => odd(one, chance))
    return chance() < 0.1 ? [...all, ...all] : all
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, odd(one, chance)]))
}

describe('answers of which anything may be wrong', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())

  for (const kind of Object.keys(WELL) as KindName[])
    test(`${kind}: each ends in a word that we know, and what came in is accounted for`, async () => {
      const chance = chanceOf(20260302)
      const other = await openOtherSystem(({ url }) => {
        // So that nothing waits before the next question.
        square.services.wait({ seconds: 2 })
        const [, told] = Object.entries(WELL[kind]).find(([part]) => url.href.includes(part)) ?? []
        const text = JSON.stringify(odd(told, chance)) ?? ''
        return { text: chance() < 0.05 ? text.slice(0, Math.floor(text.length * chance())) : text }
      })
      try {
        const area = { south: 50.8, west: 4.6, north: 50.9, east: 4.8 }
        const needs = {
          'sensor-community': { area },
          telraam: { ids: ['1'], key: 'k', days: 1 },
          waterinfo: { ids: ['1'], days: 1 },
          sensorthings: {},
        }
        const met = new Set<string>()
        for (let turn = 0; turn < TURNS; turn++) {
          const id = await connect(square, kind, { address: other.address, ...needs[kind] })
          await pullNow(square)
          const { problem, cameIn, stored, known, refused } = await stateOf(square, id)
          assert.notEqual(problem, 'unforeseen', `turn ${turn}`)
          assert.equal(cameIn, stored + known + refused)
          met.add(problem)
          await square.services.sql`delete from observations.connector`
        }
        assert.ok(met.has('') && met.size > 1, [...met].join())
      } finally {
        await other.close()
      }
    })
})
