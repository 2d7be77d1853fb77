import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { Problem } from '#core/problem.ts'
import { composeBasemap } from './compose.ts'
import { getTile } from './get-tile.ts'
import type { Tile } from './tiles.ts'

const TILE: Tile = { z: 14, x: 8405, y: 5493 }

describe('a tile of the background map', () => {
  let server: Server
  let address: string
  let folder: string
  let png: Buffer
  let asked: { url: string; headers: IncomingHttpHeaders }[] = []
  let answer: (response: ServerResponse) => void

  before(async () => {
    png = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#336699' } })
      .png()
      .toBuffer()
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers })
      answer(response)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const at = server.address()
    address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
    folder = mkdtempSync(join(tmpdir(), 'basemap-'))
    answer = sendPng
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
    asked = []
    answer = sendPng
  })
  after(() => server.close())

  function sendPng(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  }

  function get(tile: Tile = TILE, { template = `${address}/tiles/{z}/{x}/{y}.png`, timeoutMilliseconds = 5000 } = {}) {
    const config = {
      basemap: { url: template, attribution: 'Test' },
      baseUrl: 'https://streekplein.example',
      dataFolder: folder,
    }
    return getTile(tile, { config, timeoutMilliseconds })
  }

  function problem(status: number): (error: unknown) => boolean {
    return (error) => error instanceof Problem && error.status === status
  }

  test('is fetched once and then comes from our own disk', async () => {
    const first = await get()
    const second = await get()
    assert.deepEqual(Buffer.from(first.bytes), png)
    assert.deepEqual(Buffer.from(second.bytes), png)
    assert.equal(second.type, 'image/png')
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['/tiles/14/8405/5493.png'],
    )
  })

  test('is asked in our own name, with nothing of who looks', async () => {
    await get()
    const headers: IncomingHttpHeaders = asked[0]?.headers ?? {}
    assert.equal(headers['user-agent'], 'Streekplein (+https://streekplein.example)')
    for (const name of ['cookie', 'referer', 'x-forwarded-for', 'forwarded', 'authorization', 'origin'])
      assert.equal(headers[name], undefined, name)
  })

  test('of a WMTS server goes by its own names', async () => {
    await get(TILE, { template: `${address}/wmts?LAYER=grijs&TILEMATRIX={z}&TILECOL={x}&TILEROW={y}` })
    assert.equal(asked[0]?.url, '/wmts?LAYER=grijs&TILEMATRIX=14&TILECOL=8405&TILEROW=5493')
  })

  test('of another server is another tile', async () => {
    await get()
    await get(TILE, { template: `${address}/other/{z}/{x}/{y}.png` })
    assert.equal(asked.length, 2)
  })

  test('takes the place of another on a full disk: there are never more files than places', async () => {
    const tiles = Array.from({ length: 300 }, (_, index) => ({ ...TILE, x: 8000 + index }))
    for (const tile of tiles) await get(tile)
    const files = readdirSync(join(folder, 'basemap'))
    assert.ok(files.length > 200 && files.every((name) => /^\d{1,4}$/.test(name) && Number(name) < 4096))
    // Every tile, kept or driven out, is still the right one.
    for (const tile of tiles.slice(0, 20)) assert.deepEqual(Buffer.from((await get(tile)).bytes), png)
  })

  test('that is larger than 128 kB, no picture, an error or a redirect is not passed on, nor kept', async () => {
    const wrong: readonly (readonly [string, (response: ServerResponse) => void])[] = [
      ['large', (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(140_000))],
      ['html', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>')],
      ['svg', (response) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>')],
      ['called png', (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<script>')],
      ['error', (response) => response.writeHead(500).end()],
      ['redirect', (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
      [
        'broken off',
        (response) =>
          void response
            .writeHead(200, { 'content-type': 'image/png', 'content-length': '9999' })
            .write('x', () => response.destroy()),
      ],
    ]
    for (const [name, way] of wrong) {
      answer = way
      await assert.rejects(get(), problem(502), name)
    }
    answer = sendPng
    assert.deepEqual(Buffer.from((await get()).bytes), png)
  })

  test('that the other server does not have is not there', async () => {
    answer = (response) => response.writeHead(404).end()
    await assert.rejects(get(), problem(404))
  })

  test('is not waited for longer than the patience that we have', async () => {
    answer = () => undefined
    const start = performance.now()
    await assert.rejects(get(TILE, { timeoutMilliseconds: 150 }), problem(502))
    assert.ok(performance.now() - start < 2000)
  })

  test('is not asked of a server that stayed silent three times, for a minute', async () => {
    answer = () => undefined
    const silent = { template: `${address}/silent/{z}/{x}/{y}.png`, timeoutMilliseconds: 60 }
    for (let turn = 0; turn < 5; turn += 1) await assert.rejects(get(TILE, silent), problem(502))
    assert.equal(asked.length, 3)
    answer = sendPng
    assert.deepEqual(Buffer.from((await get()).bytes), png, 'another server is asked')
  })

  test('is fetched again after thirty days, and the old one serves when that fails', async () => {
    await get()
    const path = join(folder, 'basemap', readdirSync(join(folder, 'basemap'))[0] ?? '')
    const longAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
    utimesSync(path, longAgo, longAgo)
    answer = (response) => response.writeHead(503).end()
    assert.deepEqual(Buffer.from((await get()).bytes), png)
    answer = sendPng
    await get()
    assert.equal(asked.length, 3)
    await get()
    assert.equal(asked.length, 3)
  })

  test('without a background map there is none', async () => {
    const config = { basemap: undefined, baseUrl: 'https://streekplein.example', dataFolder: folder }
    await assert.rejects(getTile(TILE, { config }), problem(404))
  })

  test('many make one picture, in which a missing one leaves its place empty', async () => {
    const size = { width: 320, height: 320 }
    const window = { lon: 4.7009, lat: 50.8798, zoom: 14.3 }
    let turn = 0
    const picture = await composeBasemap(window, size, async (tile) => (turn++ === 0 ? undefined : get(tile)))
    const bytes = Buffer.from((picture ?? '').replace('data:image/webp;base64,', ''), 'base64')
    const { width, height } = await sharp(bytes).metadata()
    assert.deepEqual([width, height], [320, 320])
    const { data } = await sharp(bytes)
      .extract({ left: 310, top: 310, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const [red = 0, , blue = 0] = data
    assert.ok(blue > 130 && red < 80, [...data].join(','))
    assert.equal(await composeBasemap(window, size, async () => undefined), undefined)
  })
})
