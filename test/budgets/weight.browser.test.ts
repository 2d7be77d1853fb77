import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { fewOfEach, sitemapOf } from '../sitemap.ts'
import { openScales, type FirstView } from './first-view.ts'

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

function tooMuch({ address, kind, bytes, requests, complaints }: FirstView): string[] {
  const most = MOST_BYTES[kind]
  return [
    ...(bytes <= most ? [] : [`${address}: ${bytes} bytes; a ${kind} page has at most ${most}`]),
    ...(requests.length <= MOST_REQUESTS ? [] : [`${address}: ${requests.length} requests: ${requests.join(', ')}`]),
    ...complaints.map((complaint) => `${address}: ${complaint}`),
  ]
}
