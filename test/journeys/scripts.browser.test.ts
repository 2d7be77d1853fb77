import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { goOn, report, telephonePhoto } from './report-form.ts'

/** Runs in the browser: whatever a page left behind. */
const TRACES = `(async () => ({
  stored: localStorage.length + sessionStorage.length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).length,
}))()`
const NO_TRACES = { stored: 0, caches: 0, workers: 0, databases: 0 }

describe('scripts that improve', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('a resident who asked for it reads the numbers and the own report, writes one, and sends it later', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const sent = await report(page, `${square.address}/nl`, { note: 'De lamp is stuk.' })
    await page.goto(`${square.address}/nl/offline`)
    assert.deepEqual(await page.evaluate(TRACES), NO_TRACES, 'something was kept before it was asked')
    await page.click('[data-do=keep]')
    await page.locator('[data-kept]').waitFor()
    await page.goto(sent.link)

    await context.setOffline(true)
    await page.goto(`${square.address}/nl/region`)
    assert.match(await page.locator('h1').innerText(), /Zonder internet/)
    assert.match(await page.locator('main').innerText(), /112/)
    // Nobody knows the address of the own report by heart.
    await page.locator('[data-own] a', { hasText: `Melding ${sent.number}` }).click()
    await page.waitForURL(sent.link)
    assert.match(await page.locator('main').innerText(), /De lamp is stuk\./)
    const colour = await page.locator('header.sp-header').evaluate((one) => getComputedStyle(one).backgroundColor)
    assert.equal(colour, 'rgb(138, 21, 56)', 'the look of Leuven is lost without internet')

    await page.goto(`${square.address}/nl/region`)
    await page.fill('[data-offline] [name=postalCode]', '3000')
    await page.fill('[data-offline] [name=street]', 'Naamsestraat 3')
    await page.fill('[data-offline] [name=note]', 'Er ligt glas op het fietspad.')
    await page.click('[data-offline] form > .govuk-button')
    await page.locator('[data-waiting] li').waitFor()
    await page.reload()
    assert.match(await page.locator('[data-waiting]').innerText(), /glas op het fietspad/)
    await page.click('[data-waiting] .govuk-button')
    await page.locator('[data-said=failed]').waitFor()
    assert.match(await page.locator('[data-waiting]').innerText(), /glas op het fietspad/)

    await context.setOffline(false)
    await page.goto(`${square.address}/nl/offline`)
    await page.route('**/nl/reports/new', (one) =>
      one.request().method() === 'POST' ? one.fulfill({ status: 503, body: 'Bad gateway' }) : one.continue(),
    )
    await page.click('[data-waiting] .govuk-button')
    await page.locator('[data-said=failed]').waitFor()
    await page.unroute('**/nl/reports/new')
    await page.reload()
    assert.match(await page.locator('[data-waiting]').innerText(), /glas op het fietspad/, 'what nobody took is lost')
    await page.click('[data-waiting] .govuk-button')
    await page.waitForURL(/reports\/new\//)
    assert.equal(await page.inputValue('[name=note]'), 'Er ligt glas op het fietspad.')
    await page.goto(`${square.address}/nl/offline`)
    assert.equal(await page.locator('[data-waiting] li').count(), 0, 'it waits still, and would be sent twice')

    await page.goto(`${square.address}/nl/offline`)
    await page.click('[data-do=remove]')
    await page.locator('[data-do=keep]').waitFor()
    assert.deepEqual(await page.evaluate(TRACES), NO_TRACES, 'something was left behind')
    await context.close()
  })

  it('a form that waited until another day is shown again, with nothing lost', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/offline`)
    const body = new URLSearchParams({
      _token: '2020-01-01.old',
      postalCode: '3000',
      street: 'Naamsestraat 3',
      note: 'Glas!',
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(`${square.address}/nl/reports/new`, { method: 'POST', body, headers })
    const text = await answer.text()
    assert.equal(answer.status, 422)
    for (const kept of ['value="3000"', 'value="Naamsestraat 3"', 'value="Glas!"']) assert.ok(text.includes(kept), kept)
    await page.close()
  })

  it('a photo that was chosen is shown before it is sent', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/reports/new`)
    await page.fill('[name=postalCode]', '3000')
    await page.fill('[name=street]', 'Naamsestraat 3')
    await goOn(page)
    const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await telephonePhoto() }
    await page.setInputFiles('[name=photo]', file)
    await page.locator('canvas.sp-preview').waitFor()
    await page.setInputFiles('[name=photo]', {
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('no picture'),
    })
    await page.locator('canvas.sp-preview').waitFor({ state: 'hidden' })
    await page.close()
  })

  it('suggests municipalities and streets while somebody types', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl`)
    await page.locator('[name=where]').pressSequentially('leu')
    await page.locator('datalist option[value=Leuven]').waitFor({ state: 'attached' })
    await page.goto(`${square.address}/nl/reports/new`)
    await page.locator('[name=street]').pressSequentially('sta')
    await page.locator('datalist option').first().waitFor({ state: 'attached' })
    const streets = await page
      .locator('datalist option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    assert.ok(streets.length > 0 && streets.every((one) => /\bsta/i.test(one ?? '')), streets.join(', '))
    await page.close()
  })
})
