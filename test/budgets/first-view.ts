import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'

/** What a browser that comes for the first time gets over the wire for one page. */
export interface FirstView {
  readonly address: string
  readonly kind: Kind
  /** As they travel: compressed, headers included, of every resource. */
  readonly bytes: number
  /** What stands in the page itself (`data:`, the icon of the tab) is no request. */
  readonly requests: readonly string[]
  /** Everything that may not be: another host, a cookie, a font, a mistake that the browser reports. */
  readonly complaints: readonly string[]
}

export type Kind = 'text' | 'picture' | 'map'

/** A browser window in which pages are weighed, one after the other. */
export interface Scales {
  weigh(address: string): Promise<FirstView>
  close(): Promise<void>
}

interface Asked {
  readonly type?: string
  readonly request: { readonly url: string }
}

/** Counts with the protocol of the developer tools (Chrome DevTools Protocol, Network domain), with nothing in the cache. */
export async function openScales(browser: Browser): Promise<Scales> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })

  const asked = new Map<string, Asked>()
  const bytes = new Map<string, number>()
  const mistakes: string[] = []
  network.on('Network.requestWillBeSent', (event) => {
    if (!event.request.url.startsWith('data:')) asked.set(event.requestId, event)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes.set(requestId, encodedDataLength)
  })
  network.on('Network.loadingFailed', (event) => mistakes.push(`${asked.get(event.requestId)?.request.url} failed`))
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()))
  page.on('pageerror', (error) => mistakes.push(error.message))

  return {
    async weigh(address) {
      asked.clear()
      bytes.clear()
      mistakes.length = 0
      const answer = await page.goto(address, { waitUntil: 'load' })
      await settle(() => bytes.size + mistakes.length >= asked.size)
      const requests = [...asked.values()].map(({ request, type }) => ({ url: new URL(request.url), type }))
      const { host } = new URL(address)
      const view: FirstView = {
        address,
        kind: await kindOf(page),
        bytes: [...bytes.values()].reduce((sum, one) => sum + one, 0),
        requests: requests.map(({ url }) => url.pathname),
        complaints: [
          ...mistakes,
          ...(answer?.status() === 200 ? [] : [`answered ${answer?.status()}`]),
          ...requests.filter(({ url }) => url.host !== host).map(({ url }) => `asks ${url.href}`),
          ...requests.filter(({ type }) => type === 'Font').map(({ url }) => `has the font ${url.href}`),
          ...(await context.cookies()).map(({ name }) => `sets the cookie ${name}`),
        ],
      }
      return view
    },
    close: () => context.close(),
  }
}

/** Waits until this is so, for at most three seconds. */
async function settle(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300 && !isSo(); turn++) await setTimeout(10)
}

async function kindOf(page: Page): Promise<Kind> {
  // A page of charts is a dashboard, which may weigh what a map weighs.
  if ((await page.locator('main .sp-map, main .sp-pick, main .sp-chart').count()) > 0) return 'map'
  return (await page.locator('main img').count()) > 0 ? 'picture' : 'text'
}
