import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff, createSignInLink } from '../../public.ts'
import { identify } from '../sessions.ts'
import { giveRole, takeRole } from '../store.ts'
import { createEmailLink } from '../links.ts'
import { addResident } from '../resident-store.ts'
import { forgetFormerAccounts } from './account-store.ts'
import { listConnections } from './connections.ts'
import { publicKeys } from './keys.ts'
import { secretPurpose } from './provider.ts'
import { addTestProvider, BASE_URL, CALLBACK, openIdentityProvider, type IdentityProvider } from './testing.ts'

const LEUVEN_ONLY = '/nl/region/24062/tracks/reports'
const HALLE_ONLY = '/nl/region/23027/tracks/reports'

describe('signing in with the provider of a body', () => {
  let square: TestSquare
  let provider: IdentityProvider

  before(async () => {
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL } })
    provider = await openIdentityProvider(async (issuer) => {
      const signing = await addTestProvider(square, {
        id: 'with-key',
        issuer,
        clientId: 'with-key',
        auth: 'private_key_jwt',
        roleClaim: 'groups',
        roles: { 'leuven-admins': 'administrator', 'leuven-desk': 'handler' },
      })
      await addTestProvider(square, { id: 'leuven', issuer, clientId: 'leuven' })
      await addTestProvider(square, { id: 'leuven-post', issuer, clientId: 'posts', auth: 'client_secret_post' })
      await addTestProvider(square, { id: 'halle', issuer, clientId: 'halle', body: 'halle' })
      await addTestProvider(square, { id: 'residents', issuer, clientId: 'residents', forResidents: true })
      const key = publicKeys(square.services.unseal(secretPurpose(signing), signing.secret) ?? '')
      const usual = { redirect_uris: [CALLBACK], client_secret: 'a-secret-that-nobody-may-read' }
      return [
        ...['leuven', 'halle', 'residents'].map((client_id) => ({ ...usual, client_id })),
        { ...usual, client_id: 'posts', token_endpoint_auth_method: 'client_secret_post' },
        {
          client_id: 'with-key',
          redirect_uris: [CALLBACK],
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'ES256',
          jwks: { keys: key?.keys ?? [] },
        },
      ]
    })
  })
  after(async () => {
    await provider.close()
    await square.close()
  })

  /** Goes to the provider, signs in there and comes back. */
  async function signIn(visitor: TestVisitor, path: string, subject: string) {
    const start = await visitor.get(path)
    assert.equal(start.statusCode, 302)
    const back = await provider.visit(start.headers.location ?? '', subject)
    return visitor.get(back.slice(BASE_URL.length))
  }

  async function colleague(name: string, more: { email?: string; body?: string; role?: 'administrator' } = {}) {
    const { email = null, body = 'leuven', role = 'administrator' } = more
    return addStaff(square.services, { name, email, body, role })
  }

  async function personOf(subject: string): Promise<string | undefined> {
    const [row] = await square.services.sql<{ person: string }>`
      select person from region.openid_account where subject = ${subject}`
    return row?.person
  }

  test('a colleague whom the administrator let in signs in with the work account, and is known the next time', async () => {
    const an = await colleague('An Peeters', { email: 'An.Peeters@leuven.example' })
    provider.people.set('an', { name: 'An P.', email: 'an.peeters@leuven.example', email_verified: true })
    const visitor = square.visitor()
    const done = await signIn(visitor, '/fr/sign-in/openid/leuven', 'an')
    assert.equal(done.statusCode, 303)
    assert.equal(done.headers.location, '/fr')
    const cookies = String(done.headers['set-cookie'])
    assert.match(cookies, /session=[\w-]{40,}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax/)
    assert.match(cookies, /openid=; Path=\/; Max-Age=0/)
    assert.match((await visitor.get('/nl/region')).body, /An Peeters/)
    assert.equal((await visitor.get(LEUVEN_ONLY)).statusCode, 200)

    provider.people.set('an', { name: 'An P.', email: 'another@leuven.example' })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'an')).statusCode, 303)
    assert.equal(await personOf('an'), an)
    const deeds = await listDeeds(square.services.sql, `person:${an}`)
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['region.sign-in', 'region.sign-in', 'region.connect-openid'],
    )
  })

  test('a secret may also go in the message', async () => {
    await colleague('Bert', { email: 'bert@leuven.example' })
    provider.people.set('bert', { email: 'bert@leuven.example', email_verified: true })
    const done = await signIn(square.visitor(), '/nl/sign-in/openid/leuven-post', 'bert')
    assert.equal(done.statusCode, 303)
  })

  test('with a key of our own, without an e-mail address, the provider says who is let in as what', async () => {
    provider.people.set('chris', { given_name: 'Chris', family_name: 'Claes', groups: ['leuven-admins', 'others'] })
    const visitor = square.visitor()
    assert.equal((await signIn(visitor, '/nl/sign-in/openid/with-key', 'chris')).statusCode, 303)
    assert.match((await visitor.get('/nl/region')).body, /Chris Claes/)
    assert.equal((await visitor.get(LEUVEN_ONLY)).statusCode, 200)
    assert.equal((await visitor.get(HALLE_ONLY)).statusCode, 403)
    const deeds = await listDeeds(square.services.sql, `person:${await personOf('chris')}`)
    assert.deepEqual(
      deeds.map(({ action, reason }) => [action, reason]),
      [
        ['region.sign-in', 'openid'],
        ['region.make-person', 'administrator'],
      ],
    )

    provider.people.set('chris', { given_name: 'Chris', family_name: 'Claes', groups: 'leuven-desk' })
    const later = square.visitor()
    assert.equal((await signIn(later, '/nl/sign-in/openid/with-key', 'chris')).statusCode, 303)
    assert.equal((await later.get(LEUVEN_ONLY)).statusCode, 403)
    assert.equal((await visitor.get(LEUVEN_ONLY)).statusCode, 403)
  })

  test('the public key is for everybody, and only the public part', async () => {
    const answer = await square.visitor().get('/sign-in/openid/with-key/jwks.json')
    assert.match(String(answer.headers['content-type']), /^application\/jwk-set\+json/)
    const [key] = answer.json().keys
    assert.equal(key.alg, 'ES256')
    assert.equal(key.d, undefined)
    assert.equal((await square.visitor().get('/sign-in/openid/leuven/jwks.json')).statusCode, 404)
  })

  test('whoever lost every role is not let in, also when the provider took it away', async () => {
    const dirk = await colleague('Dirk', { email: 'dirk@leuven.example' })
    provider.people.set('dirk', { email: 'dirk@leuven.example', email_verified: true })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'dirk')).statusCode, 303)
    await takeRole(square.services.sql, { person: dirk, body: 'leuven', role: 'administrator' })
    const refused = await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'dirk')
    assert.equal(refused.statusCode, 403)
    assert.match(refused.body, /Vraag je beheerder/)

    provider.people.set('els', { name: 'Els', groups: ['leuven-desk'] })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/with-key', 'els')).statusCode, 303)
    provider.people.set('els', { name: 'Els', groups: [] })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/with-key', 'els')).statusCode, 403)
    const roles = await square.services.sql`select role from region.role where person = ${await personOf('els')}::uuid`
    assert.deepEqual(roles, [])
    await forgetFormerAccounts(square.services.sql)
    assert.equal(await personOf('els'), undefined)
    assert.notEqual(await personOf('an'), undefined)
  })

  test('a provider of Halle lets nobody in at Leuven, whatever it says', async () => {
    await colleague('Fatima', { email: 'fatima@leuven.example' })
    provider.people.set('fatima', { email: 'fatima@leuven.example', email_verified: true, groups: ['leuven-admins'] })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/halle', 'fatima')).statusCode, 403)
    assert.equal(await personOf('fatima'), undefined)
  })

  /** Signs somebody in with a link; gives the browser, and the links of the account page to connect. */
  async function openAccount(person: string) {
    const { services } = square
    const link = new URL(await createSignInLink(services, person)).pathname
    const browser = square.visitor()
    await browser.get(link)
    const token = /session=([\w-]+)/.exec(String((await browser.post(link)).headers['set-cookie']))?.[1] ?? ''
    const connections = await listConnections({ ...services, visitor: await identify(token, services) })
    return { browser, connections, pathTo: (id: string) => `/nl${connections.find((one) => one.id === id)?.path}` }
  }

  test('who works for two bodies has only the roles of the body whose provider vouches', async () => {
    const gert = await colleague('Gert')
    await giveRole(square.services.sql, { person: gert, body: 'halle', role: 'administrator' })
    const { browser, pathTo } = await openAccount(gert)
    const connected = await signIn(browser, pathTo('halle'), 'gert')
    assert.equal(connected.headers.location, '/nl/account?saved')

    const later = square.visitor()
    assert.equal((await signIn(later, '/nl/sign-in/openid/halle', 'gert')).statusCode, 303)
    assert.equal((await later.get(HALLE_ONLY)).statusCode, 200)
    assert.equal((await later.get(LEUVEN_ONLY)).statusCode, 403)
  })

  test('a colleague connects the work account, and signs in with it from then on', async () => {
    const hans = await colleague('Hans')
    const { browser, connections, pathTo } = await openAccount(hans)
    assert.deepEqual(
      connections.map(({ id }) => id),
      ['leuven', 'leuven-post', 'with-key'],
    )
    assert.equal((await signIn(browser, pathTo('leuven'), 'hans')).statusCode, 303)
    const again = await openAccount(hans)
    assert.deepEqual(
      again.connections.map(({ isConnected }) => isConnected),
      [true, false, false],
    )
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'hans')).statusCode, 303)
    assert.equal(await personOf('hans'), hans)
  })

  test('an account that a colleague connected cannot be taken over', async () => {
    const { browser, pathTo } = await openAccount(await colleague('Ines'))
    assert.equal((await signIn(browser, pathTo('leuven'), 'ines')).statusCode, 303)
    const other = await openAccount(await colleague('Jan'))
    assert.equal((await signIn(other.browser, other.pathTo('leuven'), 'ines')).statusCode, 409)
  })

  test('a link on another site cannot make somebody connect an account', async () => {
    const { browser, pathTo } = await openAccount(await colleague('Kaat'))
    const other = await openAccount(await colleague('Lien'))
    assert.equal((await browser.get('/nl/sign-in/openid/leuven?connect=guessed')).statusCode, 403)
    assert.equal((await browser.get(other.pathTo('leuven'))).statusCode, 403)
    assert.equal((await square.visitor().get(pathTo('leuven'))).statusCode, 403)
    const elsewhere = pathTo('leuven').replace('/leuven?', '/halle?')
    assert.equal((await browser.get(elsewhere)).statusCode, 403)
  })

  test('connecting ends with the session in which it began', async () => {
    const { browser, pathTo } = await openAccount(await colleague('Mia'))
    const start = await browser.get(pathTo('leuven'))
    const back = await provider.visit(start.headers.location ?? '', 'mia')
    await browser.get('/nl/region')
    await browser.post('/nl/sign-out')
    assert.equal((await browser.get(back.slice(BASE_URL.length))).statusCode, 403)
    assert.equal(await personOf('mia'), undefined)
  })

  test('an address that its owner did not confirm, or that two colleagues share, connects nobody', async () => {
    await colleague('Nora', { email: 'nora@leuven.example' })
    provider.people.set('nora', { email: 'nora@leuven.example', email_verified: false })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'nora')).statusCode, 403)
    await colleague('Noor', { email: 'noor@leuven.example' })
    provider.people.set('noor', { email: 'noor@leuven.example' })
    const unsaid = await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'noor')
    assert.equal(unsaid.statusCode, 403, 'a provider that does not say so, did not check it')
    await colleague('Omar', { email: 'desk@leuven.example' })
    await colleague('Piet', { email: 'desk@leuven.example' })
    provider.people.set('desk', { email: 'desk@leuven.example', email_verified: true })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'desk')).statusCode, 403)
  })

  test('a successor with the same address is not taken for who had it before', async () => {
    await colleague('Rik', { email: 'rik@leuven.example' })
    provider.people.set('rik', { email: 'rik@leuven.example', email_verified: true })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'rik')).statusCode, 303)
    provider.people.set('rik-2', { email: 'rik@leuven.example', email_verified: true })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/leuven', 'rik-2')).statusCode, 403)
  })

  async function residentOf(subject: string) {
    const [row] = await square.services.sql<{ id: string; email: string | null; name: string | null }>`
      select r.id, r.email, r.name from region.openid_account a join region.resident r on r.id = a.resident
      where a.subject = ${subject}`
    return row
  }

  test('a resident signs in without an account here, and is the same one the next time', async () => {
    provider.people.set('sara', { name: 'Sara Smets', email: 'Sara@Example.be', email_verified: true })
    const done = await signIn(square.visitor(), '/de/sign-in/openid/residents', 'sara')
    assert.equal(done.headers.location, '/de/my-file')
    const made = await residentOf('sara')
    assert.equal(made?.email, null, 'an address is proven by a link only')
    assert.equal(made?.name, 'Sara Smets')
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/residents', 'sara')).statusCode, 303)
    assert.deepEqual(await residentOf('sara'), made)
  })

  test('a provider opens no file by an address that it tells, checked or not', async () => {
    const { sql, clock } = square.services
    const id = await addResident(sql, { email: 'tom@example.be', name: null, language: 'nl' }, clock())
    provider.people.set('tom', { email: 'Tom@example.be', email_verified: true })
    assert.equal((await signIn(square.visitor(), '/nl/sign-in/openid/residents', 'tom')).statusCode, 303)
    assert.notEqual((await residentOf('tom'))?.id, id)
    assert.equal((await residentOf('tom'))?.email, null)
  })

  /** Opens "my file" with a link to an address, and the page where a provider is connected. */
  async function openFile(email: string) {
    const browser = square.visitor()
    await browser.signIn(await createEmailLink(square.services, { email }, 'nl'))
    const account = await browser.get('/nl/account')
    const path = /\/nl\/sign-in\/openid\/residents\?connect=[\w.-]+/.exec(account.body)?.[0] ?? ''
    return { browser, path }
  }

  test('a resident connects a provider with the file that is open; it opens that file from then on', async () => {
    const { browser, path } = await openFile('wies@example.be')
    assert.equal((await signIn(browser, path, 'wies')).headers.location, '/nl/account?saved')
    const later = square.visitor()
    await signIn(later, '/nl/sign-in/openid/residents', 'wies')
    assert.match((await later.get('/nl/account')).body, /wies@example\.be/)
  })

  test('what the provider opened before comes along, and that file is gone', async () => {
    const first = square.visitor()
    await signIn(first, '/nl/sign-in/openid/residents', 'xan')
    const before = await residentOf('xan')
    const { browser, path } = await openFile('xan@example.be')
    await signIn(browser, path, 'xan')
    assert.equal((await residentOf('xan'))?.email, 'xan@example.be')
    assert.deepEqual(await square.services.sql`select id from region.resident where id = ${before?.id}::uuid`, [])
    assert.equal((await first.get('/nl/my-file')).statusCode, 401)
  })

  test('a provider that opens a file with an address of its own is not connected with another', async () => {
    const one = await openFile('yara@example.be')
    await signIn(one.browser, one.path, 'yara')
    const two = await openFile('other@example.be')
    assert.equal((await signIn(two.browser, two.path, 'yara')).statusCode, 409)
    assert.equal((await residentOf('yara'))?.email, 'yara@example.be')
  })

  test('a provider for residents gives no role to staff, whatever it says', async () => {
    await colleague('Ulla', { email: 'ulla@leuven.example' })
    provider.people.set('ulla', { email: 'ulla@leuven.example', email_verified: true, groups: ['leuven-admins'] })
    const visitor = square.visitor()
    assert.equal((await signIn(visitor, '/nl/sign-in/openid/residents', 'ulla')).headers.location, '/nl/my-file')
    assert.equal((await visitor.get(LEUVEN_ONLY)).statusCode, 403)
  })

  test('the session that a browser had ends when somebody signs in', async () => {
    const { browser, pathTo } = await openAccount(await colleague('Vera'))
    await signIn(browser, pathTo('leuven'), 'vera')
    const sessions = () => square.services.sql`
      select s.id from region.session s join region.person p on p.id = s.person where p.name = 'Vera'`
    const [before] = await sessions()
    assert.equal((await signIn(browser, '/nl/sign-in/openid/leuven', 'vera')).statusCode, 303)
    const after = await sessions()
    assert.equal(after.length, 1)
    assert.notDeepEqual(after[0], before)
  })
})
