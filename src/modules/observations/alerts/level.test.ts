import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FRESH, judgeAll, standingOf, type Levels } from './level.ts'

const NONE: Levels = {
  aboveAttention: null,
  aboveAlarm: null,
  belowAttention: null,
  belowAlarm: null,
  margin: null,
  valuesBack: null,
  secondsBack: null,
}
const MINUTE = 60_000_000

/** A value each minute. */
const minutes = (...numbers: readonly number[]) => numbers.map((number, minute) => ({ at: minute * MINUTE, number }))

/** The changes, as "minute grade". */
function changes(levels: Partial<Levels>, ...numbers: readonly number[]): string[] {
  return judgeAll(FRESH, { ...NONE, ...levels }, minutes(...numbers)).changes.map(
    ({ value, grade, side }) => `${value.at / MINUTE} ${grade}${side === undefined ? '' : ` ${side}`}`,
  )
}

/** Chance that is the same each time: Lehmer's generator with the multiplier of Park and Miller (1988). */
function chance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

describe('judging values by levels', () => {
  test('a level is reached at its own value, and left as soon as it is back when nothing else was set', () => {
    assert.deepEqual(changes({ aboveAttention: 10 }, 9.9, 10, 11, 9.9, 10), [
      '1 attention above',
      '3 normal',
      '4 attention above',
    ])
  })

  test('attention becomes alarm, and alarm goes back over attention', () => {
    const levels = { aboveAttention: 10, aboveAlarm: 20 }
    assert.deepEqual(changes(levels, 5, 12, 25, 15, 5), [
      '1 attention above',
      '2 alarm above',
      '3 attention above',
      '4 normal',
    ])
    assert.deepEqual(changes(levels, 5, 25, 5), ['1 alarm above', '2 normal'])
  })

  test('below works as above does, and both together', () => {
    const levels = { aboveAttention: 30, belowAttention: 0, belowAlarm: -10 }
    assert.deepEqual(changes(levels, 5, 0, -10, -1, 5, 30, -20), [
      '1 attention below',
      '2 alarm below',
      '3 attention below',
      '4 normal',
      '5 attention above',
      '6 alarm below',
    ])
  })

  test('with a margin a level is left when the value is back by that much', () => {
    assert.deepEqual(changes({ aboveAlarm: 20, margin: 2 }, 20, 19, 18.1, 19.9, 18, 19), ['0 alarm above', '4 normal'])
    assert.deepEqual(changes({ belowAlarm: 5, margin: 1 }, 5, 5.9, 6), ['0 alarm below', '2 normal'])
  })

  test('or after so many values in a row, which begin anew when it is reached again', () => {
    const levels = { aboveAttention: 10, valuesBack: 3 }
    assert.deepEqual(changes(levels, 10, 1, 1, 10, 1, 1, 1), ['0 attention above', '6 normal'])
  })

  test('or after so long', () => {
    const levels = { aboveAttention: 10, secondsBack: 120 }
    assert.deepEqual(changes(levels, 10, 1, 1, 1, 10), ['0 attention above', '3 normal', '4 attention above'])
    const sparse = judgeAll(FRESH, { ...NONE, ...levels }, [
      { at: 0, number: 10 },
      { at: MINUTE, number: 9 },
      { at: 60 * MINUTE, number: 9 },
    ])
    assert.deepEqual(
      sparse.changes.map(({ value }) => value.at / MINUTE),
      [0, 60],
    )
  })

  test('whichever of margin, values and time comes first', () => {
    const levels = { aboveAttention: 10, margin: 5, valuesBack: 3 }
    assert.deepEqual(changes(levels, 10, 9, 4), ['0 attention above', '2 normal'])
    assert.deepEqual(changes(levels, 10, 9, 9, 9), ['0 attention above', '3 normal'])
  })

  test('a change tells the level that was reached, and how judging goes on after it', () => {
    const levels = { ...NONE, aboveAttention: 10, aboveAlarm: 20 }
    const { changes: all, latches } = judgeAll(FRESH, levels, minutes(25))
    assert.equal(all[0]?.level, 20)
    assert.deepEqual(all[0]?.latches, latches)
    assert.deepEqual(standingOf(latches, levels), { grade: 'alarm', side: 'above', level: 20 })
  })

  test('nothing flaps within the margin, whatever the values', () => {
    const random = chance(7)
    for (let turn = 0; turn < 300; turn++) {
      const margin = 0.1 + random() * 10
      const wild = Array.from({ length: 200 }, () => 50 - margin + 0.0001 + random() * (margin + 30))
      assert.deepEqual(
        changes({ aboveAlarm: 50, margin }, 60, ...wild),
        ['0 alarm above'],
        `margin ${margin}, turn ${turn}`,
      )
    }
  })

  test('judging in parts is judging in one go, and what is told is what it comes to', () => {
    const random = chance(11)
    for (let turn = 0; turn < 200; turn++) {
      const levels: Levels = {
        aboveAttention: 60,
        aboveAlarm: 80,
        belowAttention: 30,
        belowAlarm: 10,
        margin: random() < 0.5 ? random() * 10 : null,
        valuesBack: random() < 0.5 ? 1 + Math.floor(random() * 5) : null,
        secondsBack: random() < 0.5 ? 60 + Math.floor(random() * 300) : null,
      }
      const values = minutes(...Array.from({ length: 120 }, () => random() * 100))
      const whole = judgeAll(FRESH, levels, values)
      const cut = Math.floor(random() * values.length)
      const first = judgeAll(FRESH, levels, values.slice(0, cut))
      const second = judgeAll(first.latches, levels, values.slice(cut))
      assert.deepEqual([...first.changes, ...second.changes], whole.changes)
      assert.deepEqual(second.latches, whole.latches)
      assert.equal(whole.changes.at(-1)?.grade ?? 'normal', standingOf(whole.latches, levels).grade)
    }
  })
})
