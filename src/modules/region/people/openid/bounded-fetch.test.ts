import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestRegion } from '../../testing.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { BASE_URL, openEvilProvider, type EvilProvider } from './testing.ts'

const ASK = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const

describe('asking something of a provider', () => {
  let outside: EvilProvider
  let square: Awaited<ReturnType<typeof openTestRegion>>
  before(async () => {
    outside = await openEvilProvider()
    square = await openTestRegion()
  })
  after(async () => {
    await outside.close()
    await square.close()
  })

  const askFrom = (baseUrl: string) => boundedFetch({ ...square.services.config, baseUrl })

  test('happens only at an address that may be reached', async () => {
    const ask = askFrom('https://plein.example')
    await assert.rejects(ask(`${outside.issuer}/jwks`, ASK), /not https/)
    await assert.rejects(askFrom(BASE_URL)('http://169.254.169.254/', ASK), /not https/)
    assert.deepEqual(outside.asked, [])
  })

  test('gives what is answered, and no more than there is room for', async () => {
    outside.answers.set('/small', { a: 1 })
    assert.deepEqual(await (await askFrom(BASE_URL)(`${outside.issuer}/small`, ASK)).json(), { a: 1 })
    outside.answers.set('/large', 'x'.repeat(600_000))
    await assert.rejects(askFrom(BASE_URL)(`${outside.issuer}/large`, ASK), /more than 524288 bytes/)
  })

  test('follows no redirect', async () => {
    outside.answers.set('/away', new URL(`${outside.issuer}/elsewhere`))
    assert.equal((await askFrom(BASE_URL)(`${outside.issuer}/away`, ASK)).status, 302)
    assert.ok(!outside.asked.includes('/elsewhere'))
  })
})
