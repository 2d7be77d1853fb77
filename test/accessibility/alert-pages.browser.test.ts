import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { thingBody } from '../../src/modules/observations/sensorthings/testing.ts'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { notToday } from './appearances.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'

describe('the pages of levels, alarms and letters can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let staff: Page
  let datastream: string
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    staff = await openPageForAxe(browser)
    await signIn(staff, square.signInLinks.leuven)
    datastream = await register()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('in Dutch', () => check('nl'))
  it('in French', { skip: notToday('fr') }, () => check('fr'))
  it('in English', { skip: notToday('en') }, () => check('en'))
  it('in German', { skip: notToday('de') }, () => check('de'))

  it('an alarm is there for everybody some seconds after the value came in', async () => {
    await staff.goto(`${square.address}/nl/staff/datastreams/${datastream}/levels`)
    await staff.fill('[name=aboveAlarm]', '50')
    await staff.locator('#levels .govuk-button').click()
    await staff.locator('.govuk-notification-banner').waitFor()
    await send(new Date().toISOString(), 80)
    const page = await openPageForAxe(browser)
    const address = `${square.address}/nl/sensors/datastreams/${datastream}/alerts`
    for (let turn = 0; turn < 40; turn++) {
      await page.goto(address)
      if ((await page.locator('main .govuk-tag--red').count()) > 0) break
      await page.waitForTimeout(250)
    }
    assert.match(await page.locator('main').innerText(), /80\sµg\/m³\. De grens is 50\sµg\/m³ of meer/)
    assert.deepEqual(await complaintsAbout(page, 'nl'), [])
  })

  let key = ''

  /** A sensor of Leuven, with a key that its administrator makes. */
  async function register(): Promise<string> {
    await staff.goto(`${square.address}/nl/staff/sensor-keys/new`)
    await staff.fill('[name=name]', 'Proef')
    await staff.check('[name=scopes][value=observations]')
    await staff.check('[name=scopes][value=entities]')
    await staff.locator('main form .govuk-button').first().click()
    key = (await staff.locator('main code').first().innerText()).trim()
    const made = await post('Things', thingBody('Tiensevest'))
    const found = await fetch(`${made.headers.get('location')}/Datastreams?$select=id`)
    const { value } = (await found.json()) as { value: { '@iot.id': number }[] }
    return String(value[0]?.['@iot.id'])
  }

  async function post(path: string, body: unknown): Promise<Response> {
    const answer = await fetch(`${square.address}/sensorthings/v1.1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, 201, await answer.clone().text())
    return answer
  }

  const send = (phenomenonTime: string, result: number) =>
    post(`Datastreams(${datastream})/Observations`, { phenomenonTime, result })

  async function check(language: string): Promise<void> {
    const complaints: string[] = []
    const own = `${square.address}/${language}/sensors/datastreams/${datastream}`
    const look = async (page: Page, name: string) => {
      await page.waitForLoadState()
      complaints.push(...(await complaintsAbout(page, language)).map((one) => `${language}, ${name}: ${one}`))
    }
    const page = await openPageForAxe(browser)
    await page.goto(`${own}/alerts`)
    await look(page, 'alarm and silence')
    await page.goto(`${own}/subscribe`)
    await look(page, 'ask for letters')
    await page.fill('[name=email]', 'nonsense')
    await page.locator('#subscribe .govuk-button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'ask for letters, with errors')
    await page.fill('[name=email]', `an-${language}@example.be`)
    await page.locator('#subscribe .govuk-button').click()
    await page.waitForURL(/letters-asked/)
    await look(page, 'letters asked')
    const levels = `${square.address}/${language}/staff/datastreams/${datastream}/levels`
    await staff.goto(`${levels}?limit=who-pm2-5`)
    assert.equal(await staff.inputValue('[name=aboveAttention]'), '15')
    await look(staff, 'levels')
    await staff.fill('[name=aboveAlarm]', '1')
    await staff.locator('#levels .govuk-button').click()
    await staff.locator('.govuk-error-summary').waitFor()
    await look(staff, 'levels, with errors')
    assert.deepEqual(complaints, [])
  }
})
