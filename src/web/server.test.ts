import assert from 'node:assert/strict'
import { request, type IncomingMessage } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { content, json } from './answer.ts'
import type { Module } from './module.ts'
import { route } from './route.ts'
import { openTestSquare, type TestSquare } from './testing.ts'

const rooms: Module = {
  name: 'rooms',
  needs: [],
  folder: import.meta.dirname,
  routes: [
    route({
      method: 'GET',
      path: '/api/rooms/:id',
      summary: 'One room',
      may: 'anyone',
      input: z.object({
        id: z.coerce.number().int().describe('Number on the door'),
        size: z.enum(['small', 'large']).optional(),
      }),
      output: z.object({ id: z.number() }),
      handle: ({ id }) => {
        if (id === 13) throw new Problem('no-such-room', 404, () => 'There is no room 13')
        if (id === 99) throw new Error('secret detail of a bug')
        return json({ id, words: 'room '.repeat(300) })
      },
    }),
    route({
      method: 'POST',
      path: '/api/rooms',
      summary: 'Build a room',
      may: 'anyone',
      input: z.object({ name: z.string().min(3), doors: z.number().int().min(1).max(9) }),
      handle: ({ name }) => json({ name }, 201),
    }),
    route({ method: 'GET', path: '/api/vault', summary: 'The vault', may: 'rooms.open', handle: () => json({}) }),
    route({ method: 'GET', path: '/:language/vault', summary: 'The vault', may: 'rooms.open', handle: () => json({}) }),
    route({
      method: 'POST',
      path: '/:language/plain',
      summary: 'A form without more',
      may: 'anyone',
      handle: () => content('text/plain', 'done'),
    }),
    route({
      method: 'GET',
      path: '/:language/slow',
      summary: 'Few times',
      may: 'anyone',
      perMinute: 3,
      handle: () => content('text/plain', 'ok'),
    }),
  ],
}

