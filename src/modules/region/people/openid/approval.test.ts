import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../../module.ts'
import type { Role } from '../../permissions.ts'
import { addStaff, createSignInLink } from '../../public.ts'
import { findProvider } from './provider-store.ts'
import { BASE_URL, CALLBACK, openIdentityProvider, type IdentityProvider } from './testing.ts'

const SECRET = 'a-secret-that-nobody-may-read'

describe('the body itself says which provider may vouch for its staff', () => {
  let square: TestSquare
  let provider: IdentityProvider
  let operator: TestVisitor
  let administrator: TestVisitor

  before(async () => {
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL } })
    provider = await openIdentityProvider(async () =>
      ['leuven', 'other'].map((client_id) => ({ redirect_uris: [CALLBACK], client_secret: SECRET, client_id })),
    )
    operator = await staff('Op', 'region-office', 'operator')
    administrator = await staff('An', 'leuven', 'administrator', 'an@leuven.example')
    provider.people.set('boss', { name: 'Boss', groups: ['bosses'] })
  })
  after(async () => {
    await provider.close()
    await square.close()
  })

  async function staff(name: string, body: string, role: Role, email: string | null = null): Promise<TestVisitor> {
    const visitor = square.visitor()
    const id = await addStaff(square.services, { name, email, body, role })
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }

  const settings = (more: Record<string, string> = {}) => ({
    body: 'leuven',
    audience: 'staff',
    label: 'Werk',
    issuer: provider.issuer,
    clientId: 'leuven',
    auth: 'client_secret_basic',
    secret: SECRET,
    scope: 'openid profile email groups',
    roleClaim: 'groups',
    roles: 'bosses = administrator',
    ...more,
  })

  async function propose(more: Record<string, string> = {}): Promise<void> {
    await operator.get('/nl/operator/openid/new')
    assert.equal((await operator.post('/nl/operator/openid/new', settings(more))).statusCode, 303)
  }

  /** Presses the button as it stands on the page of the administrator. */
  async function decide(visitor: TestVisitor, approve: 'yes' | 'no') {
    const { body } = await visitor.get('/nl/staff/providers')
    const field = (name: string) =>
      (new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '').replaceAll('&quot;', '"')
    const seen = { issuer: field('issuer'), clientId: field('clientId'), roles: field('roles') }
    return visitor.post('/nl/staff/providers/leuven', { approve, ...seen })
  }

  async function signInAsBoss() {
    const visitor = square.visitor()
    const start = await visitor.get('/nl/sign-in/openid/leuven')
    if (start.statusCode !== 302) return { status: start.statusCode, visitor }
    const back = await provider.visit(start.headers.location ?? '', 'boss')
    return { status: (await visitor.get(back.slice(BASE_URL.length))).statusCode, visitor }
  }

  test('what an operator proposes lets nobody in until an administrator of the body approves', async () => {
    await propose()
    await square.jobs.drain()
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === 'an@leuven.example')
    assert.match(letter?.text ?? '', /staff\/providers/)
    assert.doesNotMatch((await square.visitor().get('/nl/sign-in')).body, /Aanmelden met Werk/)
    assert.equal((await signInAsBoss()).status, 404)
    assert.match((await operator.get('/nl/operator/openid')).body, /Wacht op de goedkeuring/)

    assert.equal((await decide(administrator, 'yes')).statusCode, 303)
    assert.equal((await signInAsBoss()).status, 303)
    const [deed] = await listDeeds(square.services.sql, 'openid-provider:leuven')
    assert.equal(deed?.action, 'region.approve-openid-provider')
  })

  test('an operator does not approve, nor an administrator of elsewhere', async () => {
    assert.equal((await operator.get('/nl/staff/providers')).statusCode, 403)
    const halle = await staff('Hal', 'halle', 'administrator')
    assert.doesNotMatch((await halle.get('/nl/staff/providers')).body, /Werk/)
    assert.equal((await halle.post('/nl/staff/providers/leuven', { approve: 'no' })).statusCode, 404)
  })

  test('a change of whom it vouches for waits again, and ends what it began; another name does not', async () => {
    const { visitor } = await signInAsBoss()
    await operator.get('/nl/operator/openid/leuven')
    await operator.post('/nl/operator/openid/leuven', settings({ label: 'Werk 2', secret: '' }))
    assert.equal((await findProvider(square.services.sql, 'leuven'))?.isApproved, true)
    assert.equal((await visitor.get('/nl/account')).statusCode, 200)
    await operator.post('/nl/operator/openid/leuven', settings({ roles: 'everybody = administrator', secret: '' }))
    assert.equal((await findProvider(square.services.sql, 'leuven'))?.isApproved, false)
    assert.equal((await visitor.get('/nl/account')).statusCode, 401)
  })

  test('what an operator changed since the page was shown is not approved by it', async () => {
    const { body } = await administrator.get('/nl/staff/providers')
    assert.match(body, /everybody/)
    const stale = { approve: 'yes', issuer: provider.issuer, clientId: 'leuven', roles: '["groups",{}]' }
    await administrator.post('/nl/staff/providers/leuven', stale)
    assert.equal((await findProvider(square.services.sql, 'leuven'))?.isApproved, false)
  })

  test('an administrator who no longer trusts it signs out whoever it let in', async () => {
    await operator.post('/nl/operator/openid/leuven', settings({ secret: '' }))
    await decide(administrator, 'yes')
    const { visitor } = await signInAsBoss()
    assert.equal((await visitor.get('/nl/account')).statusCode, 200)
    await decide(administrator, 'no')
    assert.equal((await visitor.get('/nl/account')).statusCode, 401)
    assert.equal((await administrator.get('/nl/account')).statusCode, 200)
  })

  test('where nobody administers the body yet, a provider works at once', async () => {
    await propose({ body: 'tienen', clientId: 'other' })
    assert.equal((await findProvider(square.services.sql, 'tienen'))?.isApproved, true)
  })
})
