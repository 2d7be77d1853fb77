import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isSeen, readPlace, readSnapshot, writePlace } from './place.ts'

describe('where somebody who listens is', () => {
  test('a snapshot sees what had ended, and not what was under way or came later', () => {
    const snapshot = readSnapshot('100:105:100,103')
    assert.ok(snapshot)
    assert.deepEqual(
      [99, 100, 101, 102, 103, 104, 105, 106].filter((transaction) => isSeen(snapshot, transaction)),
      [99, 101, 102, 104],
    )
    const quiet = readSnapshot('7:7:')
    assert.ok(quiet)
    assert.deepEqual([isSeen(quiet, 6), isSeen(quiet, 7), isSeen(quiet, 0)], [true, false, true])
  })

  test('an id tells the place again, and what is no id tells nothing', () => {
    for (const id of ['1772449200000_7:7:', '1_5:9:5,7_6:12:_8.3.-1772449200000000.2'])
      assert.equal(writePlace(readPlace(id) ?? assert.fail(id)), id)
    for (const id of [
      '',
      '1',
      '1_',
      '1_7:7',
      'x_7:7:',
      '1_7:7:,',
      '1_7:7:_8:8:',
      '1_7:7:_8:8:_1.2.3',
      `1_7:7:${'1,'.repeat(9999)}1`,
    ])
      assert.equal(readPlace(id), undefined, id)
  })
})
