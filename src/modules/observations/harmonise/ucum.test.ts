import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EUROPEAN_CONDITIONS, massOfPpb, ppbOfMass } from './gas.ts'
import { converter, isConvertible, isUcum } from './ucum.ts'

function told(value: number, from: string, to: string): number | undefined {
  return converter(from, to)?.(value)
}

test('units convert exactly', () => {
  assert.equal(told(1000, 'ug/m3', 'mg/m3'), 1)
  assert.equal(told(0.3, 'mg/m3', 'ug/m3'), 300)
  assert.equal(told(1013.25, 'hPa', 'Pa'), 101_325)
  assert.equal(told(1013.25, 'mbar', 'hPa'), 1013.25)
  assert.equal(told(36, 'km/h', 'm/s'), 10)
  assert.equal(told(1, 'm3/s', 'L/s'), 1000)
  assert.equal(told(212, '[degF]', 'Cel'), 100)
  assert.equal(told(0, 'Cel', 'K'), 273.15)
  assert.equal(told(25, 'Cel', '[degF]'), 77)
  assert.equal(told(300, 'K', 'K'), 300)
  assert.equal(told(1, 'uS/cm', 'mS/m'), 0.1)
  assert.equal(told(1, '[in_i]', 'mm'), 25.4)
  assert.equal(told(50, '%', '1'), 0.5)
  assert.equal(told(1, '[kn_i]', 'm/s'), 1852 / 3600)
  assert.equal(told(7, '{count}/h', '/h'), 7)
  assert.equal(told(1, 'W/m2', 'kW/m2'), 0.001)
})

test('what is of another kind is not converted', () => {
  for (const [from, to] of [
    ['ug/m3', '[ppb]'],
    ['Cel', 'm'],
    ['dB(A)', '1'],
    ['[pH]', '[NTU]'],
    ['m', 'm2'],
    ['Cel/m', 'K/m'],
  ] as const)
    assert.equal(isConvertible(from, to), false, `${from} to ${to}`)
})

test('what is no unit is not guessed', () => {
  for (const code of [
    '',
    'µg/m³',
    'ppb',
    'm//s',
    'm..s',
    '/',
    '.',
    'm/',
    'xg',
    'kCel',
    'm3s',
    '[',
    ']',
    'm{',
    'mmm',
    '2',
    'x'.repeat(100),
  ])
    assert.equal(isUcum(code), false, code)
  for (const code of ['m', 'ug/m3', '{count}', '/h', 'mg/L', 'kg.m/s2', 'm3', 'nA', 'm2/s', '[ppb]', 's-1'])
    assert.equal(isUcum(code), true, code)
})

test('parts per billion become a mass by explicit conditions only', () => {
  // 1 ppb NO2 is 1.9125 µg/m³ at 20 °C (EU practice rounds to 1.9125 or 1.91).
  assert.ok(Math.abs(massOfPpb(1, 46.0055, EUROPEAN_CONDITIONS) - 1.912) < 0.001)
  assert.ok(Math.abs(massOfPpb(1, 47.9982, EUROPEAN_CONDITIONS) - 1.995) < 0.001)
  const back = ppbOfMass(massOfPpb(17.3, 46.0055, EUROPEAN_CONDITIONS), 46.0055, EUROPEAN_CONDITIONS)
  assert.ok(Math.abs(back - 17.3) < 1e-12)
  assert.throws(() => massOfPpb(1, 46, { temperature: -300, pressure: 1013 }), RangeError)
  assert.throws(() => massOfPpb(1, 46, { temperature: 20, pressure: 0 }), RangeError)
})
