import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'

describe('a map by night', { skip: withoutBrowser }, () => {
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

  it('is dark, also the picture on which a place is picked, and its ring of focus can be seen', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/reports/new`)
    const picture = 'input[type=image]'
    const light = await brightnessOf(page, picture)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await brightnessOf(page, picture)
    assert.ok(light > 180, `by day ${light}`)
    assert.ok(dark < 90, `by night ${dark}`)
    await page.focus(picture)
    const [red = 0, green = 0, blue = 0] = await colourLeftOf(page, picture, 2)
    assert.ok(red > 200 && green > 150 && blue < 180, `the ring is ${red}, ${green}, ${blue}`)
    await page.goto(`${square.address}/nl/reports`)
    assert.ok((await brightnessOf(page, 'svg.sp-map__sheet')) < 110)
    await page.close()
  })
})

/** The mean of what is seen there, from 0 (black) to 255. */
async function brightnessOf(page: Page, selector: string): Promise<number> {
  const { channels } = await sharp(await page.locator(selector).first().screenshot()).stats()
  return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean / 3, 0)
}

/** What is seen so many pixels left of it, in its middle. */
async function colourLeftOf(page: Page, selector: string, distance: number): Promise<readonly number[]> {
  const box = await page.locator(selector).first().boundingBox()
  const clip = { x: (box?.x ?? 0) - distance, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, width: 1, height: 1 }
  return [
    ...(await sharp(await page.screenshot({ clip }))
      .removeAlpha()
      .raw()
      .toBuffer()),
  ]
}
