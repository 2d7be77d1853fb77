import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endedSessionCookie, readSession, sessionCookie } from './session.ts'

const overHttps = { baseUrl: 'https://plein.example' }
const onThisMachine = { baseUrl: 'http://localhost:8080' }
const token = 'a'.repeat(43)

test('keeps a session out of reach of scripts, of other sites and of other hosts', () => {
  assert.equal(
    sessionCookie(token, overHttps),
    `__Host-session=${token}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure`,
  )
})

test('works over plain HTTP on one machine', () => {
  assert.equal(sessionCookie(token, onThisMachine), `session=${token}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax`)
})

test('finds its own cookie between others', () => {
  assert.equal(readSession(`a=1; session=${token}; b=2`, onThisMachine), token)
  assert.equal(readSession(`__Host-session=${token}`, overHttps), token)
})

test('does not take a cookie without the protected name over HTTPS', () => {
  assert.equal(readSession(`session=${token}`, overHttps), undefined)
})

test('takes nothing that cannot be a token', () => {
  assert.equal(readSession(undefined, onThisMachine), undefined)
  assert.equal(readSession('session=', onThisMachine), undefined)
  assert.equal(readSession("session=' or 1=1 --xxxxxxxxxxxxxxxx", onThisMachine), undefined)
})

test('makes the browser forget the session', () => {
  assert.match(endedSessionCookie(overHttps), /^__Host-session=; Path=\/; Max-Age=0;.*Secure$/)
})
