import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allowanceOf, isOutage } from './silence.ts'

const every = (seconds: number, count = 20) => Array.from({ length: count }, (_, index) => 1000 + index * seconds)

describe('how long a sensor may be silent', () => {
  test('three times its rhythm, at least a quarter of an hour', () => {
    assert.equal(allowanceOf({ measured: every(60), arrived: every(60), periodSeconds: null }), 900)
    assert.equal(allowanceOf({ measured: every(600), arrived: every(600), periodSeconds: null }), 1800)
    assert.equal(allowanceOf({ measured: every(600), arrived: every(600), periodSeconds: 3600 }), 10_800)
  })

  test('values of each minute that come in once a day are a rhythm of a day', () => {
    const arrived = every(86_400, 5).flatMap((moment) => [moment, moment, moment])
    assert.equal(allowanceOf({ measured: every(60, 15), arrived, periodSeconds: 60 }), 259_200)
  })

  test('a gap now and then does not make the rhythm slower', () => {
    const measured = [...every(60, 30), ...every(60, 30).map((moment) => moment + 90_000)]
    assert.equal(allowanceOf({ measured, arrived: measured, periodSeconds: null }), 900)
  })

  test('a file that was read in, or too little, is no rhythm', () => {
    assert.equal(allowanceOf({ measured: every(60), arrived: [5, 5, 5, 6], periodSeconds: 60 }), undefined)
    assert.equal(allowanceOf({ measured: [], arrived: [], periodSeconds: 60 }), undefined)
    assert.equal(allowanceOf({ measured: every(9e6, 5), arrived: every(9e6, 5), periodSeconds: null }), undefined)
  })

  test('a network is silent when more than half of it is', () => {
    assert.equal(isOutage({ fell: 3, watched: 4 }), true)
    assert.equal(isOutage({ fell: 2, watched: 4 }), false)
    assert.equal(isOutage({ fell: 3, watched: 3 }), false)
  })
})
