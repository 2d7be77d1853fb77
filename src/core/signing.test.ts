import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Database } from './database/database.ts'
import { openTestDatabase } from './database/testing.ts'
import { openSigner, sameText } from './signing.ts'

describe('signing', () => {
  let database: Database
  before(async () => {
    database = await openTestDatabase([])
  })
  after(() => database.close())

  it('gives the same signature after a restart, also when several processes make the key at once', async () => {
    const signers = await Promise.all(Array.from({ length: 8 }, () => openSigner(database.sql)))
    const later = await openSigner(database.sql)
    const signatures = new Set([...signers, later].map((sign) => sign('link', 'report 12')))
    assert.equal(signatures.size, 1)
    assert.match([...signatures][0] ?? '', /^[\w-]{22}$/)
  })

  it('signs each purpose and text differently, wherever the border between them lies', async () => {
    const sign = await openSigner(database.sql)
    const signatures = [
      sign('link', 'ab'),
      sign('form', 'ab'),
      sign('link', 'ac'),
      sign('linka', 'b'),
      sign('', 'linkab'),
    ]
    assert.equal(new Set(signatures).size, signatures.length)
  })

  it('has another key in every installation', async () => {
    const other = await openTestDatabase([])
    try {
      assert.notEqual((await openSigner(other.sql))('link', 'x'), (await openSigner(database.sql))('link', 'x'))
    } finally {
      await other.close()
    }
  })

  it('refuses a key that was damaged, instead of signing with less', async () => {
    const damaged = await openTestDatabase([])
    try {
      await damaged.sql`insert into core.setting (name, value) values ('signing-key', '"c2hvcnQ="')`
      await assert.rejects(openSigner(damaged.sql), /not a key of 32 bytes/)
    } finally {
      await damaged.close()
    }
  })

  it('compares texts of any length', () => {
    assert.ok(sameText('abc', 'abc'))
    assert.ok(!sameText('abc', 'abd'))
    assert.ok(!sameText('abc', 'abcd'))
    assert.ok(!sameText('', 'é'))
  })
})
