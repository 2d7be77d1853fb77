import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff, createSignInLink } from '../../public.ts'
import { findPerson, giveRole } from '../store.ts'
import { addTestProvider, BASE_URL, CALLBACK, openIdentityProvider, type IdentityProvider } from './testing.ts'

describe('whose account it is', () => {
  let square: TestSquare
  let provider: IdentityProvider

  before(async () => {
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL } })
    provider = await openIdentityProvider(async (issuer) => {
      const roleClaim = 'groups'
      const roles = { admins: 'administrator' } as const
      await addTestProvider(square, { id: 'leuven', issuer, clientId: 'leuven', roleClaim, roles })
      await addTestProvider(square, { id: 'halle', issuer, clientId: 'halle', body: 'halle' })
      await addTestProvider(square, { id: 'diest', issuer, clientId: 'diest', body: 'diest' })
      const usual = { redirect_uris: [CALLBACK], client_secret: 'a-secret-that-nobody-may-read' }
      return ['leuven', 'halle', 'diest'].map((client_id) => ({ ...usual, client_id }))
    })
  })
  after(async () => {
    await provider.close()
    await square.close()
  })

  async function signIn(visitor: TestVisitor, id: string, subject: string) {
    const start = await visitor.get(`/nl/sign-in/openid/${id}`)
    const back = await provider.visit(start.headers.location ?? '', subject)
    return visitor.get(back.slice(BASE_URL.length))
  }

  async function personOf(subject: string) {
    const [row] = await square.services.sql<{ person: string }>`
      select person from region.openid_account where subject = ${subject}`
    return row && findPerson(square.services.sql, row.person)
  }

  test('who works for another body too is not recognised by an address: that body did not choose this provider', async () => {
    const role = 'handler' as const
    const email = 'both@leuven.example'
    const person = await addStaff(square.services, { name: 'Both', email, body: 'leuven', role })
    await giveRole(square.services.sql, { person, body: 'halle', role })
    provider.people.set('both', { email, email_verified: true })
    assert.equal((await signIn(square.visitor(), 'halle', 'both')).statusCode, 403)
    assert.equal(await personOf('both'), undefined)
  })

  test('an operator is not recognised by an address', async () => {
    const email = 'chief@halle.example'
    const person = await addStaff(square.services, { name: 'Chief', email, body: 'halle', role: 'handler' })
    await giveRole(square.services.sql, { person, body: 'halle', role: 'operator' })
    provider.people.set('chief', { email, email_verified: true })
    assert.equal((await signIn(square.visitor(), 'halle', 'chief')).statusCode, 403)
    assert.equal(await personOf('chief'), undefined)
  })

  test('an address that the provider did not confirm is not kept: letters to sign in go there', async () => {
    provider.people.set('unsure', {
      name: 'Unsure',
      email: 'x@leuven.example',
      email_verified: false,
      groups: ['admins'],
    })
    assert.equal((await signIn(square.visitor(), 'leuven', 'unsure')).statusCode, 303)
    assert.equal((await personOf('unsure'))?.email, null)
  })

  test('of somebody who works for another body too, a provider changes neither name nor address', async () => {
    provider.people.set('wim', { name: 'Wim', email: 'wim@leuven.example', email_verified: true, groups: ['admins'] })
    assert.equal((await signIn(square.visitor(), 'leuven', 'wim')).statusCode, 303)
    const person = (await personOf('wim'))?.id ?? ''
    await giveRole(square.services.sql, { person, body: 'halle', role: 'administrator' })
    provider.people.set('wim', {
      name: 'Other',
      email: 'other@leuven.example',
      email_verified: true,
      groups: ['admins'],
    })
    assert.equal((await signIn(square.visitor(), 'leuven', 'wim')).statusCode, 303)
    const now = await personOf('wim')
    assert.deepEqual([now?.name, now?.email], ['Wim', 'wim@leuven.example'])
  })

  test('with a provider that is removed, the sessions that it started end; others go on', async () => {
    const { services } = square
    const an = await addStaff(services, {
      name: 'An Smets',
      email: 'an@diest.example',
      body: 'diest',
      role: 'administrator',
    })
    provider.people.set('an', { email: 'an@diest.example', email_verified: true })
    const byProvider = square.visitor()
    assert.equal((await signIn(byProvider, 'diest', 'an')).statusCode, 303)
    const byLink = square.visitor()
    const link = new URL(await createSignInLink(services, an)).pathname
    await byLink.get(link)
    await byLink.post(link)

    assert.match((await byProvider.get('/nl/region')).body, /An Smets/)

    const operator = square.visitor()
    const role = 'operator' as const
    const op = await addStaff(services, { name: 'Op', email: null, body: 'region-office', role })
    const opLink = new URL(await createSignInLink(services, op)).pathname
    await operator.get(opLink)
    await operator.post(opLink)
    await operator.get('/nl/operator/openid/diest/remove')
    assert.equal((await operator.post('/nl/operator/openid/diest/remove', { sure: 'yes' })).statusCode, 303)
    assert.doesNotMatch((await byProvider.get('/nl/region')).body, /An Smets/)
    assert.match((await byLink.get('/nl/region')).body, /An Smets/)
  })
})
