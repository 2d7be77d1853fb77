import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { fewOfEach, sitemapOf } from '../sitemap.ts'

/** Part of the words that are the same with and without scripts. */
const LEAST_ALIKE = 0.95
const LEAST_ALIKE_WITH_PASSKEYS = 0.9

describe('scripts only improve', { skip: withoutBrowser }, () => {
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

  it('every public page says the same without them', async () => {
    const addresses = fewOfEach(await sitemapOf(square.address)).filter((one) =>
      /\/nl(\/|$)/.test(new URL(one).pathname),
    )
    const [without, withThem] = await Promise.all([
      browser.newContext({ javaScriptEnabled: false }),
      browser.newContext(),
    ])
    assert.deepEqual(await differences(addresses, without, withThem), [])
  })

  it('every page of staff says the same without them', async () => {
    const session = await browser.newContext()
    await signIn(await session.newPage(), square.signInLinks.leuven)
    const storageState = await session.storageState()
    const contexts = [
      await browser.newContext({ javaScriptEnabled: false, storageState }),
      await browser.newContext({ storageState }),
    ] as const
    const paths = ['account', 'staff/people', 'staff/people/new?body=leuven', 'staff/reports', 'staff/providers']
    const addresses = paths.map((path) => `${square.address}/nl/${path}`)
    assert.deepEqual(await differences(addresses, ...contexts), [])
  })

  async function differences(
    addresses: readonly string[],
    without: BrowserContext,
    withThem: BrowserContext,
  ): Promise<string[]> {
    const [plain, scripted] = [await without.newPage(), await withThem.newPage()]
    const found: string[] = []
    for (const address of addresses) {
      const words = []
      for (const page of [plain, scripted]) {
        await page.goto(address)
        words.push((await page.locator('main').innerText()).split(/\s+/))
      }
      const [one = [], other = []] = words
      const alike = likeness(one, other)
      // Passkeys exist in scripts only: these pages say so where there are none, and offer another way in.
      const least = (await scripted.locator('[data-passkey]').count()) > 0 ? LEAST_ALIKE_WITH_PASSKEYS : LEAST_ALIKE
      if (alike < least) found.push(`${address}: ${Math.round(100 * alike)} % the same`)
    }
    await without.close()
    await withThem.close()
    return found
  }
})

/** Sørensen–Dice of two bags of words: twice what both have, over all. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1)
  let both = 0
  for (const word of other) {
    const count = left.get(word) ?? 0
    if (count > 0) both += 1
    left.set(word, count - 1)
  }
  return (2 * both) / (one.length + other.length)
}
