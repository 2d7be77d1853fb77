import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { region } from '../module.ts'

describe('the background map of the square', () => {
  let upstream: Server
  let asked = 0
  let square: TestSquare
  before(async () => {
    const png = await sharp({ create: { width: 256, height: 256, channels: 3, background: 'green' } })
      .png()
      .toBuffer()
    upstream = createServer((_request, response) => {
      asked += 1
      response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'follow=you' }).end(png)
    })
    await new Promise<void>((listening) => upstream.listen(0, '127.0.0.1', listening))
    const at = upstream.address()
    const url = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/{z}/{x}/{y}`
    square = await openTestSquare([region], { config: { basemap: { url, attribution: 'Test' } } })
  })
  after(async () => {
    await square.close()
    upstream.close()
  })

  test('serves a tile of the region, without what the other server would like to leave behind', async () => {
    const answer = await square.visitor().get('/basemap/14/8405/5493')
    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['content-type'], 'image/png')
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.match(answer.headers['cache-control'] as string, /max-age=86400/)
  })

  test('does not ask for what is not of the region, nor for nonsense', async () => {
    const before = asked
    for (const path of ['14/8299/5636', '7/65/42', '19/268990/175660'])
      assert.equal((await square.visitor().get(`/basemap/${path}`)).statusCode, 404, path)
    for (const path of ['14/-1/0', '14/8405/5493.png', '1e1/1/1', '14/8405/..%2f..%2fetc', '99999999/1/1'])
      assert.ok([404, 422].includes((await square.visitor().get(`/basemap/${path}`)).statusCode), path)
    assert.equal(asked, before)
  })

  test('is off unless somebody chose it', async () => {
    const plain = await openTestSquare([region])
    try {
      assert.equal((await plain.visitor().get('/basemap/14/8405/5493')).statusCode, 404)
    } finally {
      await plain.close()
    }
  })
})
