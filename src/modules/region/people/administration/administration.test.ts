import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff, createSignInLink, listStaff } from '../../public.ts'
import { giveRole } from '../store.ts'
import { inviteFromCommand } from './invite.ts'
import type { Role } from '../../permissions.ts'

const SAMIRA = '0197a000-0000-7000-8000-000000000002'
const OPERATOR = '0197a000-0000-7000-8000-000000000001'

describe('letting colleagues in', () => {
  let square: TestSquare
  let leuven: TestVisitor
  let operator: TestVisitor
  before(async () => {
    square = await openTestSquare([region], { demo: true })
    leuven = await signedIn(SAMIRA)
    operator = await signedIn(OPERATOR)
  })
  after(() => square.close())

  async function signedIn(person: string): Promise<TestVisitor> {
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, person))
    return visitor
  }

  async function colleague(name: string, role: Role, email: string | null = null): Promise<string> {
    return addStaff(square.services, { name, email, body: 'leuven', role })
  }

  test('without an address the administrator gets the link once, to hand it over', async () => {
    await leuven.get('/nl/staff/people/new')
    const answer = await leuven.post('/nl/staff/people/new', {
      body: 'leuven',
      person: randomUUID(),
      name: 'Wout',
      email: '',
      role: 'handler',
    })
    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const path = /https:\/\/streekplein\.example(\/nl\/sign-in\/[\w-]+)/.exec(answer.body)?.[1] ?? ''
    const wout = square.visitor()
    await wout.get(path)
    assert.equal((await wout.post(path)).statusCode, 303)
    assert.match((await wout.get('/nl/account')).body, /Dag Wout/)
  })

  test('with an address the link goes there, and the administrator does not see it', async () => {
    await leuven.get('/nl/staff/people/new')
    const form = { body: 'leuven', person: randomUUID(), name: 'Lien', email: 'lien@leuven.example', role: 'reader' }
    const answer = await leuven.post('/nl/staff/people/new', form)
    assert.doesNotMatch(answer.body, /sign-in\/[\w-]{20}/)
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === 'lien@leuven.example')
    assert.match(letter?.text ?? '', /sign-in\/[\w-]{22}/)
    const lien = (await listStaff(square.services.sql, 'leuven')).find(({ name }) => name === 'Lien')
    const [deed] = await listDeeds(square.services.sql, `person:${lien?.id}`)
    assert.deepEqual([deed?.action, deed?.actor, deed?.reason], ['region.let-in', SAMIRA, 'leuven reader'])
  })

  test('an address that a colleague has is not given twice, so that a reload lets nobody in again', async () => {
    await leuven.get('/nl/staff/people/new')
    const form = {
      body: 'leuven',
      person: randomUUID(),
      name: 'Tweede Lien',
      email: 'LIEN@leuven.example',
      role: 'reader',
    }
    const answer = await leuven.post('/nl/staff/people/new', form)
    assert.equal(answer.statusCode, 409)
    assert.match(answer.body, /heeft een collega al/)
  })

  test('somebody let in at the command line stands in the log, and a new link ends the one before', async () => {
    const order = { name: 'Eerste', email: null, body: 'herent', role: 'administrator' } as const
    const first = await inviteFromCommand(square.services, order)
    const second = await inviteFromCommand(square.services, order)
    assert.equal((await square.visitor().get(new URL(first).pathname)).statusCode, 410)
    assert.equal((await square.visitor().get(new URL(second).pathname)).statusCode, 200)
    const [person] = await listStaff(square.services.sql, 'herent')
    const deeds = await listDeeds(square.services.sql, `person:${person?.id}`)
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['region.restore-access', 'region.let-in'],
    )
  })

  test('a form that is not right comes back with what was typed', async () => {
    await leuven.get('/nl/staff/people/new')
    const form = { body: 'leuven', person: randomUUID(), name: '', email: 'no address' }
    const answer = await leuven.post('/nl/staff/people/new', form)
    assert.equal(answer.statusCode, 422)
    for (const words of [
      'Vul een naam in',
      'Dit is geen e-mailadres',
      'Kies wat deze collega doet',
      'value="no address"',
    ])
      assert.ok(answer.body.includes(words), words)
  })

  test('an administrator lets nobody in elsewhere, and no operator', async () => {
    await leuven.get('/nl/staff/people/new')
    const at = (body: string, role: string) =>
      leuven.post('/nl/staff/people/new', { body, person: randomUUID(), name: 'Spion', email: '', role })
    assert.equal((await at('halle', 'reader')).statusCode, 404)
    assert.equal((await at('region-office', 'operator')).statusCode, 404)
    assert.equal((await at('no-such-body', 'reader')).statusCode, 404)
    assert.equal((await at('leuven', 'operator')).statusCode, 403)
    assert.equal((await leuven.get('/nl/staff/people?body=halle')).statusCode, 404)
  })

  test('somebody of another body is answered as if they were not there', async () => {
    const jan = await addStaff(square.services, { name: 'Jan van Halle', email: null, body: 'halle', role: 'reader' })
    const shown = await leuven.get(`/nl/staff/people/${jan}`)
    assert.equal(shown.statusCode, 404)
    assert.doesNotMatch(shown.body, /Jan van Halle/)
    const change = { body: 'halle', role: 'reader', change: 'take' }
    assert.equal((await leuven.post(`/nl/staff/people/${jan}/roles`, change)).statusCode, 404)
    assert.equal((await leuven.post(`/nl/staff/people/${jan}/restore`)).statusCode, 404)
  })

  test('a role is given and taken, and counts at once; without roles the sessions end', async () => {
    const id = await colleague('Fatima', 'reader')
    const fatima = await signedIn(id)
    await leuven.get(`/nl/staff/people/${id}`)
    await leuven.post(`/nl/staff/people/${id}/roles`, { body: 'leuven', role: 'administrator', change: 'give' })
    assert.equal((await fatima.get('/nl/staff/people')).statusCode, 200)
    await leuven.post(`/nl/staff/people/${id}/roles`, { body: 'leuven', role: 'administrator', change: 'take' })
    assert.equal((await fatima.get('/nl/staff/people')).statusCode, 403)
    const take = { body: 'leuven', role: 'reader', change: 'take' }
    const asked = await leuven.post(`/nl/staff/people/${id}/roles`, take)
    assert.match(asked.body, /De laatste rol van Fatima wegnemen/)
    assert.equal((await fatima.get('/nl/account')).statusCode, 200, 'one press takes no last role')
    const last = await leuven.post(`/nl/staff/people/${id}/roles`, { ...take, sure: 'yes' })
    assert.equal(last.headers.location, '/nl/staff/people?saved')
    assert.equal((await fatima.get('/nl/account')).statusCode, 401)
  })

  test('nobody changes their own roles', async () => {
    await leuven.get(`/nl/staff/people/${SAMIRA}`)
    const change = { body: 'leuven', role: 'handler', change: 'give' }
    assert.equal((await leuven.post(`/nl/staff/people/${SAMIRA}/roles`, change)).statusCode, 403)
    assert.equal((await leuven.post(`/nl/staff/people/${SAMIRA}/restore`)).statusCode, 403)
  })

  test('a colleague who lost the passkeys gets a new link; old passkeys, links and sessions are worthless', async () => {
    const id = await colleague('Rik', 'handler')
    const rik = await signedIn(id)
    const oldLink = new URL(await createSignInLink(square.services, id)).pathname
    await square.services.sql`
      insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
      values ('lost', ${id}::uuid, ''::bytea, 0, '{}', 'oude telefoon', now())`
    await leuven.get(`/nl/staff/people/${id}`)
    const answer = await leuven.post(`/nl/staff/people/${id}/restore`, { sure: 'yes' })
    assert.match(answer.body, /sign-in\/[\w-]{22}/)
    assert.equal((await rik.get('/nl/account')).statusCode, 401)
    assert.equal((await square.visitor().get(oldLink)).statusCode, 410)
    assert.deepEqual(await square.services.sql`select id from region.passkey where person = ${id}::uuid`, [])
  })

  test('a provider that knew a colleague who is helped in knows nobody any more', async () => {
    const { sql } = square.services
    const id = await colleague('Rita', 'handler')
    await sql`
      insert into region.openid_provider (id, body, label, issuer, client_id, auth, secret, created_at)
      values ('leuven-work', 'leuven', 'Leuven', 'https://login.example', 'x', 'client_secret_basic', 'x', now())`
    await sql`
      insert into region.openid_account (provider, subject, person, created_at)
      values ('leuven-work', 'thief', ${id}::uuid, now())`
    await leuven.get(`/nl/staff/people/${id}`)
    await leuven.post(`/nl/staff/people/${id}/restore`, { sure: 'yes' })
    assert.deepEqual(await sql`select subject from region.openid_account where person = ${id}::uuid`, [])
  })

  test('two administrators who take each other’s role at once: one of them keeps it', async () => {
    const people = await Promise.all(
      ['Een', 'Twee'].map((name) =>
        addStaff(square.services, { name, email: null, body: 'tienen', role: 'administrator' }),
      ),
    )
    const [one = '', two = ''] = people
    const [first, second] = [await signedIn(one), await signedIn(two)]
    const take = { body: 'tienen', role: 'administrator', change: 'take', sure: 'yes' }
    await Promise.all([
      first.post(`/nl/staff/people/${two}/roles`, take),
      second.post(`/nl/staff/people/${one}/roles`, take),
    ])
    assert.equal((await listStaff(square.services.sql, 'tienen')).length, 1)
  })

  test('who also works elsewhere is not helped in by an administrator of one body', async () => {
    const id = await colleague('Els', 'handler')
    await giveRole(square.services.sql, { person: id, body: 'halle', role: 'reader' })
    const shown = await leuven.get(`/nl/staff/people/${id}`)
    assert.match(shown.body, /werkt ook ergens anders/)
    assert.doesNotMatch(shown.body, /Halle/)
    assert.equal((await leuven.post(`/nl/staff/people/${id}/restore`, { sure: 'yes' })).statusCode, 403)
  })

  test('the form sent twice, by a reload, lets in one person with one link that works', async () => {
    await leuven.get('/nl/staff/people/new')
    const form = { body: 'leuven', person: randomUUID(), name: 'Eenmalig', email: '', role: 'reader' }
    const [first, second] = [
      await leuven.post('/nl/staff/people/new', form),
      await leuven.post('/nl/staff/people/new', form),
    ]
    const people = (await listStaff(square.services.sql, 'leuven')).filter(({ name }) => name === 'Eenmalig')
    assert.equal(people.length, 1)
    const linkIn = (page: string) => /https:\/\/streekplein\.example(\/nl\/sign-in\/[\w-]+)/.exec(page)?.[1] ?? ''
    assert.equal((await square.visitor().get(linkIn(first.body))).statusCode, 410)
    assert.equal((await square.visitor().get(linkIn(second.body))).statusCode, 200)
  })

  test('the form does not give a link of somebody who was there already', async () => {
    const id = await colleague('Oud', 'handler')
    await square.services.sql`
      insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
      values ('oud', ${id}::uuid, ''::bytea, 0, '{}', 'telefoon', now())`
    await leuven.get('/nl/staff/people/new')
    const form = { body: 'leuven', name: 'Oud', email: '', role: 'handler' }
    assert.equal((await leuven.post('/nl/staff/people/new', { ...form, person: id })).statusCode, 403)
    const ofHalle = await addStaff(square.services, { name: 'Oud', email: null, body: 'halle', role: 'handler' })
    const answer = await leuven.post('/nl/staff/people/new', { ...form, person: ofHalle })
    assert.doesNotMatch(answer.body, /sign-in\/[\w-]{22}/)
  })

  test('nobody’s keys are withdrawn by one press', async () => {
    const id = await colleague('Rosa', 'handler')
    const rosa = await signedIn(id)
    await leuven.get(`/nl/staff/people/${id}`)
    const asked = await leuven.post(`/nl/staff/people/${id}/restore`)
    assert.match(asked.body, /De sleutels van Rosa intrekken\?/)
    assert.equal((await rosa.get('/nl/account')).statusCode, 200)
  })

  test('an operator names the first administrator of a body, and nobody after that', async () => {
    const letIn = async (name: string, role: Role = 'administrator') => {
      await operator.get('/nl/staff/people/new?body=aarschot')
      const form = { body: 'aarschot', person: randomUUID(), name, email: '', role }
      return operator.post('/nl/staff/people/new', form)
    }
    assert.equal((await letIn('Lezer', 'handler')).statusCode, 403)
    assert.equal((await letIn('Eerste')).statusCode, 200)
    assert.equal((await letIn('Vriend van de operator')).statusCode, 403)
    assert.match((await operator.get('/nl/staff/people?body=aarschot')).body, /heeft een eigen beheerder/)
    const [first] = await listStaff(square.services.sql, 'aarschot')
    const take = { body: 'aarschot', role: 'administrator', change: 'take', sure: 'yes' }
    assert.equal((await operator.post(`/nl/staff/people/${first?.id}/roles`, take)).statusCode, 403)
    const restore = await operator.post(`/nl/staff/people/${first?.id}/restore`, { sure: 'yes' })
    assert.equal(restore.statusCode, 403, 'the link would be shown to the operator')
  })

  test('an operator helps an administrator who has an address in by letter, and does not see the link', async () => {
    const id = await colleague('Mia', 'administrator', 'mia@leuven.example')
    await operator.get(`/nl/staff/people/${id}`)
    const answer = await operator.post(`/nl/staff/people/${id}/restore`, { sure: 'yes' })
    assert.equal(answer.statusCode, 200)
    assert.doesNotMatch(answer.body, /sign-in\/[\w-]{22}/)
    const letters = (await listLetters(square.services.sql)).filter(({ to }) => to === 'mia@leuven.example')
    assert.ok(letters.some(({ text }) => /sign-in\/[\w-]{22}/.test(text)))
  })

  test('the administrators of a body hear of a new one', async () => {
    await colleague('Ans', 'administrator', 'ans@leuven.example')
    await leuven.get('/nl/staff/people/new')
    const form = { body: 'leuven', person: randomUUID(), name: 'Nieuwe Beheerder', email: '', role: 'administrator' }
    assert.equal((await leuven.post('/nl/staff/people/new', form)).statusCode, 200)
    await square.jobs.drain()
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === 'ans@leuven.example')
    assert.match(letter?.text ?? '', /Nieuwe Beheerder is nu beheerder op Streekplein voor Leuven/)
  })

  test('letters speak the language in which somebody signed in last', async () => {
    const id = await colleague('Luc', 'reader', 'luc@leuven.example')
    await square.visitor().signIn((await createSignInLink(square.services, id)).replace('/nl/', '/fr/'))
    await leuven.get(`/nl/staff/people/${id}`)
    await leuven.post(`/nl/staff/people/${id}/roles`, { body: 'leuven', role: 'editor', change: 'give' })
    await square.jobs.drain()
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === 'luc@leuven.example')
    assert.match(letter?.text ?? '', /Bonjour Luc/)
  })
})
