import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { LANGUAGES } from '../../src/core/i18n/language.ts'
import { openBrowser, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { openScales } from '../budgets/first-view.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'
import { invalidIn } from './valid-html.ts'

/** Compressed, with everything that the page needs. */
const MOST_BYTES = 60_000

/** What pages of sensors show only when something is asked, so that no sitemap has it: choices, and other parts of time. */
describe('pages of sensors with a question can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  const addresses: string[] = []
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    addresses.push('/sensors?colour=reliability', '/sensors?property=pm2-5&least=low&colour=reliability')
    addresses.push('/sensors/network-report?property=pm2-5&question=course')
    const compared = [await firstStream('pm2-5'), await firstStream('pm2-5', 1)].join(',')
    addresses.push(`/sensors/compare?datastream=${compared}`, `/sensors/compare?datastream=${compared}&anyway=yes`)
    addresses.push('/sensors?property=pm2-5', '/sensors?property=o3&state=silent', '/sensors?municipality=24062')
    for (const property of ['pm2-5', 'cars', 'alarm-state']) {
      const stream = await firstStream(property)
      for (const question of ['period=day', 'period=week', 'period=month', 'period=year', 'on=2020-01-01'])
        addresses.push(`/sensors/datastreams/${stream}?${question}`)
    }
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('how a sensor is calibrated', async () => {
    const named = "/sensorthings/v1.1/Datastreams?$filter=startswith(name,'Luchtmeter naast')&$select=id"
    const { value } = (await (await fetch(`${square.address}${named}`)).json()) as { value: { '@iot.id': number }[] }
    const stream = value[0]?.['@iot.id'] ?? 0
    const page = await openPageForAxe(browser)
    const complaints: string[] = []
    const questions = ['', '?period=week&values=corrected', '?period=month&values=corrected']
    for (const [index, language] of [...LANGUAGES, ...LANGUAGES, ...LANGUAGES].entries()) {
      const question = questions[Math.floor(index / LANGUAGES.length)] ?? ''
      const answer = await page.goto(`${square.address}/${language}/sensors/datastreams/${stream}${question}`)
      assert.equal(answer?.status(), 200)
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
      complaints.push(...(await complaintsAbout(page, language)), ...(await invalidIn((await answer?.text()) ?? '')))
    }
    await page.goto(`${square.address}/nl/sensors/datastreams/${stream}`)
    assert.match(await page.innerText('main'), /Deze meter is geijkt/)
    await page.goto(`${square.address}/nl/sensors/datastreams/${stream}?period=week&values=corrected`)
    assert.equal(await page.locator('main figure .sp-band').count(), 2, 'the band, and its key')
    await page.context().close()
    assert.deepEqual(complaints, [])
  })

  async function firstStream(property: string, place = 0): Promise<number> {
    const answer = await fetch(`${square.address}/nl/sensors?property=${property}`, {
      headers: { accept: 'application/json' },
    })
    const { data } = (await answer.json()) as { data: { things: { datastreams: { id: number }[] }[] } }
    return data.things[place]?.datastreams[0]?.id ?? 0
  }

  it('in every language by turns, by day, by night and without colours of ours', async () => {
    const page = await openPageForAxe(browser)
    const complaints: string[] = []
    for (const [index, address] of addresses.entries()) {
      const language = LANGUAGES[index % LANGUAGES.length] ?? 'nl'
      const answer = await page.goto(`${square.address}/${language}${address}`)
      assert.equal(answer?.status(), 200, address)
      const about = [
        ...(await complaintsAbout(page, language, [
          { scheme: 'light', width: 360 },
          { scheme: 'dark', width: 1280 },
          { scheme: 'forced colours', width: 360 },
        ])),
        ...(await invalidIn((await answer?.text()) ?? '')),
      ]
      complaints.push(...about.map((one) => `${language}${address}: ${one}`))
    }
    await page.context().close()
    assert.deepEqual(complaints, [])
  })

  it('and weigh little', async (t) => {
    const scales = await openScales(browser)
    const weights: [string, number][] = []
    for (const address of addresses)
      weights.push([address, (await scales.weigh(`${square.address}/nl${address}`)).bytes])
    await scales.close()
    for (const [address, bytes] of weights.toSorted(([, a], [, b]) => b - a).slice(0, 3))
      t.diagnostic(`${bytes} bytes: ${address}`)
    assert.deepEqual(
      weights.filter(([, bytes]) => bytes > MOST_BYTES),
      [],
    )
  })
})
