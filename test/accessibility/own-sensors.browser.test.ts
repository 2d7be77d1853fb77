import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { notToday } from './appearances.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'

/** In the middle of Leuven. */
const HOME = '50.8798, 4.7009'

describe('a resident registers a sensor and staff look after it, and everybody can', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let staff: Page
  let operator: Page
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    staff = await openPageForAxe(browser)
    await signIn(staff, square.signInLinks.leuven)
    operator = await openPageForAxe(browser)
    await signIn(operator, square.signInLinks.operator)
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
    const look = async (page: Page, name: string) => {
      await page.waitForLoadState()
      complaints.push(...(await complaintsAbout(page, language)).map((one) => `${language}, ${name}: ${one}`))
    }
    const page = await openPageForAxe(browser)
    await fillIn(page, language, look)
    await page.goto(await ownPage(language))
    await look(page, 'confirm')
    await page.locator('main button[value=confirm]').click()
    await page.locator('main pre').first().waitFor()
    await look(page, 'key')
    const key = await page.locator('main code').first().innerText()
    const address = /https?:\S+Observations/.exec(await page.locator('main pre').first().innerText())?.[0] ?? ''
    await page.locator('main a').last().click()
    await page.waitForURL(/sensors\/mine/)
    await look(page, 'waiting for the first value')
    await send(key, address, { result: 12.5 }, 201)
    await send(key, address, { result: 'much' }, 400)
    await page.reload()
    await look(page, 'values came in')
    const mine = page.url()
    for (const part of ['move', 'stands', 'end']) {
      await page.goto(`${mine}/${part}`)
      await look(page, part)
    }
    await page.goto(mine)
    await page.locator('main a[href*="/score/"]').first().click()
    await look(page, 'the score of a sensor')
    await page.fill('[name=reason]', 'nee')
    await page.locator('#object .govuk-button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'the score of a sensor, with errors')
    await page.fill('[name=reason]', 'Hij hangt in de schaduw.')
    await page.locator('#object .govuk-button').click()
    await page.locator('.sp-own-words').waitFor()
    await look(page, 'the score of a sensor, objected to')
    await staffPages(language, look)
    await page.goto(mine)
    await look(page, 'hidden by staff')
    await page.fill('[name=objection]', 'nee')
    await page.locator('main form[action$=objection] button').click()
    await look(page, 'hidden by staff, with errors')
    await page.goto(`${mine}/end`)
    await page.locator('#end .govuk-button').click()
    await look(page, 'ended')
    assert.deepEqual(complaints, [])
  }

  async function fillIn(
    page: Page,
    language: string,
    look: (page: Page, name: string) => Promise<void>,
  ): Promise<void> {
    const next = async () => {
      await page.locator('#register .govuk-button:not(.govuk-button--secondary)').last().click()
      await page.waitForLoadState()
    }
    await page.goto(`${square.address}/${language}/sensors/register`)
    await look(page, 'what do you have')
    await page.check('[name=kit][value=other]')
    await next()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'something else, with errors')
    await page.check('[name=measures][value=sound-level]')
    await next()
    await look(page, 'where')
    await next()
    await look(page, 'where, with errors')
    await page.locator('main details summary').click()
    await page.fill('[name=coordinates]', HOME)
    await next()
    await look(page, 'how it hangs')
    await page.check('[name=outdoors][value=yes]')
    await page.check('[name=side][value=road]')
    await next()
    await look(page, 'how it sends')
    await page.check('[name=way][value=sensor-community]')
    await next()
    await look(page, 'how it sends, with errors')
    await page.check('[name=way][value=http]')
    await next()
    await look(page, 'who')
    await next()
    await look(page, 'who, with errors')
    await page.fill('[name=name]', `Sensor ${language}`)
    await page.fill('[name=email]', `sensor-${language}@example.be`)
    await page.check('[name=agrees]')
    await next()
    await look(page, 'check')
    await next()
    await page.waitForURL(/sent$/)
    await look(page, 'sent')
  }

  /** The page that the letter leads to. */
  async function ownPage(language: string): Promise<string> {
    const link = new RegExp(`${square.address}/${language}/sensors/mine/[\\w.-]+`)
    for (let turn = 0; turn < 40; turn++) {
      await operator.goto(`${square.address}/nl/operator`)
      const found = link.exec(await operator.content())?.[0]
      if (found !== undefined) return found
      await operator.waitForTimeout(250)
    }
    return assert.fail('no letter came')
  }

  async function send(key: string, address: string, body: unknown, status: number): Promise<void> {
    const answer = await fetch(address.replaceAll('\\', ''), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, status, await answer.text())
    const root = new URL('/sensorthings/v1.1/CreateObservations', address)
    const id = Number(/\((\d+)/.exec(address.replaceAll('\\', ''))?.[1])
    const cells = [{ Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray: [['now', 1]] }]
    if (status !== 201)
      await fetch(root, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(cells),
      })
  }

  async function stationOfLeuven(): Promise<number> {
    const answer = await fetch(`${square.address}/nl/sensors?municipality=24062&property=cars`, {
      headers: { accept: 'application/json' },
    })
    const { data } = (await answer.json()) as { data: { things: { id: number }[] } }
    return data.things[0]?.id ?? 0
  }

  async function staffPages(language: string, look: (page: Page, name: string) => Promise<void>): Promise<void> {
    const own = `${square.address}/${language}/staff/sensors`
    await staff.goto(own)
    await look(staff, 'overview')
    await staff.goto(`${square.address}/${language}/staff/things/${await stationOfLeuven()}/standing`)
    await look(staff, 'how a station stands')
    await staff.fill('[name=height]', 'x')
    await staff.locator('#standing .govuk-button').click()
    await staff.locator('.govuk-error-summary').waitFor()
    await look(staff, 'how a station stands, with errors')
    await staff.goto(own)
    await staff.goto(`${own}?state=none`)
    await look(staff, 'overview, what never told anything')
    await staff.locator('main a[href*="/refused?"]').first().click()
    await look(staff, 'what was refused')
    await staff.locator('main table a').first().click()
    await look(staff, 'one that was refused')
    await staff.locator('main button[value=drop]').click()
    await staff.locator('.govuk-error-summary').waitFor()
    await look(staff, 'one that was refused, with errors')
    await staff.goto(`${own}/clocks`)
    await look(staff, 'clocks that seem off')
    await staff.goto(`${own}/residents`)
    await look(staff, 'sensors of residents')
    await staff.locator('main table a', { hasText: `Sensor ${language}` }).click()
    await look(staff, 'a sensor of a resident')
    await staff.fill('[name=reason]', 'x')
    await staff.locator('main button[value=hide]').click()
    await staff.locator('.govuk-error-summary').waitFor()
    await look(staff, 'a sensor of a resident, with errors')
    await staff.fill('[name=reason]', 'De naam is beledigend.')
    await staff.locator('main button[value=hide]').click()
    await staff.locator('main button[value=show]').waitFor()
    await look(staff, 'a sensor of a resident, hidden')
  }
})
