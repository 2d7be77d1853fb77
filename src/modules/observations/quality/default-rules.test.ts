import assert from 'node:assert/strict'
import { test } from 'node:test'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { defaultRulesOf, PROPERTIES_WITH_RULES } from './default-rules.ts'
import { combineFlags } from './flags.ts'
import { judgeSeries, SERIES_TESTS } from './index.ts'
import { everyStep, openRandom } from './testing.ts'

test('each default rule is for a property of the vocabulary, in its unit, with parameters that its test takes', () => {
  assert.ok(PROPERTIES_WITH_RULES.length >= 12)
  for (const property of PROPERTIES_WITH_RULES) {
    const rules = defaultRulesOf(property)
    assert.equal(rules?.unit, propertyOf(property)?.ucum, property)
    assert.ok(rules && rules.sources.length > 0)
    for (const { test: name, with: others, parameters } of rules.rules) {
      const { needs, parameters: schema } = SERIES_TESTS[name]
      assert.ok(schema.safeParse(parameters).success, `${property}: ${name}`)
      assert.equal(others !== undefined, name === 'consistency', `${property}: ${needs.join()}`)
    }
  }
  assert.equal(defaultRulesOf('happiness'), undefined)
})

/** Two quiet days, a value each ten minutes: a daily course around a middle, with some noise. */
const USUAL: Readonly<Record<string, readonly [middle: number, swing: number, noise: number, digits: number]>> = {
  'pm2-5': [14, 6, 1, 1],
  pm10: [22, 9, 2, 1],
  no2: [25, 12, 3, 1],
  o3: [60, 35, 3, 1],
  'air-temperature': [9, 5, 0.2, 1],
  'relative-humidity': [78, 15, 1, 1],
  'air-pressure': [1012, 4, 0.1, 1],
  'water-level': [2.1, 0.3, 0.01, 2],
  'sound-level': [52, 8, 2, 1],
  bicycles: [40, 40, 3, 0],
  pedestrians: [60, 60, 5, 0],
  cars: [250, 200, 15, 0],
}

test('an ordinary day passes, and one with a gross error does not', () => {
  const random = openRandom(6)
  for (const property of PROPERTIES_WITH_RULES) {
    const [middle, swing, noise, digits] = USUAL[property] ?? [NaN, NaN, NaN, 0]
    const values = Array.from({ length: 288 }, (_, i) => Number(Math.max(0, middle + swing * Math.sin((i * Math.PI) / 72) + noise * (random() - 0.5)).toFixed(digits))) // prettier-ignore
    const flags = judgeAll(property, values)
    assert.ok(!/[349]/.test(flags), `${property}: ${flags}`)
    const wrong = values.with(100, 99_999)
    assert.equal(judgeAll(property, wrong)[100], '4', property)
    const stuck = values.map((v, i) => (i < 100 ? v : (values[100] ?? 0) + 10 ** -digits))
    if (property !== 'water-level') assert.match(judgeAll(property, stuck).slice(-1), /[34]/, property)
  }
})

function judgeAll(property: string, values: readonly number[]): string {
  const alone = (defaultRulesOf(property)?.rules ?? []).filter(
    ({ test: name }) => SERIES_TESTS[name].needs.length === 0,
  )
  return combineFlags(alone.map(({ test: name, parameters }) => judgeSeries(name, everyStep(values), parameters).flags)).join('') // prettier-ignore
}
