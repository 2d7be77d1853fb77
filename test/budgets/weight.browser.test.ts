import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { report } from '../journeys/report-form.ts'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { fewOfEach, sitemapOf } from '../sitemap.ts'
import { openScales, type FirstView } from './first-view.ts'
import { grown, heaviestOfEach, keep, milligramsOf } from './footprint.ts'
import { weighJourney } from './journey-weight.ts'

const KB = 1000
const MOST_BYTES = { text: 20 * KB, picture: 30 * KB, map: 60 * KB }
const MOST_REQUESTS = 4

describe('a first visit weighs little', { skip: withoutBrowser }, () => {
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

  it('for every page in Dutch', async (t) => {
    const views = await visit((await sitemapOf(square.address)).filter(isIn('nl')))
    const heaviest = views.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5)
    for (const { address, kind, bytes, requests } of heaviest)
      t.diagnostic(`${bytes} bytes, ${requests.length} requests, ${kind}: ${new URL(address).pathname}`)
    assert.ok(views.length > 200, 'the sitemap is not whole')
    assert.deepEqual(views.flatMap(tooMuch), [])
    const pages = heaviestOfEach(views)
    if (process.env['MEASURE']) keep({ pages })
    else assert.deepEqual(grown(pages), [])
  })

  it('for a whole task', async (t) => {
    const address = `${square.address}/nl`
    const journeys = [
      { id: 'report', most: 60 * KB, walk: (page: Page) => report(page, address, { note: 'De lamp is stuk.' }) },
      { id: 'look', most: 80 * KB, walk: (page: Page) => lookUp(page, address) },
    ] as const
    const measured = []
    for (const { id, most, walk } of journeys) {
      const weight = await weighJourney(browser, walk)
      t.diagnostic(`${id}: ${weight.pages} pages, ${weight.bytes} bytes`)
      assert.ok(weight.bytes <= most, `${id} weighs ${weight.bytes} bytes; at most ${most}`)
      measured.push({ id, ...weight, milligrams: milligramsOf(weight.bytes) })
    }
    if (process.env['MEASURE']) keep({ journeys: measured })
  })

  it('for a page of each kind in French, English and German', async () => {
    const all = await sitemapOf(square.address)
    const views = await visit(fewOfEach(all.filter((one) => !isIn('nl')(one))))
    assert.deepEqual(views.flatMap(tooMuch), [])
  })

  function isIn(language: string): (address: string) => boolean {
    const start = `${square.address}/${language}`
    return (address) => address === start || address.startsWith(`${start}/`)
  }

  async function visit(addresses: readonly string[]): Promise<FirstView[]> {
    const scales = await openScales(browser)
    const views: FirstView[] = []
    for (const address of addresses) views.push(await scales.weigh(address))
    await scales.close()
    return views
  }
})

/** From the home page to one's municipality. */
async function lookUp(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.goto(`${address}/region`)
  await page.locator('main a[href*="/region/24062"]').last().click()
  await page.locator('h1', { hasText: 'Leuven' }).waitFor()
}

function tooMuch({ address, kind, bytes, requests, complaints }: FirstView): string[] {
  const most = MOST_BYTES[kind]
  return [
    ...(bytes <= most ? [] : [`${address}: ${bytes} bytes; a ${kind} page has at most ${most}`]),
    ...(requests.length <= MOST_REQUESTS ? [] : [`${address}: ${requests.length} requests: ${requests.join(', ')}`]),
    ...complaints.map((complaint) => `${address}: ${complaint}`),
  ]
}
