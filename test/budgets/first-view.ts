import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'

/** What a browser that comes for the first time gets over the wire for one page. */
export interface FirstView {
  readonly address: string
  readonly kind: Kind
  /** As they travel: compressed, headers included, of every resource. */
  readonly bytes: number
  /** Without the icon of the tab: browsers ask for it after the page is shown, and keep it for ever. Its bytes do count. */
  readonly requests: readonly string[]
  /** Everything that may not be: another host, a cookie, a font, a mistake that the browser reports. */
  readonly complaints: readonly string[]
}

export type Kind = 'text' | 'picture' | 'map'

interface Wire {
  readonly requestId: string
  readonly type?: string
  readonly request: { readonly url: string }
}

/** Opens a page with nothing in the cache, and counts with the protocol of the developer tools (Chrome DevTools Protocol, Network domain). */
export async function firstViewOf(browser: Browser, address: string): Promise<FirstView> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const asked = new Map<string, Wire>()
  const bytes = new Map<string, number>()
  const mistakes: string[] = []
  network.on('Network.requestWillBeSent', (event) => asked.set(event.requestId, event))
  network.on('Network.loadingFinished', (event) => bytes.set(event.requestId, event.encodedDataLength))
  network.on('Network.loadingFailed', (event) => mistakes.push(`${asked.get(event.requestId)?.request.url} failed`))
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()))
  page.on('pageerror', (error) => mistakes.push(error.message))

  const answer = await page.goto(address, { waitUntil: 'load' })
  await settle(() => bytes.size + mistakes.length >= asked.size && [...asked.values()].some(isIcon))
  const requests = [...asked.values()]
  const host = new URL(address).host
  const complaints = [
    ...mistakes,
    ...(answer?.status() === 200 ? [] : [`answered ${answer?.status()}`]),
    ...requests.filter(({ request }) => new URL(request.url).host !== host).map(({ request }) => `asks ${request.url}`),
    ...requests.filter(({ type }) => type === 'Font').map(({ request }) => `has the font ${request.url}`),
    ...(await context.cookies()).map(({ name }) => `sets the cookie ${name}`),
  ]
  const view: FirstView = {
    address,
    kind: await kindOf(page),
    bytes: [...bytes.values()].reduce((sum, one) => sum + one, 0),
    requests: requests.filter((one) => !isIcon(one)).map(({ request }) => new URL(request.url).pathname),
    complaints,
  }
  await context.close()
  return view
}

function isIcon({ request }: Wire): boolean {
  return /\/favicon\b/.test(request.url)
}

/** Waits until this is so, for at most two seconds. */
async function settle(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isSo(); turn++) await setTimeout(20)
}

async function kindOf(page: Page): Promise<Kind> {
  if ((await page.locator('main .sp-map, main .sp-pick').count()) > 0) return 'map'
  return (await page.locator('main img').count()) > 0 ? 'picture' : 'text'
}
