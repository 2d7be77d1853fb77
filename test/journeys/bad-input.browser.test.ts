import assert from 'node:assert/strict'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, signIn, statusOf, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { goOn, sayWhere } from './report-form.ts'

const MB = 1024 * 1024
const NOTE = 'De lamp is stuk sinds maandag.'

describe('input that cannot be', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  before(async () => {
    square = await openSquare()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('a photo of 200 MB is refused with the words kept, and never held in memory', async (t) => {
    const page = await browser.newPage()
    await sayWhere(page, `${square.address}/nl`)
    const token = await page.locator('#report [name=_token]').inputValue()
    const fields = { _token: token, note: NOTE }
    // The first makes room for buffers that are used again; what the second needs on top is what it holds.
    await sendPhoto(page.url(), fields, 50)
    const { status, body, grownBytes } = await sendPhoto(page.url(), fields, 200)
    assert.equal(status, 422)
    assert.match(body, /groter dan 10 MB/)
    assert.ok(body.includes(NOTE), 'the words are lost')
    t.diagnostic(`The process grew by ${Math.round(grownBytes / MB)} MB.`)
    assert.ok(grownBytes < 100 * MB, `the process grew by ${Math.round(grownBytes / MB)} MB`)
    await page.close()
  })

  it('a text file that is called .jpg is refused at its field, and the words are kept', async () => {
    const page = await browser.newPage()
    await sayWhere(page, `${square.address}/nl`)
    await page.fill('[name=note]', NOTE)
    await page.setInputFiles('[name=photo]', {
      name: 'foto.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no picture'),
    })
    assert.equal(await statusOf(page, () => goOn(page)), 422)
    assert.equal(await page.inputValue('[name=note]'), NOTE)
    await page.locator('.govuk-error-summary a').click()
    assert.equal(await page.evaluate('document.activeElement.name'), 'photo')
    await page.close()
  })

  it('a place in the sea is told at once, and the street is kept', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/reports/new?map=2.5,51.4,12`)
    await page.fill('[name=street]', 'Zeedijk')
    const status = await statusOf(page, () => page.locator('input[type=image]').click({ position: { x: 100, y: 100 } }))
    assert.equal(status, 422)
    assert.match(await page.locator('.govuk-error-summary').innerText(), /ligt niet in onze regio/)
    assert.equal(await page.inputValue('[name=street]'), 'Zeedijk')
    await page.close()
  })

  it('a sign-in link works once; a used one and one that never was say the same', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const other = await (await browser.newContext()).newPage()
    await other.goto(square.signInLinks.leuven)
    await signIn(page, square.signInLinks.leuven)

    assert.equal((await page.goto(square.signInLinks.leuven))?.status(), 410)
    const used = await page.locator('main').innerText()
    assert.match(used, /Deze link of code werkt niet meer/)
    assert.equal((await page.goto(`${square.address}/nl/sign-in/${'x'.repeat(22)}`))?.status(), 410)
    assert.equal(await page.locator('main').innerText(), used)
    // Somebody else had the page with the button open all the while.
    assert.equal(await statusOf(other, () => other.locator('main button').click()), 410)
    assert.deepEqual(await other.context().cookies(), [])
    await other.context().close()
    await context.close()
  })

  it('a form that nobody began and an address that is nowhere end in a page that says so', async () => {
    const page = await browser.newPage()
    for (const [path, status] of [
      ['/nl/reports/new/nobody/what', 410],
      ['/nl/reports/new?draft=nobody', 410],
      ['/nl/nowhere', 404],
      ['/xx', 404],
      ['/nl/reports/follow/1-x', 404],
      ['/nl/region/00000', 404],
      ['/nl/staff/reports', 401],
      ["/nl/reports?page=-1&municipality='&status=<b>&map=1,1,99", 200],
    ] as const) {
      assert.equal((await page.goto(square.address + path))?.status(), status, path)
      assert.equal(await page.locator('h1').count(), 1, path)
    }
    await page.close()
  })

  it('a form that another site sends is not taken', async () => {
    const page = await browser.newPage()
    await sayWhere(page, `${square.address}/nl`)
    const token = await page.locator('#report [name=_token]').inputValue()
    const answer = await fetch(page.url(), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      body: new URLSearchParams({ _token: token, note: NOTE, category: 'other' }),
    })
    assert.equal(answer.status, 403)
    await page.close()
  })
})

/** Sends a form with a file of zeroes as a stream, as fast as it is taken in; says by how much this process grew meanwhile. */
async function sendPhoto(url: string, fields: Readonly<Record<string, string>>, megabytes: number) {
  const mark = 'a-mark-that-no-field-holds'
  function* parts(): Generator<Buffer> {
    for (const [name, value] of Object.entries(fields))
      yield Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    const head = 'Content-Disposition: form-data; name="photo"; filename="foto.jpg"\r\nContent-Type: image/jpeg'
    yield Buffer.from(`--${mark}\r\n${head}\r\n\r\n`)
    const zeroes = Buffer.alloc(MB / 4)
    for (let sent = 0; sent < megabytes * 4; sent++) yield zeroes
    yield Buffer.from(`\r\n--${mark}--\r\n`)
  }

  const start = process.memoryUsage().rss
  let peak = start
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  try {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
    const asked = request(url, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': `multipart/form-data; boundary=${mark}` },
    })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      answer
        .setEncoding('utf8')
        .toArray()
        .then((texts) => resolve({ status: answer.statusCode ?? 0, body: texts.join('') }), reject)
    })
    Readable.from(parts()).pipe(asked)
    return { ...(await promise), grownBytes: peak - start }
  } finally {
    clearInterval(watch)
  }
}
