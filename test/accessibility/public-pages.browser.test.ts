import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { fewOfEach, sitemapOf } from '../sitemap.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'

describe('every public page can be used by everybody', { skip: withoutBrowser }, () => {
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

  it('in Dutch', () => check('nl'))
  it('in French', () => check('fr'))
  it('in English', () => check('en'))
  it('in German', () => check('de'))

  async function check(language: string): Promise<void> {
    const all = (await sitemapOf(square.address)).filter((one) => one.startsWith(`${square.address}/${language}`))
    const page = await openPageForAxe(browser)
    const complaints: string[] = []
    for (const address of fewOfEach(all)) {
      const answer = await page.goto(address)
      if (answer?.status() !== 200) complaints.push(`${address}: answered ${answer?.status()}`)
      complaints.push(...(await complaintsAbout(page, language)).map((one) => `${address}: ${one}`))
    }
    await page.context().close()
    assert.ok(all.length > 100, 'the sitemap is not whole')
    assert.deepEqual(complaints, [])
  }
})
