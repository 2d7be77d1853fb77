import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../module.ts'
import { createSignInLink } from './links.ts'

const SAMIRA = '0197a000-0000-7000-8000-000000000002'

describe('one’s own account', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region], { demo: true })
  })
  after(() => square.close())

  async function samira(): Promise<TestVisitor> {
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, SAMIRA))
    return visitor
  }

  test('a session that is open for a while makes no passkey: a thief could keep the door open with it', async () => {
    const visitor = await samira()
    const fresh = await visitor.get('/nl/account')
    assert.match(fresh.body, /data-passkey="create"/)
    const challenge = /name="challenge" value="([^"]+)"/.exec(fresh.body)?.[1] ?? ''
    square.services.wait({ minutes: 31 })
    assert.doesNotMatch((await visitor.get('/nl/account')).body, /data-passkey="create"/)
    const answer = await visitor.post('/nl/account/passkeys', { challenge, credential: '{}', name: 'x' })
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /Meld je af en weer aan/)
  })

  test('a passkey without a name is asked for one, and nonsense is refused', async () => {
    const visitor = await samira()
    const shown = await visitor.get('/nl/account')
    const challenge = /name="challenge" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
    const nameless = await visitor.post('/nl/account/passkeys', { challenge, credential: '{}', name: ' ' })
    assert.equal(nameless.statusCode, 422)
    assert.match(nameless.body, /Geef de sleutel een naam/)
    const nonsense = await visitor.post('/nl/account/passkeys', { challenge, credential: '{}', name: 'x' })
    assert.equal(nonsense.statusCode, 403)
  })

  test('the last passkey goes after a second question only', async () => {
    const { sql } = square.services
    await sql`
      insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
      select 'own-' || n, ${SAMIRA}::uuid, ''::bytea, 0, '{}', 'sleutel ' || n, now() from generate_series(1, 2) n`
    const visitor = await samira()
    await visitor.get('/nl/account')
    const remove = (id: string, more = {}) => visitor.post('/nl/account/passkeys/remove', { id, ...more })
    assert.equal((await remove('own-1')).statusCode, 303)
    const asked = await remove('own-2')
    assert.match(asked.body, /Je laatste sleutel weghalen\?/)
    const left = () => sql`select id from region.passkey where person = ${SAMIRA}::uuid`
    assert.equal((await left()).length, 1)
    assert.equal((await remove('own-2', { sure: 'yes' })).statusCode, 303)
    assert.equal((await left()).length, 0)
  })

  test('a passkey of somebody else cannot be removed', async () => {
    await square.services.sql`
      insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
      select 'of-another', id, ''::bytea, 0, '{}', 'sleutel', now() from region.person where name = 'Tom Janssens'`
    const visitor = await samira()
    await visitor.get('/nl/account')
    assert.equal((await visitor.post('/nl/account/passkeys/remove', { id: 'of-another' })).statusCode, 404)
    assert.equal((await square.services.sql`select id from region.passkey where id = 'of-another'`).length, 1)
  })
})
