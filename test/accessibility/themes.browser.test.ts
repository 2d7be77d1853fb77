import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'

/** Municipalities whose demonstration has a dark red, a bright yellow, a light green and a blue look. */
const THEMED = ['/nl/region/24062', '/fr/reports?municipality=23027', '/en/region/24001', '/de/region/23088']

describe('pages in the colours of a municipality', { skip: withoutBrowser }, () => {
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

  it('can be used by everybody, by day and by night', async () => {
    const page = await openPageForAxe(browser)
    const complaints: string[] = []
    for (const path of THEMED) {
      await page.goto(square.address + path)
      assert.equal(await page.locator('link[rel=stylesheet][href^="/theme/"]').count(), 1, `${path} has no theme`)
      complaints.push(...(await complaintsAbout(page, path.slice(1, 3))).map((one) => `${path}: ${one}`))
    }
    await page.context().close()
    assert.deepEqual(complaints, [])
  })

  it('are tried while somebody types, and published, without a word from the policy against scripts', async () => {
    const page = await openPage()
    await signIn(page, square.signInLinks.leuven)
    const mistakes: string[] = []
    page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()))
    await page.goto(`${square.address}/nl/staff/theme/leuven`)
    const sample = page.locator('.sp-preview-light .sp-header')
    assert.equal(await colourOf(sample, 'background-color'), 'rgb(138, 21, 56)')
    await page.fill('[name=brand]', '#ffe600')
    await page.getByText('Je hoofdkleur #ffe600 is te licht voor tekst').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('link[data-preview]').length === 1)
    assert.equal(await colourOf(page.locator('.sp-preview-light .sp-header'), 'background-color'), 'rgb(255, 230, 0)')
    assert.equal(await colourOf(page.locator('header.sp-header'), 'background-color'), 'rgb(138, 21, 56)')
    // The picker follows the field, and the other way round.
    assert.equal(await page.locator('input[type=color]').first().inputValue(), '#ffe600')
    await page.locator('button[value=publish]').click()
    await page.waitForURL(/saved/)
    assert.equal(await colourOf(page.locator('header.sp-header'), 'background-color'), 'rgb(255, 230, 0)')
    assert.deepEqual(mistakes, [])
    await page.locator('.sp-things form button').first().click()
    await page.waitForURL(/saved/)
    assert.equal(await colourOf(page.locator('header.sp-header'), 'background-color'), 'rgb(138, 21, 56)')
    await page.context().close()
  })

  it('keep focus, buttons, tags and maps in sight for whoever chose their own few colours', async () => {
    const page = await openPage()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto(`${square.address}/nl/reports?municipality=23027`)
    for (const [name, element] of [
      ['button', page.locator('main .govuk-button').first()],
      ['tag', page.locator('main .govuk-tag').first()],
    ] as const) {
      assert.equal(await colourOf(element, 'border-top-style'), 'solid', name)
      assert.ok(Number.parseFloat(await colourOf(element, 'border-top-width')) >= 1, name)
    }
    const pin = page.locator('.sp-pin circle:not(.sp-pin__reach)').first()
    assert.notEqual(await colourOf(pin, 'fill'), await colourOf(page.locator('.sp-area-chosen').first(), 'fill'))
    await page.keyboard.press('Tab')
    for (let stop = 0; stop < 25; stop += 1) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(OUTLINE)
      assert.ok(seen.isSeen, `the focus is not seen on ${seen.what}`)
    }
    await page.context().close()
  })

  it('print without what can only be pressed, dark on white, whatever the screen shows', async () => {
    const page = await openPage()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const path of [...THEMED, '/nl', '/nl/region']) {
      await page.goto(square.address + path)
      assert.deepEqual(await page.evaluate(PRINTED), { pressed: [], faint: [] }, path)
    }
    await page.context().close()
  })

  async function openPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    return context.newPage()
  }
})

async function colourOf(element: ReturnType<Page['locator']>, property: string): Promise<string> {
  return element.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property)
}

/** Run in the browser: whether where the focus is has an outline of a colour that is not transparent, or an edge of its own. */
const OUTLINE = `(() => {
  const at = document.activeElement
  const style = getComputedStyle(at)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor)
  const drawn = at.namespaceURI.includes('svg') && parseFloat(style.strokeWidth) >= 3
  return { isSeen: outlined || drawn, what: at.outerHTML.slice(0, 120) }
})()` as unknown as () => { isSeen: boolean; what: string }

/** Run in the browser: what is of no use on paper and stands there, and text that is not dark. */
const PRINTED = `(() => {
  const isShown = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 1
  const light = (one) => {
    const [red, green, blue] = getComputedStyle(one).color.match(/[\\d.]+/g).map(Number)
    return /^color/.test(getComputedStyle(one).color) ? 0 : (red * 0.2126 + green * 0.7152 + blue * 0.0722) / 255
  }
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
  const texts = [...document.querySelectorAll('body *')].filter((one) => isShown(one) && own(one) && !one.closest('svg, .govuk-visually-hidden'))
  return {
    pressed: [...document.querySelectorAll('nav, button, .govuk-button, .sp-filter')].filter(isShown).map((one) => one.outerHTML.slice(0, 80)),
    faint: texts.filter((one) => light(one) > 0.55).map((one) => one.outerHTML.slice(0, 80)),
  }
})()` as unknown as () => { pressed: string[]; faint: string[] }
