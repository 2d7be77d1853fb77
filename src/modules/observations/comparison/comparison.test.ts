import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compare, objectionsTo, uncertaintyClassOf, type Described, type ReasonCode, type Verdict } from './index.ts'

const GOOD: Described = {
  id: 'a',
  property: 'pm2-5',
  unit: 'ug/m3',
  averagingSeconds: 3600,
  isCount: false,
  heightMetres: 3,
  isOutdoors: true,
  siting: { area: 'urban', influence: 'background' },
  calibration: 'reference',
  halfWidth: 5,
  coverage: 0.95,
  holder: 'official',
}
const made = (change: Partial<Described> = {}): Described => ({ ...GOOD, id: 'b', ...change })
const codesOf = ({ reasons }: Verdict) => reasons.map(({ code }) => code)

describe('whether two datastreams may be compared', () => {
  test('two that are alike in all may, whoever holds them', () => {
    const verdict = compare([GOOD, made({ holder: 'citizen' })])
    assert.deepEqual(verdict.reasons, [])
    assert.equal(verdict.verdict, 'comparable')
    assert.deepEqual(verdict.classes, { a: 1, b: 1 })
    assert.equal(verdict.smallestDifference?.value, Math.hypot(5, 5))
  })

  const cases: readonly (readonly [Partial<Described>, ReasonCode, Verdict['verdict']])[] = [
    [{ property: 'pm10' }, 'property-differs', 'not-comparable'],
    [{ unit: '[ppb]' }, 'unit-differs', 'not-comparable'],
    [{ unit: null }, 'unit-unknown', 'not-comparable'],
    [{ unit: 'mg/m3', halfWidth: 0.005 }, 'unit-converts', 'comparable-after'],
    [{ averagingSeconds: 86_400 }, 'averaging-differs', 'comparable-after'],
    [{ averagingSeconds: null }, 'averaging-unknown', 'comparable-after'],
    [{ isCount: true }, 'count-and-mean', 'not-comparable'],
    [{ heightMetres: null }, 'height-unknown', 'comparable-after'],
    [{ heightMetres: 6 }, 'height-differs', 'comparable'],
    [{ heightMetres: 11.5 }, 'height-differs-much', 'not-comparable'],
    [{ isOutdoors: false }, 'indoors-and-outdoors', 'not-comparable'],
    [{ isOutdoors: null }, 'outdoors-unknown', 'comparable-after'],
    [{ siting: null }, 'siting-unknown', 'comparable-after'],
    [{ siting: { area: 'urban', influence: 'traffic' } }, 'influence-differs', 'not-comparable'],
    [{ siting: { area: 'rural', influence: 'background' } }, 'area-differs', 'comparable'],
    [{ calibration: 'unfit' }, 'unfit', 'not-comparable'],
    [{ calibration: null }, 'calibration-unknown', 'comparable-after'],
    [{ calibration: 'raw' }, 'calibration-missing', 'comparable-after'],
    [{ halfWidth: null, calibration: 'calibrated' }, 'uncertainty-unknown', 'comparable-after'],
    [{ halfWidth: 25.1 }, 'uncertainty-too-large', 'not-comparable'],
    [{ halfWidth: 10 }, 'uncertainty-differs', 'comparable'],
    [{ coverage: null }, 'coverage-unknown', 'comparable-after'],
    [{ coverage: 0.74 }, 'coverage-low', 'not-comparable'],
    [{ coverage: Number.NaN }, 'coverage-low', 'not-comparable'],
    [{ uptime: null }, 'uptime-unknown', 'comparable-after'],
    [{ uptime: 0.49 }, 'uptime-low', 'not-comparable'],
    [{ uptime: 0.7 }, 'uptime-weigh', 'comparable-after'],
  ]
  for (const [change, code, verdict] of cases)
    test(`${JSON.stringify(change)}: ${code}`, () => {
      const found = compare([GOOD, made(change)])
      assert.ok(codesOf(found).includes(code), codesOf(found).join(' '))
      assert.equal(found.verdict, verdict)
      const { about = [], anchor = '' } = found.reasons.find((one) => one.code === code) ?? {}
      assert.ok(about.includes('b'))
      assert.match(anchor, /^(property|unit|averaging|height|siting|calibration|uncertainty|coverage|uptime)$/)
    })

  test('exactly at a limit is within it', () => {
    for (const change of [{ heightMetres: 11 }, { coverage: 0.75 }, { halfWidth: 25 }, { uptime: 0.9 }])
      assert.equal(compare([GOOD, made(change)]).verdict, 'comparable', JSON.stringify(change))
  })

  test('a width in another unit is a difference: no zero of degrees is added', () => {
    assert.equal(uncertaintyClassOf('air-temperature', 0.5, 'K'), 1)
    assert.equal(uncertaintyClassOf('air-temperature', 0.9, '[degF]') ?? 1, 1)
    assert.equal(uncertaintyClassOf('air-temperature', 3.1, 'Cel'), 4)
    assert.throws(() => uncertaintyClassOf('pm10', -1, 'ug/m3'), RangeError)
  })

  test('fewer than two, or one twice, is no comparison', () => {
    assert.throws(() => compare([GOOD]), RangeError)
    assert.throws(() => compare([GOOD, GOOD]), RangeError)
  })

  test('no order matters, and one more never makes comparable what was not', () => {
    const random = seeded(7)
    const rank = { comparable: 0, 'comparable-after': 1, 'not-comparable': 2 }
    const some = () => Array.from({ length: 2 + Math.floor(random() * 4) }, (_, n) => invented(random, `s${n}`))
    for (let turn = 0; turn < 3000; turn++) {
      const them = some()
      const verdict = compare(them)
      assert.deepEqual(compare(them.toReversed()), verdict)
      const more = compare([...them, invented(random, 'one more')])
      assert.ok(rank[more.verdict] >= rank[verdict.verdict], `${codesOf(verdict).join()} | ${codesOf(more).join()}`)
    }
  })
})

