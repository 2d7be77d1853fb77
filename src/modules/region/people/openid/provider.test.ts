import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReachable } from '#core/http/reachable.ts'
import { identityOf, mappedRoles, together } from './provider.ts'

const PUBLIC = { baseUrl: 'https://plein.example' }
const LOOPBACK = { baseUrl: 'http://localhost:8080' }

test('only addresses with https are asked anything', () => {
  assert.ok(isReachable('https://login.example/op', PUBLIC))
  for (const address of [
    'http://login.example',
    'http://127.0.0.1:9000',
    'https://localhost',
    'https://user:password@login.example',
    'file:///etc/passwd',
    'login.example',
  ])
    assert.ok(!isReachable(address, PUBLIC), address)
})

test('a square on loopback may ask loopback too, and nothing else without https', () => {
  assert.ok(isReachable('http://127.0.0.1:9000', LOOPBACK))
  assert.ok(isReachable('http://[::1]:9000/op', LOOPBACK))
  assert.ok(isReachable('https://login.example', LOOPBACK))
  assert.ok(!isReachable('http://10.0.0.1', LOOPBACK))
  assert.ok(!isReachable('ftp://localhost', LOOPBACK))
})

test('of what a provider tells only subject, name, address and roles are read', () => {
  const told = {
    sub: 'a',
    given_name: 'An',
    family_name: 'Peeters',
    email: 'An@X.be',
    rrn: '85.07.30-033.28',
    g: ['x'],
  }
  assert.deepEqual(identityOf(told, 'g'), {
    subject: 'a',
    name: 'An Peeters',
    email: 'an@x.be',
    emailVerified: undefined,
    roleValues: ['x'],
  })
})

test('what cannot be read counts as not told', () => {
  const told = { sub: 'a', name: 7, email: 'nonsense', email_verified: 'false', g: { x: 1 } }
  assert.deepEqual(identityOf(told, 'g'), {
    subject: 'a',
    name: null,
    email: null,
    emailVerified: false,
    roleValues: [],
  })
  assert.equal(identityOf({ name: 'An' }, null), undefined)
  assert.equal(identityOf({ sub: 'a', toString: 'x' }, 'constructor')?.roleValues.length, 0)
})

test('each role once, in the order of the table', () => {
  const identity = { subject: 'a', name: null, email: null, emailVerified: undefined, roleValues: ['x', 'y', 'z'] }
  const roles = { y: 'administrator', x: 'administrator', z: 'reader', w: 'editor' } as const
  assert.deepEqual(mappedRoles({ roles }, identity), ['reader', 'administrator'])
})

test('an address counts as checked only where it is told, not for another address elsewhere', () => {
  const checked = { email: 'mine@x.be', email_verified: true, name: 'An' }
  assert.deepEqual(together({ sub: 'a', email: 'theirs@x.be' }, checked), {
    sub: 'a',
    email: 'theirs@x.be',
    name: 'An',
  })
  assert.deepEqual(together({ sub: 'a' }, checked), { sub: 'a', ...checked })
})