describe('the server', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([rooms])
  })
  after(() => square.close())

  const ask = (url: string, headers: Record<string, string> = {}) => square.server.inject({ url, headers })

  test('every answer forbids what pages do not need', async () => {
    for (const url of ['/api/rooms/1', '/nl/nothing', '/api/rooms/99', '/health/live']) {
      const { headers } = await ask(url)
      assert.match(String(headers['content-security-policy']), /default-src 'none'/)
      assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
    }
  })

  test('a problem is told to machines as RFC 9457, in the language that they ask for', async () => {
    const answer = await ask('/api/rooms/13')
    assert.equal(answer.statusCode, 404)
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/)
    const problem = answer.json<Record<string, unknown>>()
    assert.equal(problem['type'], 'urn:streekplein:problem:no-such-room')
    assert.equal(problem['instance'], `urn:streekplein:request:${String(answer.headers['x-request-id'])}`)
    const french = await ask('/api/rooms/x', { 'accept-language': 'fr;q=0.9, de;q=0.4' })
    assert.equal(french.statusCode, 422)
    assert.deepEqual(french.json<{ errors: unknown }>().errors, [{ field: 'id', message: 'Écrivez un nombre.' }])
  })

  test('a bug is a calm answer that tells nothing but its number', async () => {
    const answer = await ask('/api/rooms/99')
    assert.equal(answer.statusCode, 500)
    assert.doesNotMatch(answer.body, /secret detail/)
    const page = await ask('/nl/nothing', { accept: 'text/html' })
    assert.equal(page.statusCode, 404)
    assert.match(page.body, /Deze pagina is er niet/)
  })

  test('every wrong field of a JSON body is named', async () => {
    const answer = await square.server.inject({ method: 'POST', url: '/api/rooms', payload: { name: 'a', doors: 12 } })
    assert.equal(answer.statusCode, 422)
    assert.deepEqual(
      answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field),
      ['name', 'doors'],
    )
  })

  test('signs that no person types never reach the database', async () => {
    const send = (name: string) =>
      square.server.inject({ method: 'POST', url: '/api/rooms', payload: { name, doors: 1 } })
    assert.equal((await send('kit\u0000chen')).json<{ name: string }>().name, 'kitchen')
    assert.equal((await send('kit\ud800chen')).json<{ name: string }>().name, 'kit\ufffdchen')
    assert.equal((await ask('/api/rooms/1%00')).statusCode, 200)
  })

  test('an address that cannot be read is answered like all others', async () => {
    // Over a real connection: what tests put in by hand is read as a good address first.
    const { port } = new URL(await square.server.listen({ port: 0, host: '127.0.0.1' }))
    for (const path of ['/%', '/api/%ff', '//', '//[', '//:99999']) {
      const { statusCode, headers } = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ port, host: '127.0.0.1', path }, (answer) => resolve(answer.resume()))
          .on('error', reject)
          .end()
      })
      assert.ok(statusCode !== undefined && statusCode < 500, path)
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, path)
    }
  })

  test('a form with files that stops halfway, or has no boundary, is refused by name', async () => {
    const send = (type: string, payload: string) =>
      square.server.inject({ method: 'POST', url: '/nl/plain', payload, headers: { 'content-type': type } })
    const half = '--x\r\ncontent-disposition: form-data; name="a"; filename="a.jpg"\r\n\r\nhalf a fi'
    assert.equal((await send('multipart/form-data; boundary=x', half)).statusCode, 400)
    assert.equal((await send('multipart/form-data', half)).statusCode, 400)
    assert.equal((await send(`multipart/form-data; boundary=${'b'.repeat(300)}`, half)).statusCode, 400)
  })

  test('a body that is no JSON, too large, or of an unknown kind is refused by name', async () => {
    const send = (payload: string, type: string) =>
      square.server.inject({ method: 'POST', url: '/api/rooms', payload, headers: { 'content-type': type } })
    assert.equal((await send('{"name":', 'application/json')).statusCode, 400)
    assert.equal((await send(`"${'a'.repeat(300_000)}"`, 'application/json')).statusCode, 413)
    const unknown = await send('<a/>', 'application/xml')
    assert.equal(unknown.statusCode, 415)
    assert.match(unknown.body, /unsupported-content-type/)
  })

  test('an address that is there for another method says which, and does not say that it is missing', async () => {
    for (const url of ['/api/rooms/1', '/api/rooms/1/', '/api/rooms/1?x=1']) {
      const wrong = await square.server.inject({ method: 'DELETE', url })
      assert.deepEqual([wrong.statusCode, wrong.headers.allow], [405, 'GET, HEAD'], url)
      assert.match(String(wrong.headers['content-type']), /^application\/problem\+json/)
    }
    assert.equal((await square.server.inject({ method: 'DELETE', url: '/api/nothing' })).statusCode, 404)
    const noLanguage = await square.server.inject({ method: 'DELETE', url: '/xx/plain' })
    assert.equal(noLanguage.statusCode, 404)
  })

  test('an answer is compressed, and not sent again when nothing changed', async () => {
    const first = await ask('/api/rooms/1', { 'accept-encoding': 'br' })
    assert.equal(first.headers['content-encoding'], 'br')
    assert.match(brotliDecompressSync(first.rawPayload).toString(), /room room/)
    const again = await ask('/api/rooms/1', { 'accept-encoding': 'br', 'if-none-match': String(first.headers.etag) })
    assert.equal(again.statusCode, 304)
    assert.equal(again.body, '')
  })

  test('who has not signed in is asked to; the API says so too', async () => {
    assert.equal((await ask('/api/vault')).statusCode, 401)
    const page = await ask('/nl/vault')
    assert.equal(page.statusCode, 401)
    assert.match(page.body, /Meld je eerst aan/)
  })

  test('a form of another site is refused, with a token or without', async () => {
    const visitor = square.visitor()
    await visitor.get('/nl/nothing')
    const send = (headers: Record<string, string>) =>
      square.server.inject({
        method: 'POST',
        url: '/nl/plain',
        payload: '_token=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'streekplein.example', ...headers },
      })
    assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).statusCode, 403)
    assert.equal((await send({ 'sec-fetch-site': 'same-site' })).statusCode, 403)
    assert.equal((await send({ origin: 'https://evil.example' })).statusCode, 403)
    assert.equal((await send({ 'sec-fetch-site': 'same-origin' })).statusCode, 422)
  })

  test('an unknown language is a page that does not exist', async () => {
    assert.equal((await ask('/xx/vault')).statusCode, 404)
    assert.equal((await ask('/', { 'accept-language': 'de-BE,de;q=0.9' })).headers.location, '/de')
  })

  test('the API is described as OpenAPI 3.1, from the routes themselves', async () => {
    const description = (await ask('/api/openapi.json')).json<{
      openapi: string
      paths: Record<string, Record<string, { parameters: object[]; requestBody?: object }>>
    }>()
    assert.equal(description.openapi, '3.1.0')
    assert.deepEqual(description.paths['/api/rooms/{id}']?.['get']?.parameters[0], {
      name: 'id',
      in: 'path',
      required: true,
      description: 'Number on the door',
      schema: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    })
    assert.ok(description.paths['/api/rooms']?.['post']?.requestBody)
    assert.match((await ask('/nl/api')).body, /\/api\/rooms\/\{id\}/)
  })

  test('it says whether it lives, is ready, and how it does', async () => {
    assert.equal((await ask('/health/live')).statusCode, 200)
    assert.equal((await ask('/health/ready')).statusCode, 200)
    const { body } = await ask('/metrics')
    assert.match(body, /http_request_duration_seconds_bucket\{.*route="\/api\/rooms\/:id"/)
    assert.doesNotMatch(body, /route="\/api\/rooms\/13"/)
  })

  test('who asks too often is asked to wait', async () => {
    const strict = await openTestSquare([rooms], { config: { rateLimits: true } })
    try {
      const statuses = []
      for (let time = 0; time < 5; time++) statuses.push((await strict.server.inject('/nl/slow')).statusCode)
      assert.deepEqual(statuses, [200, 200, 200, 429, 429])
    } finally {
      await strict.close()
    }
  })
})
