import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { notToday } from './appearances.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'

describe('the pages about fetching measurements can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let page: Page
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    page = await openPageForAxe(browser)
    await signIn(page, square.signInLinks.leuven)
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('in Dutch', () => check('nl'))
  it('in French', { skip: notToday('fr') }, () => check('fr'))
  it('in English', { skip: notToday('en') }, () => check('en'))
  it('in German', { skip: notToday('de') }, () => check('de'))

  async function check(language: string): Promise<void> {
    const complaints: string[] = []
    const at = `${square.address}/${language}/staff/sensor-connectors`
    const look = async (name: string) => {
      await page.waitForLoadState()
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
      complaints.push(...(await complaintsAbout(page, language)).map((one) => `${name}: ${one}`))
    }
    const wrong = async (name: string) => {
      await page.locator('form[id] .govuk-button').click()
      await page.locator('.govuk-error-summary').waitFor()
      await look(`${name}, with errors`)
    }
    await page.goto(at)
    await look('what is fetched')
    for (const kind of ['sensor-community', 'telraam', 'waterinfo', 'sensorthings']) {
      await page.goto(`${at}/new/${kind}`)
      await look(kind)
      await wrong(kind)
    }
    await page.goto(`${at}/new/sensorthings`)
    await page.fill('[name=name]', `Elders ${language}`)
    // Nobody listens there: how that is told is looked at.
    await page.fill('[name=address]', 'http://127.0.0.1:9/v1.1')
    await page.locator('form[id] .govuk-button').click()
    await page.locator('.govuk-summary-list').waitFor()
    await look('a connector')
    await page.locator('a[href$="/change"]').click()
    await page.locator('[name=apiKey]').waitFor()
    await look('change a connector')
    await page.goBack()
    await page.locator('a[href$="/remove"]').click()
    await page.locator('.govuk-button--warning').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look('remove a connector, not ticked')
    await page.goto(`${at}/new-lorawan`)
    await page.fill('[name=application]', 'Wrong Name')
    await wrong('fields of LoRaWAN')
    await page.fill('[name=application]', `town-${language}`)
    await page.fill('[name=fields]', 'TempC_SHT = air-temperature Cel')
    await page.locator('form[id] .govuk-button').click()
    await page.locator('a[href*="/lorawan/"]').first().waitFor()
    await look('what is fetched, with rows')
    assert.deepEqual(complaints, [])
  }
})
