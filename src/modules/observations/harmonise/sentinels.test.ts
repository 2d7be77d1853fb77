import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentinelsOf } from './sentinels.ts'

test('what stands for nothing anywhere is no value of anything, also as four bytes', () => {
  for (const property of ['air-temperature', 'cars', 'pm10', 'other'])
    for (const value of [-999, -999.9, -9999, -9999.9, -32_768, Math.fround(-999.9)])
      assert.equal(sentinelsOf(property, null)(value), true, `${property} ${value}`)
})

test('what stands for nothing of one property is a value of another', () => {
  const said = (property: string, unit: string | null, values: readonly number[]) =>
    values.map((value) => sentinelsOf(property, unit)(value))
  assert.deepEqual(said('pm2-5', 'ug/m3', [999, 999.9, 1999.9, 998.9, 0]), [true, true, true, false, false])
  assert.deepEqual(said('air-pressure', 'hPa', [999, 999.9]), [false, false])
  assert.deepEqual(said('cars', '{count}', [999, 1999, -127]), [false, false, false])
  assert.deepEqual(said('water-temperature', 'Cel', [-127, 327.67, -327.68, -40, 21.5]), [
    true,
    true,
    true,
    false,
    false,
  ])
  assert.deepEqual(said('dew-point-deficit', 'Cel', [-127]), [false])
})

test('nothing is colder than the absolute zero, in whatever unit', () => {
  assert.deepEqual([-273.15, -273.2].map(sentinelsOf('air-temperature', 'Cel')), [false, true])
  assert.deepEqual([0, 3, -1].map(sentinelsOf('air-temperature', 'K')), [false, false, true])
  assert.deepEqual([-459, -460].map(sentinelsOf('soil-temperature', '[degF]')), [false, true])
})
