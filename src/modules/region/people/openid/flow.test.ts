import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Services } from '#core/services.ts'
import { endedFlowCookie, flowCookie, readFlow, type Flow } from './flow.ts'
import { openTestRegion } from '../../testing.ts'

const FLOW: Flow = {
  provider: 'leuven',
  state: 'state',
  nonce: 'nonce',
  verifier: 'verifier',
  language: 'fr',
  connects: null,
  next: '',
}

test('a sign-in under way is carried by the browser that began it, unreadable, for ten minutes', async () => {
  const square = await openTestRegion()
  try {
    const { services } = square
    const header = flowCookie(FLOW, services)
    assert.match(header, /^__Host-openid=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/)
    const [cookie = ''] = header.split(';')
    assert.deepEqual(readFlow(`other=1; ${cookie}`, services), FLOW)
    assert.equal(readFlow(cookie.replace('__Host-openid', 'openid'), services), undefined)
    assert.equal(readFlow(undefined, services), undefined)
    services.wait({ minutes: 10 })
    assert.equal(readFlow(cookie, services), undefined)
  } finally {
    await square.close()
  }
})

test('on a square without https the cookie does without its lock', () => {
  const config: Pick<Services['config'], 'baseUrl'> = { baseUrl: 'http://127.0.0.1:8080' }
  assert.equal(endedFlowCookie(config), 'openid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax')
})
