import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { pino } from 'pino'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff } from '../../public.ts'
import { discover } from './client.ts'
import {
  addTestProvider,
  BASE_URL,
  CALLBACK,
  descriptionOf,
  openEvilProvider,
  openIdentityProvider,
  type EvilProvider,
  type IdentityProvider,
} from './testing.ts'

const SECRET = 'a-secret-that-nobody-may-read'
const EMAIL = 'an.peeters@leuven.example'
const HTML = { accept: 'text/html' }

describe('a sign-in that is not right is refused', () => {
  let square: TestSquare
  let provider: IdentityProvider
  let evil: EvilProvider
  const logged: string[] = []

  before(async () => {
    const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL }, log })
    await addStaff(square.services, { name: 'An Peeters', email: EMAIL, body: 'leuven', role: 'administrator' })
    provider = await openIdentityProvider(async (issuer) => {
      await addTestProvider(square, { id: 'leuven', issuer })
      return [{ client_id: 'square', client_secret: SECRET, redirect_uris: [CALLBACK] }]
    })
    provider.people.set('an', { name: 'An Peeters', email: EMAIL, email_verified: true })
    evil = await openEvilProvider()
    await addTestProvider(square, { id: 'evil', issuer: evil.issuer })
  })
  after(async () => {
    await provider.close()
    await evil.close()
    await square.close()
  })
  beforeEach(() => {
    evil.answers.set('/.well-known/openid-configuration', descriptionOf(evil.issuer))
  })

  interface Started {
    readonly location: URL
    /** The sealed sign-in, as the browser carries it. */
    readonly cookie: string
  }

  async function start(id: string): Promise<Started> {
    const answer = await square.server.inject({ url: `/nl/sign-in/openid/${id}`, headers: HTML })
    assert.equal(answer.statusCode, 302)
    const [cookie] = answer.cookies
    return { location: new URL(answer.headers.location ?? ''), cookie: cookie?.value ?? '' }
  }

  async function finish(back: string, cookie: string) {
    const url = back.slice(BASE_URL.length)
    return square.server.inject({ url, headers: { ...HTML, cookie: `openid=${cookie}` } })
  }

  /** Nobody is let in, and for this reason only: `reason` stands in the log. */
  async function assertRefused(back: string, cookie: string, reason: string): Promise<string> {
    const answer = await finish(back, cookie)
    assert.equal(answer.statusCode, 403)
    assert.match(logged.findLast((line) => line.includes('"reason"')) ?? '', new RegExp(`"reason":"${reason}"`))
    assertNoSession(answer)
    return answer.body
  }

  async function assertEnded(back: string, cookie: string): Promise<void> {
    const answer = await finish(back, cookie)
    assert.equal(answer.statusCode, 410)
    assertNoSession(answer)
  }

  function assertNoSession(answer: Awaited<ReturnType<typeof finish>>): void {
    assert.doesNotMatch(String(answer.headers['set-cookie']), /session/)
    assert.match(String(answer.headers['set-cookie']), /openid=; Path=\/; Max-Age=0/)
  }

  /** The sign-in that a cookie carries, with something else in it, sealed again. */
  function altered(cookie: string, change: Record<string, unknown>): string {
    const { seal, unseal } = square.services
    const flow: Record<string, unknown> = JSON.parse(unseal('openid-flow', cookie) ?? '')
    return seal('openid-flow', JSON.stringify({ ...flow, ...change }))
  }

  test('a code that was used already', async () => {
    const { location, cookie } = await start('leuven')
    const back = await provider.visit(location.href, 'an')
    assert.equal((await finish(back, cookie)).statusCode, 303)
    await assertRefused(back, cookie, 'invalid_grant')
  })

  test('a code with the verifier of another sign-in', async () => {
    const { location, cookie } = await start('leuven')
    const back = await provider.visit(location.href, 'an')
    await assertRefused(back, altered(cookie, { verifier: 'v'.repeat(43) }), 'invalid_grant')
  })

  test('another state than the one that was sent', async () => {
    const { location, cookie } = await start('leuven')
    const back = new URL(await provider.visit(location.href, 'an'))
    back.searchParams.set('state', 'guessed')
    await assertRefused(back.href, cookie, 'OAUTH_INVALID_RESPONSE')
    back.searchParams.delete('state')
    await assertRefused(back.href, cookie, 'OAUTH_INVALID_RESPONSE')
  })

  test('somebody else’s sign-in, finished in this browser', async () => {
    const theirs = await start('leuven')
    const back = await provider.visit(theirs.location.href, 'an')
    const ours = await start('leuven')
    await assertRefused(back, ours.cookie, 'OAUTH_INVALID_RESPONSE')
  })

  test('an ID token with another nonce', async () => {
    const { location, cookie } = await start('leuven')
    const back = await provider.visit(location.href, 'an')
    await assertRefused(back, altered(cookie, { nonce: 'another' }), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED')
  })

  test('a request without PKCE: ours has always a challenge, and the provider demands one', async () => {
    const { location } = await start('leuven')
    assert.equal(location.searchParams.get('code_challenge_method'), 'S256')
    assert.match(location.searchParams.get('code_challenge') ?? '', /^[\w-]{43}$/)
    location.searchParams.delete('code_challenge')
    location.searchParams.delete('code_challenge_method')
    const back = await provider.visit(location.href, 'an')
    assert.match(back, /error=invalid_request/)
  })

  test('nothing under way in this browser, for too long, or not sealed by us', async () => {
    const { location, cookie } = await start('leuven')
    const back = await provider.visit(location.href, 'an')
    const none = await square.server.inject({ url: back.slice(BASE_URL.length), headers: HTML })
    assert.equal(none.statusCode, 410)
    assert.doesNotMatch(none.body, /code=/)
    await assertEnded(back, `${cookie.slice(0, -2)}AA`)
    await assertEnded(back, altered(cookie, { expiresAt: square.services.clock().epochMilliseconds }))
    await assertEnded(back, square.services.seal('openid-secret', 'x'))
  })

  test('giving up at the provider is told calmly, in the language in which it began', async () => {
    const answer = await square.server.inject({ url: '/fr/sign-in/openid/leuven', headers: HTML })
    const state = new URL(answer.headers.location ?? '').searchParams.get('state') ?? ''
    const told = { error: 'access_denied', error_description: 'An Peeters zei nee', iss: provider.issuer }
    const query = new URLSearchParams({ ...told, state })
    const page = await assertRefused(`${CALLBACK}?${query}`, answer.cookies[0]?.value ?? '', 'access_denied')
    assert.match(page, /La connexion n’a pas réussi/)
    assert.doesNotMatch(page, /An Peeters zei nee|state=/)
  })

  /** What an ID token of the evil provider says when it is as it should be. */
  function goodToken(location: URL) {
    const now = Math.floor(Date.now() / 1000)
    const nonce = location.searchParams.get('nonce') ?? ''
    return new SignJWT({ nonce, email: EMAIL, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid: 'evil' })
      .setIssuer(evil.issuer)
      .setAudience('square')
      .setSubject('evil')
      .setIssuedAt(now)
      .setExpirationTime(now + 300)
  }

  function backWith(token: string, location: URL): string {
    evil.answers.set('/token', { access_token: 'access', token_type: 'Bearer', id_token: token })
    return `${CALLBACK}?code=anything&state=${location.searchParams.get('state')}`
  }

  test('the forger of these tests would get in with a good token: only what is wrong stops it', async () => {
    const { location, cookie } = await start('evil')
    const back = backWith(await goodToken(location).sign(evil.key), location)
    assert.equal((await finish(back, cookie)).statusCode, 303)
  })

  test('an ID token without a signature', async () => {
    const { location, cookie } = await start('evil')
    const unsigned = new UnsecuredJWT({ nonce: location.searchParams.get('nonce') })
      .setIssuer(evil.issuer)
      .setAudience('square')
      .setSubject('evil')
      .setIssuedAt()
      .setExpirationTime('5m')
      .encode()
    await assertRefused(backWith(unsigned, location), cookie, 'OAUTH_INVALID_RESPONSE')
    const signed = await goodToken(location).sign(evil.key)
    await assertRefused(backWith(signed.replace(/[^.]+$/, ''), location), cookie, 'OAUTH_INVALID_RESPONSE')
  })

  test('an ID token without a signature, also when the provider says that it gives such', async () => {
    const lax = { ...descriptionOf(evil.issuer), id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'] }
    evil.answers.set('/.well-known/openid-configuration', lax)
    await addTestProvider(square, { id: 'evil-lax', issuer: evil.issuer })
    const { location, cookie } = await start('evil-lax')
    const claims = { nonce: location.searchParams.get('nonce'), iss: evil.issuer, aud: 'square', sub: 'evil' }
    const unsigned = new UnsecuredJWT(claims).setIssuedAt().setExpirationTime('5m').encode()
    await assertRefused(backWith(unsigned, location), cookie, 'OAUTH_UNSUPPORTED_OPERATION')
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(SECRET.padEnd(32, '-')))
    await assertRefused(backWith(shared, location), cookie, 'OAUTH_UNSUPPORTED_OPERATION')
  })

  test('an ID token that has expired', async () => {
    const { location, cookie } = await start('evil')
    const past = Math.floor(Date.now() / 1000) - 60
    const token = goodToken(location).setIssuedAt(past - 300)
    await assertRefused(
      backWith(await token.setExpirationTime(past).sign(evil.key), location),
      cookie,
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    )
  })

  test('an ID token for another audience', async () => {
    const { location, cookie } = await start('evil')
    const token = await goodToken(location).setAudience('another-client').sign(evil.key)
    await assertRefused(backWith(token, location), cookie, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED')
  })

  test('an ID token of another issuer', async () => {
    const { location, cookie } = await start('evil')
    const token = await goodToken(location).setIssuer(provider.issuer).sign(evil.key)
    await assertRefused(backWith(token, location), cookie, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED')
  })

  test('an ID token that was signed with another key', async () => {
    const { location, cookie } = await start('evil')
    const { privateKey } = await generateKeyPair('RS256')
    await assertRefused(
      backWith(await goodToken(location).sign(privateKey), location),
      cookie,
      'OAUTH_INVALID_RESPONSE',
    )
  })

  test('a code of one provider in the sign-in of another: it is not handed over', async () => {
    const { location } = await start('leuven')
    const back = new URL(await provider.visit(location.href, 'an'))
    const { location: other, cookie } = await start('evil')
    back.searchParams.set('state', other.searchParams.get('state') ?? '')
    const asked = evil.asked.length
    await assertRefused(back.href, cookie, 'OAUTH_INVALID_RESPONSE')
    assert.equal(evil.asked.length, asked)
  })

  test('a provider that says to be another, or leads inside the network', async () => {
    const descriptions = [
      { ...descriptionOf(evil.issuer), issuer: 'https://login.example' },
      { ...descriptionOf(evil.issuer), token_endpoint: 'http://169.254.169.254/token' },
      { ...descriptionOf(evil.issuer), jwks_uri: 'file:///etc/passwd' },
      { ...descriptionOf(evil.issuer), authorization_endpoint: 'javascript:alert(1)' },
      { ...descriptionOf(evil.issuer), jwks_uri: undefined },
      { ...descriptionOf(evil.issuer), padding: 'x'.repeat(600_000) },
    ]
    for (const [position, description] of descriptions.entries()) {
      evil.answers.set('/.well-known/openid-configuration', description)
      await addTestProvider(square, { id: `evil-${position}`, issuer: evil.issuer })
      const answer = await square.server.inject({ url: `/nl/sign-in/openid/evil-${position}`, headers: HTML })
      assert.equal(answer.statusCode, 503, JSON.stringify(description).slice(0, 300))
      assert.match(answer.body, /antwoordt nu niet/)
    }
  })

  test('a provider that redirects is not followed', async () => {
    evil.answers.set('/.well-known/openid-configuration', new URL(`${evil.issuer}/elsewhere`))
    evil.answers.set('/elsewhere', descriptionOf(evil.issuer))
    await addTestProvider(square, { id: 'evil-redirect', issuer: evil.issuer })
    const answer = await square.server.inject({ url: '/nl/sign-in/openid/evil-redirect', headers: HTML })
    assert.equal(answer.statusCode, 503)
    assert.ok(!evil.asked.includes('/elsewhere'))
  })

  test('a provider that is away, or was never there', async () => {
    const gone = await openEvilProvider()
    await addTestProvider(square, { id: 'gone', issuer: gone.issuer })
    await gone.close()
    const answer = await square.server.inject({ url: '/nl/sign-in/openid/gone', headers: HTML })
    assert.equal(answer.statusCode, 503)
    const never = await square.server.inject({ url: '/nl/sign-in/openid/nowhere', headers: HTML })
    assert.equal(never.statusCode, 404)
  })

  test('a square on the internet asks nothing of its own machine', async () => {
    const { services } = square
    const outside = { ...services, config: { ...services.config, baseUrl: 'https://plein.example' } }
    const known = await addTestProvider(square, { id: 'inside', issuer: evil.issuer })
    const asked = evil.asked.length
    await assert.rejects(discover(known, outside), /issuer is not https/)
    assert.equal(evil.asked.length, asked)
  })

  test('nobody is sent elsewhere afterwards, whatever the address asks', async () => {
    const url = '/nl/sign-in/openid/leuven?return=https://evil.example&redirect_uri=https://evil.example'
    const answer = await square.server.inject({ url, headers: HTML })
    const location = new URL(answer.headers.location ?? '')
    assert.equal(location.searchParams.get('redirect_uri'), CALLBACK)
    const back = new URL(await provider.visit(location.href, 'an'))
    back.searchParams.set('return', 'https://evil.example')
    const done = await finish(back.href, answer.cookies[0]?.value ?? '')
    assert.equal(done.headers.location, '/nl')
  })

  test('the log tells that it went wrong and why, and nothing about whom', async () => {
    const { location, cookie } = await start('leuven')
    const back = await provider.visit(location.href, 'an')
    await finish(back, altered(cookie, { nonce: 'another' }))
    const log = logged.join('')
    assert.match(log, /"provider":"leuven","reason":"OAUTH_JWT_CLAIM_COMPARISON_FAILED"/)
    const flow: Record<string, string> = JSON.parse(square.services.unseal('openid-flow', cookie) ?? '')
    const code = new URL(back).searchParams.get('code') ?? ''
    const secrets = [SECRET, EMAIL, 'Peeters', cookie, code, flow['state'], flow['nonce'], flow['verifier']]
    for (const secret of secrets) assert.ok(secret && !log.includes(secret), `the log holds ${secret}`)
  })
})
