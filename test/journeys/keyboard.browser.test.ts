import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { press, tabTo, typeIn } from './keyboard.ts'
import { readDone } from './report-form.ts'

const GO_ON = 'main form .govuk-button:not(.govuk-button--secondary)'

describe('with the keyboard alone, seeing where one is', { skip: withoutBrowser }, () => {
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

  it('a resident skips the menu, reports something and adds to it', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'content')
    await press(page, 'main a[href$="/reports/new"]')
    await typeIn(page, 'postalCode', '3000')
    await typeIn(page, 'street', 'Naamsestraat 3')
    await press(page, GO_ON)
    // What was left out is told at the top, where the keyboard is then.
    await press(page, GO_ON)
    assert.match(await page.title(), /^Fout/)
    await tabTo(page, '.govuk-error-summary a[href="#note"]')
    await page.keyboard.press('Enter')
    await page.keyboard.type('De lamp is stuk.')
    assert.equal(await page.inputValue('[name=note]'), 'De lamp is stuk.')
    await press(page, GO_ON)
    await tabTo(page, '[name=category]')
    await page.keyboard.press('Space')
    await press(page, GO_ON)
    // The last choice: which lamp it is, is not known.
    await tabTo(page, '[name=asset]')
    await page.keyboard.press('ArrowUp')
    await press(page, GO_ON)
    await typeIn(page, 'email', 'an@example.be')
    await press(page, GO_ON)
    await press(page, GO_ON)
    const { number, link } = await readDone(page)
    assert.match(number, /^\d+$/)
    await page.goto(link)
    await typeIn(page, 'addition', 'Ze flikkert.')
    await press(page, GO_ON)
    assert.match(await page.locator('.sp-history').innerText(), /Ze flikkert/)
    await page.close()
  })

  it('Enter in a field goes on, in the same language', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/reports/new`)
    await typeIn(page, 'postalCode', '3000')
    await typeIn(page, 'street', 'Naamsestraat 3')
    await page.keyboard.press('Enter')
    await page.locator('[name=note]').waitFor()
    assert.match(page.url(), /\/nl\/reports\//)
    await page.goto(`${square.address}/nl/sensors/register`)
    await tabTo(page, '[name=kit]')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.locator('[name=postalCode]').waitFor()
    await typeIn(page, 'postalCode', '1500')
    await page.keyboard.press('Enter')
    await page.locator('[name=postalCode][value="1500"]').waitFor()
    assert.match(page.url(), /\/nl\/sensors\/register\//)
    assert.equal(await page.locator('.govuk-error-message:visible').count(), 0)
    await page.close()
  })

  it('a resident finds a municipality and changes the language', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/region`)
    await press(page, 'main a[href="/nl/region/24062"]')
    await press(page, '.sp-languages [hreflang=fr]')
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr')
    await page.close()
  })

  it('a resident asks for a link to the own file', async () => {
    const page = await browser.newPage()
    await page.goto(`${square.address}/nl/sign-in`)
    await typeIn(page, 'email', 'an@example.be')
    await press(page, 'form[action$="/sign-in/link"] button')
    assert.match(await page.locator('main').innerText(), /an@example\.be/)
    await page.close()
  })

  it('staff sign in with a link, answer a report and sign out', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(square.signInLinks.leuven)
    await press(page, 'main button')
    await page.goto(`${square.address}/nl/staff/reports`)
    await press(page, 'tbody a')
    await tabTo(page, '[name=status]')
    await page.keyboard.press('ArrowDown')
    await typeIn(page, 'message', 'We kijken het na.')
    await press(page, '#handling .govuk-button:not(.govuk-button--secondary)')
    assert.match(await page.locator('.sp-history').innerText(), /We kijken het na/)
    await press(page, '.sp-account button')
    await context.close()
  })
})
