import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf } from '../model.ts'
import { readIso, timeReader } from './read-time.ts'
import { zoneClock } from './zone.ts'

function read(pattern: string, text: string): string | undefined {
  const found = timeReader(pattern)(text)
  if (found === undefined) return undefined
  return `${momentOf(found.clock).toString()}${found.offset === undefined ? '' : ` ${found.offset}`}`
}

test('times as they are written', () => {
  assert.equal(read('iso', '2026-03-02T11:00:00Z'), '2026-03-02T11:00:00Z 0')
  assert.equal(read('iso', '2026-03-02 11:00'), '2026-03-02T11:00:00Z')
  assert.equal(read('iso', '2026-03-02'), '2026-03-02T00:00:00Z')
  assert.equal(read('iso', '2018-11-29T16:30:00.123456+01:00'), '2018-11-29T16:30:00.123456Z 60')
  assert.equal(read('iso', '2018-11-29T16:30:00,5-0330'), '2018-11-29T16:30:00.5Z -210')
  assert.equal(read('iso', '2018-12-31T24:00:00'), '2019-01-01T00:00:00Z')
  assert.equal(read('dd/MM/yyyy HH:mm:ss.SSS', '07/03/2022 13:00:00.250'), '2022-03-07T13:00:00.25Z')
  assert.equal(read('d/M/yyyy H:mm', '12/3/2017 0:42'), '2017-03-12T00:42:00Z')
  assert.equal(read('MM/dd/yyyy hh:mm:ss a', '10/02/2012 12:00:00 AM'), '2012-10-02T00:00:00Z')
  assert.equal(read('MM/dd/yyyy hh:mm:ss a', '10/02/2012 12:30:00 pm'), '2012-10-02T12:30:00Z')
  assert.equal(read('dd/MM/yyyy HH.mm.ss', '10/03/2004 18.00.00'), '2004-03-10T18:00:00Z')
  assert.equal(read('yyyy-MM-dd-HH-mm-ss', '2015-03-25-00-15-00'), '2015-03-25T00:15:00Z')
})

test('what is no time is not guessed', () => {
  for (const text of [
    '',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-03-02T25:00',
    '2026-03-02T11:60',
    '2026-3-2',
    'Total',
    '2026-03-02T24:01',
    '1772449200',
    '2026-03-02T11:00:00 CET',
  ])
    assert.equal(readIso(text), undefined, text)
  assert.equal(read('dd/MM/yyyy', '31/02/2026'), undefined)
  assert.equal(read('MM/dd/yyyy hh:mm:ss a', '10/02/2012 13:00:00 AM'), undefined)
  assert.equal(read('dd/MM/yyyy HH.mm.ss', '10/03/2004 18:00:00'), undefined, 'a point is a point')
  assert.throws(() => timeReader('HH:mm'), RangeError)
})

test('clocks show an hour twice in autumn and leave one out in spring', () => {
  const brussels = zoneClock('Europe/Brussels')
  const at = (text: string) => brussels(readIso(text)?.clock ?? 0).map((moment) => momentOf(moment).toString())
  assert.deepEqual(at('2024-07-01T12:00:00.000001'), ['2024-07-01T10:00:00.000001Z'])
  assert.deepEqual(at('2024-01-01T12:00'), ['2024-01-01T11:00:00Z'])
  assert.deepEqual(at('2024-10-27T02:59:59'), ['2024-10-27T00:59:59Z', '2024-10-27T01:59:59Z'])
  assert.deepEqual(at('2024-10-27T03:00'), ['2024-10-27T02:00:00Z'])
  assert.deepEqual(at('2024-03-31T02:30'), [])
  assert.deepEqual(at('2024-03-31T03:00'), ['2024-03-31T01:00:00Z'])
  assert.throws(() => zoneClock('Europe/Gent'), RangeError)
})
