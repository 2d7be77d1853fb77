import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { enforceRetention } from '../src/core/retention/retention.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { retentionOf } from '../src/web/retention/rules.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'
import { plant, signInWannes } from './planted-resident.ts'

describe('what is kept no longer than promised', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare(modules)
  })
  after(() => square.close())

  /** Runs the rules at this moment of the clock; gives what each deleted, without those that deleted nothing. */
  async function enforce(): Promise<Record<string, number>> {
    const counts = await enforceRetention(retentionOf(modules), square.services)
    return Object.fromEntries(
      counts.filter(({ deleted }) => deleted > 0).map(({ rule, deleted }) => [rule.name, deleted]),
    )
  }

  async function count(table: 'sign_in_link' | 'resident' | 'session' | 'spent_challenge'): Promise<number> {
    const { sql } = square.services
    const [row] = await sql<Record<typeof table, number>>`
      select (select count(*) from region.sign_in_link) as sign_in_link, (select count(*) from region.resident) as resident,
        (select count(*) from region.session) as session, (select count(*) from region.spent_challenge) as spent_challenge`
    return row?.[table] ?? 0
  }

  test('a form that was not sent goes after a day, with its photo', async () => {
    const visitor = square.visitor()
    await visitor.get('/nl/reports/new')
    await visitor.post('/nl/reports/new', { postalCode: '3000', street: 'Kerkstraat' })
    square.services.wait({ hours: 23 })
    assert.deepEqual(await enforce(), {})
    square.services.wait({ hours: 1 })
    assert.deepEqual(await enforce(), { 'reports.forget-drafts': 1 })
  })

  test('a link of a resident goes as soon as it is used, or too old; the session a week after it ends', async () => {
    await signInWannes(square)
    const visitor = square.visitor()
    await visitor.get('/nl/sign-in')
    await visitor.post('/nl/sign-in/link', { email: 'bo@voorbeeld.example' })
    assert.deepEqual(await enforce(), { 'region.forget-resident-links': 1 })
    square.services.wait({ minutes: 15 })
    assert.deepEqual(await enforce(), { 'region.forget-resident-links': 1 })
    assert.equal(await count('sign_in_link'), 0)
    square.services.wait({ hours: 24 * 7 })
    assert.equal((await enforce())['region.forget-ended-sessions'], undefined)
    square.services.wait({ hours: 12 })
    assert.equal((await enforce())['region.forget-ended-sessions'], 1)
  })

  test('a resident who stayed away for two years goes; one who signed in stays', async () => {
    const residents = await count('resident')
    square.services.wait({ hours: 24 * 722 })
    await enforce()
    assert.equal(await count('resident'), residents)
    square.services.wait({ hours: 24 })
    await signInWannes(square)
    square.services.wait({ hours: 24 * 729 })
    await enforce()
    assert.equal(await count('resident'), residents)
    square.services.wait({ hours: 24 * 2 })
    assert.equal((await enforce())['region.forget-absent-residents'], 1)
    assert.equal(await count('session'), 0)
  })

  test('who has no role any more loses the name and every way in', async () => {
    const { services } = square
    const id = await addStaff(services, {
      name: 'Jan Claes',
      email: 'jan@leuven.example',
      body: 'leuven',
      role: 'reader',
    })
    await createSignInLink(services, id)
    await services.sql`
      insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
      values (${randomUUID()}, ${id}::uuid, '\\x00', 0, '{}', 'telefoon van Jan', ${services.clock()})`
    await services.sql`delete from region.role where person = ${id}::uuid`
    assert.equal((await enforce())['region.forget-former-staff'], 1)
    assert.deepEqual(await services.sql`select name from region.passkey where person = ${id}::uuid`, [])
    assert.deepEqual(await services.sql`select token_hash from region.sign_in_link where person = ${id}::uuid`, [])
  })

  test('a challenge that was answered goes when it no longer counts', async () => {
    const { sql, clock } = square.services
    await sql`insert into region.spent_challenge (hash, expires_at) values ('x', ${clock().add({ minutes: 5 })})`
    await enforce()
    assert.equal(await count('spent_challenge'), 1)
    square.services.wait({ minutes: 5 })
    assert.equal((await enforce())['region.forget-challenges'], 1)
  })

  test('a year after a report is closed its photo goes, and the name that staff wrote', async () => {
    const { sql, files } = square.services
    const { id, photo } = await plant(square, square.visitor())
    await sql`update reports.report set status = 'solved', closed_at = ${square.services.clock()} where id = ${id}`
    square.services.wait({ hours: 24 * 365 })
    await enforce()
    assert.ok(await files.read(photo))
    square.services.wait({ hours: 1 })
    assert.equal((await enforce())['reports.forget-reporters'], 1)
    assert.equal(await files.read(photo), undefined)
    const messages = await sql<{
      message: string
    }>`select message from reports.event where report = ${id} and author = 'staff'`
    assert.deepEqual(
      messages.map(({ message }) => message).toSorted(),
      ['Beste […], we bellen […] of mailen […].', '[…] belde zelf: […].'].toSorted(),
    )
  })

  test('the operator sees each rule, what it did last and what it would do now', async () => {
    const { services, visitor } = square
    const who = { name: 'Noor', email: null, body: 'region-office', role: 'operator' } as const
    const noor = visitor()
    const path = new URL(await createSignInLink(services, await addStaff(services, who))).pathname
    await noor.get(path)
    await noor.post(path)
    const form = visitor()
    await form.get('/nl/reports/new')
    await form.post('/nl/reports/new', { postalCode: '3000', street: 'Kerkstraat' })
    // Not longer than a session lasts: the form was begun a day ago.
    await services.sql`update reports.draft set expires_at = ${services.clock()}`
    const { body } = await noor.get('/nl/operator/retention')
    assert.match(body, /Meldingen die niet verstuurd zijn, na één dag/)
    assert.match(body, /data-label="Nu te wissen"[^>]*>1</)
    assert.match(body, /Laatst gewist/)
    assert.equal((await services.sql`select id from reports.draft`).length > 0, true)
  })
})
