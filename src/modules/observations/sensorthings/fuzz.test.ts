import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { Problem } from '#core/problem.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { readQuery } from './odata/read-options.ts'
import { openClient, thingBody, type TestClient } from './testing.ts'

/** Strings to read (`FUZZ=1000000` for as many as you like), and questions to ask. */
const STRINGS = Number(process.env['FUZZ'] ?? 60_000)
const QUESTIONS = Math.min(20_000, Number(process.env['FUZZ'] ?? 1500))

const WORDS = [
  'name',
  'result',
  'phenomenonTime',
  'Datastreams',
  'Datastream',
  'Thing',
  'Observations',
  'properties',
  '/',
  ' eq ',
  ' ne ',
  ' gt ',
  ' and ',
  ' or ',
  'not ',
  '(',
  ')',
  "'",
  "''",
  ' add ',
  ' sub ',
  ' mul ',
  ' div ',
  ' mod ',
  '1',
  '-1',
  '0',
  '1e308',
  '1e-308',
  '9007199254740993',
  "'a'",
  "'%'",
  "'\\'",
  "'; drop table observations.thing; --'",
  '2026-01-01T00:00:00Z',
  '2026-01-01',
  '12:00:00',
  "duration'P1D'",
  "duration'P99999999D'",
  "geography'POINT (1 2)'",
  "geography'POLYGON ((0 0, 1 1, 0 1, 0 0))'",
  'st_within(',
  'geo.distance(',
  'geo.length(',
  'location',
  'substring(',
  'length(',
  'round(',
  'year(',
  'date(',
  'time(',
  'now()',
  'concat(',
  ',',
  ';',
  '$filter=',
  '$expand=',
  '$top=',
  '&',
  '=',
  'null',
  'true',
  'false',
  '@iot.id',
  'id',
  ' desc',
  ' ',
  '%',
  '%00',
  '%20',
  '+',
  '\u{1F600}',
  '\ud800',
  '--',
  '/*',
  '$1',
  '"',
  '`',
  '{',
  '[',
  'constructor',
  '__proto__',
  'toString(',
  'FeatureOfInterest',
  'feature',
  'parameters/a',
  'resultQuality',
  'validTime',
  'unitOfMeasurement/name',
  'indexof(',
  'ceiling(',
  'fractionalseconds(',
]

/** The same numbers each time, so that what fails can be found again. */
function chance(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

function invented(random: (most: number) => number): string {
  return Array.from({ length: 1 + random(14) }, () => WORDS[random(WORDS.length)]).join('')
}

/** A question that is right in its grammar more often than not. */
function grown(random: (most: number) => number, depth = 0): string {
  const value = () => {
    const values = [
      'result',
      '1',
      '-2.5',
      "'a'",
      'phenomenonTime',
      '2026-01-01T00:00:00Z',
      'null',
      'true',
      'Datastream/name',
      'Datastream/Thing/properties/a',
      'parameters/b',
      'resultQuality',
      'id',
      "duration'PT1H'",
      'date(phenomenonTime)',
      'length(Datastream/name)',
      'round(result)',
      'result mod 3',
      'result div 0',
      "phenomenonTime add duration'P1D'",
      'validTime',
      'resultTime',
      '1e308',
      "concat('a', 'b')",
      'substring(Datastream/name, 1)',
      'year(resultTime)',
      '12:00:00',
      'geo.length(FeatureOfInterest/feature)',
    ]
    return values[random(values.length)] ?? '1'
  }
  const operator = [' eq ', ' ne ', ' gt ', ' lt ', ' ge ', ' le '][random(6)] ?? ' eq '
  if (depth > 3 || random(3) === 0) return `${value()}${operator}${value()}`
  return random(4) === 0
    ? `not (${grown(random, depth + 1)})`
    : `(${grown(random, depth + 1)}${random(2) === 0 ? ' and ' : ' or '}${grown(random, depth + 1)})`
}

test('no string makes the reader fall or wait', () => {
  const random = chance(1)
  const options = ['$filter', '$orderby', '$expand', '$select', '$top', '$skiptoken', 'x']
  const started = performance.now()
  for (let turn = 0; turn < STRINGS; turn++) {
    const text = `${options[random(options.length)]}=${random(2) === 0 ? invented(random) : grown(random)}`
    try {
      readQuery(text)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 400) assert.fail(`${JSON.stringify(text)}: ${String(error)}`)
    }
  }
  assert.ok((performance.now() - started) / STRINGS < 2, 'a string takes more than two milliseconds to read')
})

