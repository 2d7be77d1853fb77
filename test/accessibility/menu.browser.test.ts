import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'

describe('the menu of staff', { skip: withoutBrowser }, () => {
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

  for (const who of ['operator', 'leuven'] as const)
    it(`is one line on a screen of 1280 pixels, and whole on a telephone, for ${who}`, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      await signIn(page, square.signInLinks[who])
      for (const language of ['nl', 'fr', 'en', 'de']) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.goto(`${square.address}/${language}/account`)
        const bar = page.locator('.sp-header__bar')
        const { height = 0 } = (await bar.boundingBox()) ?? {}
        assert.ok(height > 0 && height < 60, `${language}: the bar is ${height} pixels high`)
        await page.locator('.sp-more summary').focus()
        await page.keyboard.press('Enter')
        const people = page.locator('.sp-more a[href$="/staff/people"], .sp-more a[href$="/operator/openid"]')
        assert.ok(await people.first().isVisible())
        assert.equal((await bar.boundingBox())?.height, height, 'what was folded up lies over the page')

        await page.setViewportSize({ width: 320, height: 740 })
        for (const link of await page.locator('.sp-more a').all()) {
          const box = await link.boundingBox()
          assert.ok(box && box.x >= 0 && box.x + box.width <= 320 && box.height >= 24, await link.innerText())
        }
      }
      await context.close()
    })
})
