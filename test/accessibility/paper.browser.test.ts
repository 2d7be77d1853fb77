import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { fewOfEach, sitemapOf } from '../sitemap.ts'
import { complaintsOnPaper } from './complaints-about.ts'

describe('every public page can be printed on A4', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let page: Page
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    page = await browser.newPage()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('with nothing cut off and no heading left alone, in Dutch and in German, whose words are the longest', async () => {
    const all = await sitemapOf(square.address)
    const addresses = fewOfEach(all.filter((one) => /\/(nl|de)(\/|$)/.test(one)))
    const complaints: string[] = []
    for (const address of [...addresses, `${square.address}/nl/my-street?where=3000&street=Bondgenotenlaan`]) {
      await page.goto(address)
      complaints.push(...(await complaintsOnPaper(page)).map((one) => `${address}: ${one}`))
    }
    assert.ok(addresses.length > 20, 'the sitemap is not whole')
    assert.deepEqual(complaints, [])
  })

  it('my street without the heading of the form, which is not printed', async () => {
    await page.goto(`${square.address}/nl/my-street?where=3000&street=Bondgenotenlaan`)
    const form = page.locator('main form[action$="/my-street"]')
    const heading = page.getByRole('heading', { name: 'Een andere straat' })
    assert.deepEqual([await form.isVisible(), await heading.isVisible()], [true, true])
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual([await form.isVisible(), await heading.isVisible()], [false, false])
    await page.emulateMedia({ media: 'screen' })
  })
})
