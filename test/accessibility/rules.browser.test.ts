import assert from 'node:assert/strict'
import { brotliCompressSync } from 'node:zlib'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { notToday } from './appearances.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'
import { invalidIn } from './valid-html.ts'

/** Compressed, with the style sheet. */
const MOST_BYTES = 30_000

describe('the pages on which rules are changed can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let office: Page
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    office = await openPageForAxe(browser)
    await signIn(office, square.signInLinks.office)
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
    const look = async (name: string) => {
      await office.waitForLoadState()
      await office.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
      const about = [...(await complaintsAbout(office, language)), ...(await invalidIn(await office.content()))]
      complaints.push(...about.map((one) => `${language}, ${name}: ${one}`))
    }
    const rules = `${square.address}/${language}/staff/rules`
    await office.goto(rules)
    await look('all rules')
    await office.goto(`${rules}/air-temperature`)
    await look('form')
    await office.fill('[name=spike-suspectOff]', 'much')
    await office.locator('#rules .govuk-button').click()
    await office.locator('.govuk-error-summary').waitFor()
    assert.equal(await office.inputValue('[name=spike-suspectOff]'), 'much')
    await look('form, with errors')
    await office.fill('[name=spike-suspectOff]', '3')
    await office.locator('#rules .govuk-button').click()
    await office.waitForURL(/\/draft$/)
    for (let turn = 0; turn < 80 && (await office.locator('main td').count()) < 10; turn++) {
      await office.waitForTimeout(250)
      await office.reload()
    }
    assert.ok((await office.locator('main table').count()) >= 2, await office.locator('main').innerText())
    await look('what would change')
    await office.locator('#publish .govuk-button').click()
    await office.locator('.govuk-error-summary').waitFor()
    await look('what would change, with errors')
    const history = `${rules}/air-temperature/history`
    await office.goto(history)
    await look('judging history again')
    await office.locator('#history .govuk-button').click()
    await office.locator('#turn').waitFor()
    await look('judging history again, under way')
    await office.locator('#turn [value=stopped]').click()
    await office.locator('main table').waitFor()
    await look('judging history again, stopped')
    const occasions = `${square.address}/${language}/staff/occasions`
    await office.goto(`${occasions}/new`)
    await look('what happened')
    await office.locator('#occasion .govuk-button').click()
    await office.locator('.govuk-error-summary').waitFor()
    await look('what happened, with errors')
    await office.fill('[name=words]', 'Vuurwerk')
    for (const end of ['from', 'until']) {
      await office.fill(`[name=${end}Day]`, new Date().toISOString().slice(0, 10))
      await office.fill(`[name=${end}Time]`, end === 'from' ? '00:00' : '23:59')
    }
    await office.locator('[name=properties]').first().check()
    await office.locator('#occasion .govuk-button').click()
    await office.locator('main table').waitFor()
    await look('what happened, the list')
    await office.locator('main td a').first().click()
    await look('what happened, to change it')
    await office.goto(`${square.address}/${language}/sensors/method`)
    await look('how we test, with what happened')
    assert.deepEqual(complaints, [])
  }

  it('and weigh little', async () => {
    const sheet = await (await office.request.get(`${square.address}/nl`)).text()
    const style = /href="([^"]+\.css)"/.exec(sheet)?.[1] ?? ''
    const css = await (await office.request.get(`${square.address}${style}`)).body()
    for (const path of ['/../occasions/new', '', '/pm2-5', '/air-temperature/draft', '/air-temperature/history']) {
      const page = await (await office.request.get(`${square.address}/nl/staff/rules${path}`)).body()
      const bytes = brotliCompressSync(page).length + brotliCompressSync(css).length
      assert.ok(bytes <= MOST_BYTES, `${path}: ${bytes}`)
    }
  })
})
