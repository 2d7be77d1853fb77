import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { keyIn } from './use-key.ts'

describe('keys for sensors', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(() => square.close())

  test('an administrator makes a key that works at once, and withdraws it', async () => {
    const staff = { name: 'Ada', email: null, body: 'leuven', role: 'administrator' } as const
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, await addStaff(square.services, staff)))
    await visitor.get('/nl/staff/sensor-keys/new')
    const wrong = await visitor.post('/nl/staff/sensor-keys/new', { name: '', body: 'halle', perMinute: 'x' })
    assert.equal(wrong.statusCode, 422)
    const fields = { name: 'Luchtmeters', body: 'leuven', scopes: ['observations', 'entities'], perMinute: '600' }
    const foreign = await visitor.post('/nl/staff/sensor-keys/new', { ...fields, body: 'halle' })
    assert.equal(foreign.statusCode, 422)
    const made = await visitor.post('/nl/staff/sensor-keys/new', fields)
    const key = /spsta_[\w-]+/.exec(made.body)?.[0] ?? ''
    assert.equal(made.headers['cache-control'], 'no-store')
    const send = () =>
      square.server.inject({
        method: 'POST',
        url: '/sensorthings/v1.1/Things',
        headers: {
          authorization: `Basic ${Buffer.from(`device:${key}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        payload: JSON.stringify({ name: 'By key' }),
      })
    assert.equal((await send()).statusCode, 201)
    const list = await visitor.get('/nl/staff/sensor-keys')
    assert.match(list.body, /Luchtmeters/)
    assert.ok(!list.body.includes(key), 'the key is shown once')
    const path = /href="(\/nl\/staff\/sensor-keys\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? ''
    await visitor.get(path)
    assert.equal((await visitor.post(path)).statusCode, 422)
    assert.equal((await visitor.post(path, { sure: 'yes' })).statusCode, 303)
    square.services.wait({ seconds: 6 })
    assert.equal((await send()).statusCode, 401)
  })

  test('a key is found in the header, and nowhere else', () => {
    assert.equal(keyIn('Bearer abc'), 'abc')
    assert.equal(keyIn('bearer abc'), 'abc')
    assert.equal(keyIn(`Basic ${Buffer.from('user:a:b').toString('base64')}`), 'a:b')
    for (const header of [undefined, '', 'abc', 'Digest abc', 'Bearer a b']) assert.equal(keyIn(header), undefined)
  })
})
