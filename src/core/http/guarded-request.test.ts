import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { createServer, type Server } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import {
  guardedRequest,
  publicOnly,
  RequestFailed,
  UnreachableAddress,
  type FindAll,
  type GuardedRequest,
} from './guarded-request.ts'

const LOOPBACK = { baseUrl: 'http://localhost:8080' }
const PUBLIC = { baseUrl: 'https://plein.example' }
const ASK: GuardedRequest = { method: 'GET', mostBytes: 1000, timeoutSeconds: 5 }

describe('asking something of an address that somebody typed', () => {
  let server: Server
  let address: string
  const asked: string[] = []
  before(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      if (request.url === '/away') return response.writeHead(302, { location: '/inside' }).end()
      if (request.url === '/large') return response.end('x'.repeat(2000))
      if (request.url === '/silent') return undefined
      if (request.url === '/break') return request.socket.destroy()
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      return request.on('end', () =>
        response.writeHead(201, { 'x-a': 'b' }).end(`got ${Buffer.concat(parts).toString()}`),
      )
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  test('sends a body and gives status, headers and body', async () => {
    const answer = await guardedRequest(`${address}/`, { ...ASK, method: 'POST', body: 'é=1' }, LOOPBACK)
    assert.deepEqual([answer.status, answer.headers['x-a'], answer.body.toString()], [201, 'b', 'got é=1'])
  })

  test('follows no redirect', async () => {
    assert.equal((await guardedRequest(`${address}/away`, ASK, LOOPBACK)).status, 302)
    assert.ok(!asked.some((path) => path.includes('inside')))
  })

  test('reads no more than there is room for, and waits no longer than it may', async () => {
    const failed = (mayHaveArrived: boolean) => (error: unknown) =>
      error instanceof RequestFailed && error.mayHaveArrived === mayHaveArrived
    await assert.rejects(guardedRequest(`${address}/large`, ASK, LOOPBACK), /more than 1000 bytes/)
    await assert.rejects(guardedRequest(`${address}/silent`, { ...ASK, timeoutSeconds: 0.2 }, LOOPBACK), failed(true))
    await assert.rejects(guardedRequest(`${address}/break`, ASK, LOOPBACK), failed(true))
  })

  test('what was never sent is known not to have arrived', async () => {
    const gone = createSocketServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => gone.once('listening', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    for (const away of [`http://127.0.0.1:${port}/`, 'https://does-not-exist.invalid/'])
      await assert.rejects(guardedRequest(away, ASK, LOOPBACK), (error) => {
        assert.ok(error instanceof RequestFailed, away)
        assert.equal(error.mayHaveArrived, false)
        return true
      })
  })

  test('asks nothing of an address inside', async () => {
    const before = asked.length
    await assert.rejects(guardedRequest(`${address}/`, ASK, PUBLIC), UnreachableAddress)
    assert.equal(asked.length, before)
  })

  test('a name that leads inside is not connected to, not even when another number of it is public', async () => {
    const look = (found: LookupAddress[], all: boolean) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const find: FindAll = (_hostname, _options, done) => done(null, found)
      publicOnly(find)('rebound.example', { all }, (error, address) => (error ? reject(error) : resolve(address)))
      return promise
    }
    const outside = { address: '193.190.1.1', family: 4 }
    const inside = { address: '10.0.0.1', family: 4 }
    assert.equal(await look([outside], false), '193.190.1.1')
    assert.deepEqual(await look([outside], true), [outside])
    for (const found of [[inside], [outside, inside], [{ address: '::1', family: 6 }], []])
      for (const all of [true, false]) await assert.rejects(look(found, all), UnreachableAddress)
  })
})
