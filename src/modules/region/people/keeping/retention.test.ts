import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { enforceRetention } from '#core/retention/retention.ts'
import { openTestRegion } from '../../testing.ts'
import { startSession } from '../sessions.ts'
import { retention } from './retention.ts'

describe('how long the region keeps what it knows of people', () => {
  let open: Awaited<ReturnType<typeof openTestRegion>>
  beforeEach(async () => {
    open = await openTestRegion()
  })
  afterEach(() => open.close())

  async function resident(email: string): Promise<string> {
    const id = randomUUID()
    const { sql, clock } = open.services
    await sql`
      insert into region.resident (id, email, language, created_at, last_seen_at)
      values (${id}::uuid, ${email}, 'nl', ${clock()}, ${clock()})`
    return id
  }

  async function link(email: string, minutes: number, used: boolean): Promise<void> {
    const { sql, clock } = open.services
    await sql`
      insert into region.sign_in_link (token_hash, email, expires_at, used_at)
      values (${Buffer.from(randomUUID())}, ${email}, ${clock().add({ minutes })}, ${used ? clock() : null})`
  }

  async function deletedBy(name: string): Promise<number | undefined> {
    const counts = await enforceRetention(retention, open.services)
    return counts.find(({ rule }) => rule.name === name)?.deleted
  }

  test('a link with an address goes when it was used or is too old, and not before', async () => {
    await link('an@voorbeeld.example', 15, false)
    assert.equal(await deletedBy('region.forget-resident-links'), 0)
    await link('bo@voorbeeld.example', 15, true)
    assert.equal(await deletedBy('region.forget-resident-links'), 1)
    open.services.wait({ minutes: 15 })
    assert.equal(await deletedBy('region.forget-resident-links'), 1)
  })

  test('a file that nobody opened for two years goes, with its sessions', async () => {
    const { sql, clock, wait } = open.services
    const id = await resident('an@voorbeeld.example')
    const signIn = { kind: 'resident', id, method: 'link', device: 'Firefox, Linux' } as const
    await sql.transaction((within) => startSession(within, signIn, clock()))
    wait({ hours: 24 * 729 })
    assert.equal(await deletedBy('region.forget-absent-residents'), 0)
    await resident('bo@voorbeeld.example')
    wait({ hours: 24 * 2 })
    assert.equal(await deletedBy('region.forget-absent-residents'), 1)
    assert.deepEqual(await sql`select email from region.resident`, [{ email: 'bo@voorbeeld.example' }])
    assert.deepEqual(await sql`select id from region.session`, [])
  })

  test('a question that a key answered is forgotten when it would not be believed any more', async () => {
    const { sql, clock, wait } = open.services
    await sql`
      insert into region.spent_challenge (hash, expires_at)
      values (${Buffer.from('challenge')}, ${clock().add({ minutes: 5 })})`
    assert.equal(await deletedBy('region.forget-challenges'), 0)
    wait({ minutes: 6 })
    assert.equal(await deletedBy('region.forget-challenges'), 1)
  })
})
