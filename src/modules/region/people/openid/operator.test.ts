import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff, createSignInLink } from '../../public.ts'
import { addAccount, findAccount } from './account-store.ts'
import { secretPurpose } from './provider.ts'
import { findProvider, listProviders } from './provider-store.ts'
import { BASE_URL, descriptionOf, openEvilProvider, type EvilProvider } from './testing.ts'

const SECRET = 'a-secret-that-nobody-may-read'

describe('an operator chooses with which providers people sign in', () => {
  let square: TestSquare
  let operator: TestVisitor
  let outside: EvilProvider

  before(async () => {
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL } })
    const role = 'operator' as const
    const person = await addStaff(square.services, { name: 'Op', email: null, body: 'region-office', role })
    const link = new URL(await createSignInLink(square.services, person)).pathname
    operator = square.visitor()
    await operator.get(link)
    await operator.post(link)
    outside = await openEvilProvider()
  })
  after(async () => {
    await outside.close()
    await square.close()
  })

  function answers(more: Record<string, string> = {}): Record<string, string> {
    return {
      body: 'leuven',
      audience: 'staff',
      label: 'Leuven account',
      issuer: outside.issuer,
      clientId: 'square',
      auth: 'client_secret_basic',
      secret: SECRET,
      scope: 'openid profile email',
      roleClaim: 'groups',
      roles: 'desk = handler\r\nCN=Boss = administrator',
      ...more,
    }
  }

  async function add(more: Record<string, string> = {}) {
    await operator.get('/nl/operator/openid/new')
    return operator.post('/nl/operator/openid/new', answers(more))
  }

  async function change(id: string, more: Record<string, string> = {}) {
    await operator.get(`/nl/operator/openid/${id}`)
    return operator.post(`/nl/operator/openid/${id}`, answers({ secret: '', ...more }))
  }

  const known = (id: string) => findProvider(square.services.sql, id)

  async function secretOf(id: string): Promise<string | undefined> {
    const provider = await known(id)
    return provider && square.services.unseal(secretPurpose(provider), provider.secret)
  }

  test('a provider that is added can be chosen; its secret is sealed and never shown', async () => {
    assert.equal((await add()).statusCode, 303)
    const provider = await known('leuven')
    assert.deepEqual(provider?.roles, { desk: 'handler', 'CN=Boss': 'administrator' })
    assert.equal(await secretOf('leuven'), SECRET)
    const rows = await square.services.sql<{ line: string }>`select p::text as line from region.openid_provider p`
    assert.ok(rows.every(({ line }) => !line.includes(SECRET)))
    const choices = await listProviders(square.services.sql, { for: 'staff' })
    assert.deepEqual(
      choices.map(({ id, label }) => ({ id, label })),
      [{ id: 'leuven', label: 'Leuven account' }],
    )
    const list = await operator.get('/nl/operator/openid')
    assert.match(list.body, /http:\/\/127\.0\.0\.1:8080\/sign-in\/openid\/callback/)
    const form = await operator.get('/nl/operator/openid/leuven')
    assert.match(form.body, /CN=Boss = administrator/)
    assert.ok(!`${list.body}${form.body}`.includes(SECRET))
    const [deed] = await listDeeds(square.services.sql, 'openid-provider:leuven')
    assert.equal(deed?.action, 'region.add-openid-provider')
    assert.equal(deed.municipality, '24062')
  })

  test('with a key of our own, the page says where the provider finds it', async () => {
    assert.equal((await add({ body: 'halle', auth: 'private_key_jwt', secret: '' })).statusCode, 303)
    assert.match((await operator.get('/nl/operator/openid')).body, /\/sign-in\/openid\/halle\/jwks\.json/)
    const [key] = (await operator.get('/sign-in/openid/halle/jwks.json')).json().keys
    await change('halle', { auth: 'private_key_jwt', label: 'Halle' })
    const [same] = (await operator.get('/sign-in/openid/halle/jwks.json')).json().keys
    assert.deepEqual(same, key)
  })

  test('a second provider of a body gets a name of its own', async () => {
    assert.equal((await add({ body: 'tienen' })).statusCode, 303)
    assert.equal((await add({ body: 'tienen', label: 'itsme', audience: 'residents' })).statusCode, 303)
    const alike = await add({ body: 'tienen', label: 'ITSME' })
    assert.match(alike.body, /al een aanmelddienst met deze naam/)
    assert.equal((await known('tienen'))?.forResidents, false)
    assert.equal((await known('tienen-2'))?.forResidents, true)
  })

  test('what is not right is said beside the question, with everything else still filled in', async () => {
    const wrong = { body: '', issuer: 'ftp://x', secret: '', scope: 'profile', roles: 'desk = operator' }
    const answer = await add(wrong)
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Er moet minstens openid staan/)
    assert.match(answer.body, /een rol uit de lijst/)
    assert.match(answer.body, /value="Leuven account"/)
    const later = await add({ body: 'nowhere', issuer: 'http://login.example', secret: '', roleClaim: '' })
    assert.equal(later.statusCode, 422)
    for (const says of [/Kies een bestuur/, /begint met https/, /Geef het geheim/, /Zeg welk gegeven/])
      assert.match(later.body, says)
    const everybody = await add({ issuer: 'https://login.microsoftonline.com/common/v2.0' })
    assert.match(everybody.body, /iedereen ter wereld/)
    const number = await add({ issuer: 'https://10.0.0.7' })
    assert.match(number.body, /begint met https/)
    const typed = await add({ label: '' })
    assert.match(typed.body, /Geef een naam/)
    assert.equal(typed.statusCode, 422)
    assert.ok(!typed.body.includes(SECRET))
  })

  test('a national number is not asked for', async () => {
    const answer = await add({ scope: 'openid rrn' })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /We vragen geen rijksregisternummer/)
  })

  test('an empty secret keeps the one that is known, but never for another address', async () => {
    await add({ body: 'aarschot' })
    assert.equal((await change('aarschot', { label: 'Aarschot' })).statusCode, 303)
    assert.equal((await known('aarschot'))?.label, 'Aarschot')
    assert.equal(await secretOf('aarschot'), SECRET)
    const elsewhere = await change('aarschot', { issuer: 'https://login.example' })
    assert.equal(elsewhere.statusCode, 422)
    assert.match(elsewhere.body, /Geef het geheim/)
  })

  test('at another address nobody is known any longer: the same name may be somebody else', async () => {
    await add({ body: 'diest' })
    const { sql, clock } = square.services
    const person = await addStaff(square.services, { name: 'Di', email: null, body: 'diest', role: 'handler' })
    await addAccount(sql, { provider: 'diest', subject: '1', person, resident: null, mapped: false }, clock())
    await change('diest', { label: 'Diest' })
    assert.equal((await findAccount(sql, 'diest', '1'))?.person, person)
    await change('diest', { issuer: 'https://login.example', secret: 'new' })
    assert.equal(await findAccount(sql, 'diest', '1'), undefined)
  })

  test('a check says whether the provider answers as it should', async () => {
    await add({ body: 'landen' })
    assert.match((await operator.get('/nl/operator/openid/landen/check')).body, /antwoordt goed/)
    outside.answers.set('/.well-known/openid-configuration', {
      ...descriptionOf(outside.issuer),
      issuer: 'https://x.be',
    })
    const wrong = await operator.get('/nl/operator/openid/landen/check')
    assert.match(wrong.body, /antwoordt niet zoals het moet/)
    assert.match(wrong.body, /OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED/)
  })

  test('a provider goes after a second question; the people stay', async () => {
    await add({ body: 'zoutleeuw' })
    assert.match((await operator.get('/nl/operator/openid/zoutleeuw/remove')).body, /Ja, verwijder deze dienst/)
    const unsure = await operator.post('/nl/operator/openid/zoutleeuw/remove')
    assert.equal(unsure.statusCode, 422)
    assert.match(unsure.body, /Kruis aan dat je het zeker weet/)
    assert.ok(await known('zoutleeuw'))
    assert.equal((await operator.post('/nl/operator/openid/zoutleeuw/remove', { sure: 'yes' })).statusCode, 303)
    assert.equal(await known('zoutleeuw'), undefined)
    assert.equal((await operator.get('/nl/operator/openid/zoutleeuw')).statusCode, 404)
    const [deed] = await listDeeds(square.services.sql, 'openid-provider:zoutleeuw')
    assert.equal(deed?.action, 'region.remove-openid-provider')
  })
})
