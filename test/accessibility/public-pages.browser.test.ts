import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { sitemapOf, someOfEach } from '../sitemap.ts'
import { appearancesOf, isWhole } from './appearances.ts'
import { changedPages, keepShapes } from './changed-pages.ts'
import { complaintsAbout, engineOf, openPageForAxe } from './complaints-about.ts'
import { keepRun } from './keep-run.ts'
import { invalidIn } from './valid-html.ts'

describe('every public page can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  const today = Temporal.Now.plainDateISO()
  const seen: { pages: number; engine: string; violations: string[] } = { pages: 0, engine: '', violations: [] }
  let changed: ReadonlySet<string> = new Set()
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
    const { engine, ...open } = seen
    if (process.env['MEASURE']) keepRun({ engine, open: { date: today.toString(), ...open } })
  })

  it('those that changed in every appearance', async (t) => {
    const all = await sitemapOf(square.address)
    if (process.env['MEASURE']) return keepShapes(all)
    const found = await changedPages(someOfEach(all))
    changed = found.changed
    for (const line of found.told) t.diagnostic(line)
  })
  it('in Dutch', () => check('nl'))
  it('in French', () => check('fr'))
  it('in English', () => check('en'))
  it('in German', () => check('de'))

  async function check(language: string): Promise<void> {
    const all = (await sitemapOf(square.address)).filter((one) => one.startsWith(`${square.address}/${language}`))
    const page = await openPageForAxe(browser)
    seen.engine = await engineOf(page)
    const mistakes = mistakesOf(page, square.address)
    const complaints: string[] = []
    for (const [index, address] of (isWhole() ? all : someOfEach(all)).entries()) {
      mistakes.length = 0
      const answer = await page.goto(address)
      if (answer?.status() !== 200) complaints.push(`${address}: answered ${answer?.status()}`)
      const about = [
        ...(await complaintsAbout(page, language, appearancesOf(index, today, changed.has(address)))),
        ...(await invalidIn((await answer?.text()) ?? '')),
        ...mistakes,
      ]
      complaints.push(...about.map((one) => `${address}: ${one}`))
      seen.pages += 1
    }
    await page.context().close()
    seen.violations.push(...complaints)
    assert.ok(all.length > 100, 'the sitemap is not whole')
    assert.deepEqual(complaints, [])
  }
})

/** What a browser reports while pages are open, and whom it asks besides us. */
function mistakesOf(page: Page, address: string): string[] {
  const mistakes: string[] = []
  page.on('console', (message) => message.type() === 'error' && mistakes.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => mistakes.push(`script: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !url.startsWith('data:')) mistakes.push(`asks ${url}`)
  })
  return mistakes
}
