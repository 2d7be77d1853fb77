import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Described } from '../comparison/index.ts'
import { evidenceOf, scored, type Hours } from './score.ts'

const FINE: Described = {
  id: '1',
  property: 'pm2-5',
  unit: 'ug/m3',
  averagingSeconds: null,
  isCount: false,
  heightMetres: 2.5,
  isOutdoors: true,
  siting: { area: 'urban', influence: 'background' },
  calibration: 'calibrated',
  halfWidth: 5,
  coverage: 1,
  holder: 'citizen',
}
const HOURS: Hours = {
  datastream: 1,
  possible: 720,
  told: 720,
  covered: 720,
  uptime: null,
  periodSeconds: 300,
  judged: 8640,
  untested: 0,
  suspect: 0,
  failed: 0,
  compared: 720,
  apart: 0,
}

test('what tells everything, goes with its neighbours and is calibrated may be used for most', () => {
  const { score, certainty, objections, advice } = scored(FINE, HOURS, 0)
  // 85 for all but uncertainty, of which 0.2 lies between 0.125 (100) and 0.25 (80): 88.
  assert.equal(score, 98)
  assert.equal(certainty, 100)
  assert.equal(advice, null)
  assert.deepEqual(objections, { course: [], mean: [], places: [], limit: [] })
})

test('what could not be tested is no good value, and no bad one either', () => {
  const evidence = evidenceOf(FINE, { ...HOURS, judged: 100, untested: 100 }, null)
  assert.deepEqual([evidence.suspect, evidence.failed, evidence.drift], [null, null, null])
  assert.equal(evidenceOf(FINE, { ...HOURS, judged: 100, untested: 50, failed: 10 }, null).failed, 0.2)
})

test('a week beside neighbours says something, some hours do not', () => {
  assert.equal(evidenceOf(FINE, { ...HOURS, compared: 23, apart: 23 }, null).agreement, null)
  assert.equal(evidenceOf(FINE, { ...HOURS, compared: 24, apart: 6 }, null).agreement, 0.75)
})

test('what has just begun is not blamed for what came before', () => {
  assert.equal(evidenceOf(FINE, { ...HOURS, possible: 71, told: 71 }, null).coverage, null)
  assert.equal(evidenceOf(FINE, { ...HOURS, possible: 100, told: 99 }, null).coverage, 0.99)
})

test('a value about a day is there all day', () => {
  const daily = { ...HOURS, told: 30, covered: 720, periodSeconds: 86_400 }
  assert.equal(evidenceOf(FINE, daily, null).coverage, 1)
  assert.equal(evidenceOf(FINE, { ...daily, periodSeconds: 600 }, null).coverage, 30 / 720)
})

test('a reference counts as class 1, whichever way it drifts is as bad', () => {
  assert.equal(evidenceOf({ ...FINE, calibration: 'reference', halfWidth: null }, HOURS, null).uncertainty, 0.25)
  assert.equal(evidenceOf(FINE, HOURS, -5).drift, evidenceOf(FINE, HOURS, 5).drift)
  assert.equal(evidenceOf({ ...FINE, property: 'rain' }, HOURS, 5).drift, null)
})
