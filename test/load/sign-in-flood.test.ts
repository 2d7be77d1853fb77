import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openSquare, type OpenSquare } from '../open-square.ts'

const SECONDS = 4
const PER_SECOND = 200
const ATTACKER = '127.0.0.1'
/** Every address in 127.0.0.0/8 is this machine: so others come from somewhere else. */
const ELSEWHERE = '127.0.0.77'

interface Answer {
  readonly status: number
  readonly retryAfter: number
  readonly milliseconds: number
}

const skip = process.env['TEST_DATABASE_URL'] ? 'its square brings its own database' : false

describe('somebody who floods the door', { skip }, () => {
  let square: OpenSquare
  let token: string
  before(async () => {
    square = await openSquare()
    const shown = await fetch(`${square.address}/nl/sign-in`)
    token = /name="_token" value="([^"]+)"/.exec(await shown.text())?.[1] ?? ''
  })
  after(() => square.close())

  /** Asks for a sign-in link, from an address of this machine. */
  function askLink(email: string, localAddress: string): Promise<Answer> {
    const start = performance.now()
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const sent = request(
      new URL('/nl/sign-in/link', square.address.replace('localhost', '127.0.0.1')),
      { method: 'POST', localAddress, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      (answer) => {
        answer.resume()
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            retryAfter: Number(answer.headers['retry-after'] ?? 0),
            milliseconds: performance.now() - start,
          }),
        )
      },
    )
    sent.once('error', reject)
    sent.end(new URLSearchParams({ _token: token, email }).toString())
    return promise
  }

  /** So many requests a second, evenly, whether or not answers come. */
  async function flood(email: string): Promise<Answer[]> {
    const asked: Promise<Answer>[] = []
    const start = performance.now()
    for (let turn = 0; turn < SECONDS * PER_SECOND; turn += 1) {
      const due = start + (turn * 1000) / PER_SECOND
      const early = due - performance.now()
      if (early > 1) await pause(early)
      asked.push(askLink(email, ATTACKER))
    }
    return Promise.all(asked)
  }

  async function others(count: number): Promise<Answer[]> {
    const answers: Answer[] = []
    for (let turn = 0; turn < count; turn += 1) {
      await pause((SECONDS * 1000) / count)
      answers.push(await askLink(`neighbour-${turn}@example.be`, turn % 2 === 0 ? ELSEWHERE : ATTACKER))
    }
    return answers
  }

  test(`${PER_SECOND} tries a second on one account: few pass, others sign in all the same`, async () => {
    const [attack, calm] = await Promise.all([flood('victim@example.be'), others(20)])
    const passed = attack.filter(({ status }) => status === 303)
    const refused = attack.filter(({ status }) => status === 429)
    assert.equal(passed.length, 4)
    assert.equal(passed.length + refused.length, SECONDS * PER_SECOND)
    assert.ok(refused.every(({ retryAfter }) => retryAfter > 0))
    assert.deepEqual([...new Set(calm.map(({ status }) => status))], [303], 'somebody else was not let in')
    const median = (all: readonly Answer[]) =>
      all.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
    console.log(
      `ℹ flood: refused in ${median(refused).toFixed(1)} ms at the median; others answered in ${median(calm).toFixed(1)} ms`,
    )
  })
})