describe('questions that nobody thought of', () => {
  let square: TestSquare
  let anyone: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    const client = await openClient(square)
    const observed = [{ phenomenonTime: '2026-01-01T00:00:00Z', result: 1, parameters: { b: 'x' } }]
    await client.make('Things', thingBody('Fuzz', { datastream: { Observations: observed } }))
    anyone = await openClient(square, { isAnonymous: true })
  })
  after(() => square.close())

  test('each is answered or refused, never with an error of ours, and changes nothing', async () => {
    const random = chance(7)
    const sets = ['Things', 'Observations', 'Datastreams', 'Locations']
    let answered = 0
    for (let turn = 0; turn < QUESTIONS; turn++) {
      const isGrown = random(3) > 0
      const set = isGrown ? 'Observations' : (sets[random(sets.length)] ?? 'Things')
      const text = isGrown ? grown(random) : invented(random)
      const option = isGrown || random(2) === 0 ? '$filter' : '$orderby'
      const { status, text: answer } = await anyone.get(`${set}?${option}=${encodeURIComponent(text.toWellFormed())}`)
      if (status === 200) answered++
      assert.ok(status === 200 || status === 400, `${set} ${option}=${text}: ${status} ${answer}`)
    }
    assert.ok(answered > QUESTIONS / 20, `${answered} were answered`)
    assert.equal((await anyone.get('Things?$count=true')).at('@iot.count'), 1)
  })

  test('bodies that nobody thought of are refused', async () => {
    const client = await openClient(square)
    const random = chance(9)
    const values: unknown[] = [
      null,
      1,
      '',
      'x',
      [],
      {},
      [[]],
      { '@iot.id': 1 },
      { '@iot.id': -1 },
      { '@iot.id': '1; drop' },
      true,
      1e308,
      '\0',
      '\ud800',
      { a: '\0' },
      'x'.repeat(600),
      '2026-01-01T00:00:00Z',
      { __proto__: null, constructor: 1 },
    ]
    const names = [
      'name',
      'description',
      'properties',
      'Locations',
      'Datastreams',
      'result',
      'Datastream',
      'FeatureOfInterest',
      'location',
      'encodingType',
      'time',
      'Thing',
      'phenomenonTime',
      'parameters',
      'resultQuality',
      'requests',
      'observationType',
      'unitOfMeasurement',
      'Sensor',
      'ObservedProperty',
      'components',
      'dataArray',
    ]
    const paths = [
      'Things',
      'Locations',
      'Datastreams',
      'Observations',
      'Sensors',
      'FeaturesOfInterest',
      'HistoricalLocations',
      'CreateObservations',
      '$batch',
      'Datastreams(1)/Observations',
      'Things(1)/Locations',
    ]
    for (let turn = 0; turn < QUESTIONS / 3; turn++) {
      const body = Object.fromEntries(
        Array.from({ length: random(6) }, () => [names[random(names.length)], values[random(values.length)]]),
      )
      const path = paths[random(paths.length)] ?? 'Things'
      const whole = random(5) === 0 ? values[random(values.length)] : path === 'CreateObservations' ? [body] : body
      const { status, text } = await client.post(path, JSON.stringify(whole))
      assert.ok(status < 500, `${path} ${JSON.stringify(whole)}: ${status} ${text}`)
    }
  })
})
