import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonRecords } from './json-records.ts'

/** Takes a text in parts of each length, which must never matter. */
function recordsOf(text: string, how: Parameters<typeof jsonRecords>[0]): string[] {
  const lengths = [1, 3, 7, text.length]
  const [first = [], ...others] = lengths.map((length) => {
    const records = jsonRecords(how)
    const found: string[] = []
    for (let at = 0; at < text.length; at += length) found.push(...records.take(text.slice(at, at + length)))
    assert.equal(records.isOpen(), false)
    return found
  })
  for (const other of others) assert.deepEqual(other, first)
  return first
}

test('the objects of an array are found whole, whatever stands in their texts', () => {
  const records = ['{"a":"}]{\\"[\\\\"}', '{"b":{"c":[{},{"d":1}]}}', '{}']
  assert.deepEqual(recordsOf(`[${records.join(' , ')}]`, { within: undefined, inArray: true }), records)
})

test('with a member named, only the objects of its array are', () => {
  const text =
    '{"about":[{"no":1}],"crs":{"features":[{"no":2}]},"features":[{"yes":1},{"features":[{"in":1}]}],"x":[{"no":3}]}'
  const found = recordsOf(text, { within: 'features', inArray: true })
  assert.deepEqual(found, ['{"yes":1}', '{"features":[{"in":1}]}'])
})

test('objects without an array are found only where they may stand so', () => {
  assert.deepEqual(recordsOf('{"a":1}\n{"a":2}', { within: undefined, inArray: false }), ['{"a":1}', '{"a":2}'])
  assert.deepEqual(recordsOf('{"a":1}\n{"a":2}', { within: undefined, inArray: true }), [])
})

test('what stops halfway is open, and tells how much is held', () => {
  const records = jsonRecords({ within: undefined, inArray: true })
  assert.deepEqual(records.take('[{"a":1},{"b":'), ['{"a":1}'])
  assert.ok(records.isOpen())
  assert.equal(records.pending(), '{"b":'.length)
})
