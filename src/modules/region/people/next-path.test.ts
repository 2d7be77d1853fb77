import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPath } from './next-path.ts'

test('somebody who signed in goes on to the page that they asked for', () => {
  assert.equal(
    nextPath('/nl/staff/reports/1004?status=open&page=2', '/nl'),
    '/nl/staff/reports/1004?status=open&page=2',
  )
})

test('nobody is sent to another site, or back to the door', () => {
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/nl//evil.example',
    '/nl/../../x',
    '/nl\r\nset-cookie: a=b',
    '/nl/sign-in/abc',
    '/nl/sign-out',
    'javascript:alert(1)',
    '',
    undefined,
  ])
    assert.equal(nextPath(elsewhere, '/nl'), '/nl', String(elsewhere))
})
