import type { Browser, Page } from 'playwright-core'

/** A whole task in one browser: how many pages it opened and what they weighed together, with the cache as people have it. */
export interface JourneyWeight {
  readonly pages: number
  readonly bytes: number
}

/** Counts all that travels while somebody does something (Chrome DevTools Protocol, Network domain). */
export async function weighJourney(browser: Browser, walk: (page: Page) => Promise<unknown>): Promise<JourneyWeight> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  let bytes = 0
  let pages = 0
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  page.on('load', () => (pages += 1))
  await walk(page)
  await page.waitForLoadState('networkidle')
  await context.close()
  return { pages, bytes }
}
