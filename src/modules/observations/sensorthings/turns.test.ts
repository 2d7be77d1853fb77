import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as soon } from 'node:timers/promises'
import { takeTurn } from './turns.ts'

test('who asks much waits for itself, and holds up nobody else', async () => {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const ask = async (name: string, network: string) => {
    const end = await takeTurn(network)
    begun.push(name)
    ends.push(end)
  }
  const asked = [1, 2, 3, 4, 5].map((turn) => ask(`much ${turn}`, 'much'))
  asked.push(ask('other', 'other'), ask('third', 'third'), ask('fourth', 'fourth'))
  await soon()
  assert.deepEqual(begun, ['much 1', 'much 2', 'other', 'third'])
  ends.shift()?.()
  await soon()
  assert.deepEqual(begun.slice(4), ['much 3'], 'who waited longest and may')
  ends.splice(1, 1)[0]?.()
  await soon()
  assert.deepEqual(begun.slice(5), ['fourth'])
  while (begun.length < 8 || ends.length > 0) {
    ends.shift()?.()
    await soon()
  }
  await Promise.all(asked)
  assert.deepEqual(begun.slice(6), ['much 4', 'much 5'])
})

test('too many of one network are sent away, and others still wait for their turn', async () => {
  const first = await takeTurn('crowd')
  const second = await takeTurn('crowd')
  const crowd = Array.from({ length: 100 }, () => takeTurn('crowd').then((end) => end()))
  await assert.rejects(takeTurn('crowd'), { code: 'sensorthings-busy', status: 503 })
  const other = await takeTurn('quiet')
  other()
  first()
  second()
  await Promise.all(crowd)
})
