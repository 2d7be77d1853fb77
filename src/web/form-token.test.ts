import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFormToken, makeFormToken } from './form-token.ts'

const today = Temporal.PlainDate.from('2026-03-02')
const sign = (purpose: string, text: string) => Buffer.from(`${purpose} ${text}`).toString('base64url')

test('a token is good for a week and for the session that it was made for', () => {
  const token = makeFormToken(sign, 'session-1', today)
  const checked = (sessionId: string | undefined, day: Temporal.PlainDate) =>
    isFormToken(token, { sign, sessionId, today: day })
  assert.equal(checked('session-1', today), true)
  assert.equal(checked('session-1', today.add({ days: 6 })), true)
  assert.equal(checked('session-1', today.add({ days: 7 })), false)
  assert.equal(checked('session-2', today), false)
  assert.equal(checked(undefined, today), false)
})

test('anything else is no token', () => {
  for (const token of [undefined, '', 'x', '2026-03-02.', '2026-99-99.abc', `2026-03-02.${'a'.repeat(5000)}`, ['a']])
    assert.equal(isFormToken(token, { sign, sessionId: undefined, today }), false)
})
