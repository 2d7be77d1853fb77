import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { sitemapOf } from '../sitemap.ts'
import { report } from './report-form.ts'

describe('the demonstration', { skip: withoutBrowser }, () => {
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

  it('is removed by the operator; municipalities and what residents really reported stay', async () => {
    const resident = await browser.newPage()
    const before = await ask('/api/municipalities')
    const invented = (await sitemapOf(square.address)).find((address) => /\/nl\/reports\/\d+$/.test(address)) ?? ''
    assert.equal((await resident.goto(invented))?.status(), 200)

    await removeDemonstration()

    await resident.goto(`${square.address}/nl`)
    await withoutBanner(resident)
    assert.equal((await resident.goto(invented))?.status(), 404)
    assert.deepEqual(await ask('/api/municipalities'), before)
    assert.deepEqual(await ask('/api/reports'), { total: 0, reports: [] })

    await resident.goto(`${square.address}/nl/reports`)
    const empty = await resident.locator('main').innerText()
    assert.match(empty, /Geen meldingen/)
    assert.match(empty, /meld zelf iets/)
    assert.equal(await resident.locator('tbody').count(), 0)
    assert.equal((await resident.locator('main svg').count()) > 0, true)
    for (const address of (await sitemapOf(square.address)).filter((one) => one.includes('/nl')))
      assert.equal((await fetch(address)).status, 200, address)

    const sent = await report(resident, `${square.address}/nl`, { note: 'De eerste echte melding op dit plein.' })
    await resident.goto(`${square.address}/nl/reports`)
    assert.equal(await resident.locator('tbody tr').count(), 1)
    assert.equal((await resident.goto(sent.link))?.status(), 200)
    await resident.close()
  })

  /** Signs in as the operator, who first presses without being sure. */
  async function removeDemonstration(): Promise<void> {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, square.signInLinks.operator)
    await page.goto(`${square.address}/nl/operator`)
    await page.locator('.govuk-button--warning').click()
    assert.match(await page.locator('.govuk-error-summary').innerText(), /Vink aan/)
    await page.check('[name=sure]')
    await page.locator('.govuk-button--warning').click()
    await page.waitForURL(`${square.address}/nl`)
    // The operator of the demonstration was invented too.
    await page.reload()
    assert.equal(await page.locator('.sp-account button').count(), 0)
    await context.close()
  }

  /** The square remembers for ten seconds that it shows a demonstration. */
  async function withoutBanner(page: Page): Promise<void> {
    for (let turn = 0; turn < 30 && (await page.locator('.sp-demo').count()) > 0; turn++) {
      await page.waitForTimeout(500)
      await page.reload()
    }
    assert.equal(await page.locator('.sp-demo').count(), 0)
  }

  async function ask(path: string): Promise<unknown> {
    return (await fetch(square.address + path)).json()
  }
})