describe('whether a sensor may be used for a question', () => {
  test('a good one may for all; what is not known is said', () => {
    for (const question of ['course', 'mean', 'places', 'limit'] as const)
      assert.deepEqual(objectionsTo(question, GOOD, 80), [])
    const citizen = made({ calibration: 'raw', halfWidth: null, siting: null, heightMetres: null, coverage: 0.8 })
    assert.deepEqual(objectionsTo('course', citizen, 70), [])
    assert.deepEqual(objectionsTo('mean', citizen, 70), ['uncertainty-unknown'])
    assert.deepEqual(objectionsTo('places', citizen, null), [
      'height-unknown',
      'siting-unknown',
      'uncertainty-unknown',
      'score-unknown',
    ])
    assert.deepEqual(objectionsTo('limit', made({ calibration: 'calibrated', halfWidth: 10 }), 59), [
      'uncertainty-too-large',
      'score-low',
    ])
    assert.deepEqual(objectionsTo('course', made({ calibration: 'unfit', coverage: 0.4 }), 80), ['unfit', 'coverage-low']) // prettier-ignore
  })
})

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function invented(random: () => number, id: string): Described {
  const one = <Choice>(...choices: readonly Choice[]) => choices[Math.floor(random() * choices.length)] as Choice
  return {
    id,
    property: one('pm2-5', 'pm2-5', 'pm2-5', 'pm10', 'strange'),
    unit: one('ug/m3', 'ug/m3', 'mg/m3', '[ppb]', null),
    averagingSeconds: one(0, 3600, 3600, 86_400, null),
    isCount: one(false, false, false, true),
    heightMetres: one(2, 3, 7, 20, null),
    isOutdoors: one(true, true, false, null),
    siting: one(null, { area: one('urban', 'rural'), influence: one('traffic', 'background') }),
    calibration: one('reference', 'calibrated', 'raw', 'unfit', null),
    halfWidth: one(1, 5, 20, 200, null),
    coverage: one(1, 0.8, 0.5, null),
    ...(random() < 0.3 && { uptime: one(1, 0.7, 0.2, null) }),
    holder: one('official', 'citizen'),
  }
}
