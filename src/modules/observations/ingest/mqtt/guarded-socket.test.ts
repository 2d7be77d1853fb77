import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packetWatch } from './guarded-socket.ts'

test('packets are followed however they are cut, and the first that is too long is found by its head', () => {
  const packet = (length: number, head = [length]) => Buffer.from([0x30, ...head, ...Buffer.alloc(length)])
  const stream = Buffer.concat([packet(3), packet(0), packet(300, [0xac, 0x02]), packet(127)])
  for (const size of [1, 2, 3, 7, 1000]) {
    const { fits } = packetWatch(300)
    for (let at = 0; at < stream.length; at += size) assert.equal(fits(stream.subarray(at, at + size)), true)
    assert.equal(fits(Buffer.from([0x30, 0xad])), true)
    assert.equal(fits(Buffer.from([0x02])), false, `cut by ${size}`)
  }
  assert.equal(
    packetWatch(1e9).fits(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x7f])),
    false,
    'five bytes are no length',
  )
  const { allow, fits } = packetWatch(10)
  allow(300)
  assert.equal(fits(stream), true)
})
