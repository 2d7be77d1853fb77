import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { report, type SentReport } from './report-form.ts'

const NOTE = 'De lamp tegenover de fruitwinkel is stuk.'
const ANSWER = 'De lamp is vervangen. Bedankt!'

describe('the staff of Leuven', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let leuven: BrowserContext
  let sent: SentReport
  before(async () => {
    square = await openSquare({}, { isFresh: true })
    browser = await openBrowser()
    const resident = await browser.newPage()
    sent = await report(resident, `${square.address}/nl`, { note: NOTE, email: 'an@example.be' })
    await resident.close()
    leuven = await browser.newContext()
    await signIn(await leuven.newPage(), square.signInLinks.leuven)
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  it('finds a report in the list, answers and closes it; the reporter reads the answer', async () => {
    const page = await leuven.newPage()
    await page.goto(`${square.address}/nl`)
    await page.locator('.sp-menu a', { hasText: 'Meldingen behandelen' }).click()
    await page.fill('[name=words]', 'fruitwinkel')
    await page.locator('[role=search] button').click()
    await page.locator('tbody tr').first().waitFor()
    assert.equal(await page.locator('tbody tr').count(), 1)
    await page.locator('tbody a', { hasText: sent.number }).click()
    const facts = await page.locator('main').innerText()
    for (const fact of [NOTE, 'Bondgenotenlaan 12', 'an@example.be'])
      assert.ok(facts.includes(fact), `staff do not see ${fact}`)

    await page.selectOption('[name=status]', 'close.repaired')
    await page.locator('#handling .govuk-button:not(.govuk-button--secondary)').click()
    assert.match(await page.locator('.govuk-error-summary').innerText(), /Schrijf een bericht/)
    assert.equal(await page.inputValue('[name=status]'), 'close.repaired')
    await page.fill('[name=message]', ANSWER)
    await page.locator('#handling .govuk-button:not(.govuk-button--secondary)').click()
    await page.locator('.sp-history li').nth(1).waitFor()
    assert.match(await page.locator('.govuk-summary-list').innerText(), /Opgelost/)

    await page.goto(`${square.address}/nl/staff/reports?status=open&words=fruitwinkel`)
    assert.equal(await page.locator('tbody tr').count(), 0)
    await page.close()

    const reporter = await browser.newPage()
    await reporter.goto(sent.link)
    const followed = await reporter.locator('main').innerText()
    assert.ok(followed.includes(ANSWER) && followed.includes('Opgelost'), followed)
    await reporter.close()
  })

  it('writes notes that only colleagues read', async () => {
    const page = await leuven.newPage()
    await page.goto(`${square.address}/nl/staff/reports/${sent.number}`)
    await page.fill('[name=message]', 'Deze paal staat niet op ons plan.')
    await page.check('[name=audience][value=own]')
    await page.locator('#handling .govuk-button:not(.govuk-button--secondary)').click()
    await page.locator('.sp-history', { hasText: 'Deze paal' }).waitFor()
    const everybody = await browser.newPage()
    for (const address of [sent.link, `${square.address}/nl/reports/${sent.number}`]) {
      await everybody.goto(address)
      assert.ok(!(await everybody.locator('main').innerText()).includes('Deze paal'), address)
    }
    await everybody.close()
    await page.close()
  })

  it('is told while writing which words are hard, and which sentence is long', async () => {
    const page = await leuven.newPage()
    await page.goto(`${square.address}/nl/staff/reports/${sent.number}`)
    const hint = page.locator('[data-plain-for=message]')
    await page.fill('[name=message]', 'Gelieve nog even te wachten.')
    await hint.getByText('‘gelieve’ is een moeilijk woord. Probeer: wil je.').waitFor()
    const long =
      'We komen volgende week maandag of dinsdag langs om de lamp in je straat te maken en de paal te verven.'
    await page.fill('[name=message]', long)
    await hint.getByText('De zin ‘We komen volgende week …’ is lang').waitFor()
    await page.fill('[name=message]', 'We komen morgen.')
    await hint.locator('p').first().waitFor({ state: 'detached' })
    await page.goto(`${square.address}/fr/staff/reports/${sent.number}`)
    assert.equal(await page.locator('[data-plain-for]').count(), 0)
    await page.close()
  })

  it('shows the words of a resident to everybody, and hides them again', async () => {
    const page = await leuven.newPage()
    const everybody = await browser.newPage()
    for (const [show, visible] of [
      ['yes', true],
      ['no', false],
    ] as const) {
      await page.goto(`${square.address}/nl/staff/reports/${sent.number}`)
      await page.locator(`[name=show][value=${show}]`).click()
      await page.locator(`[name=show][value=${show === 'yes' ? 'no' : 'yes'}]`).waitFor()
      await everybody.goto(`${square.address}/nl/reports/${sent.number}`)
      assert.equal((await everybody.locator('main').innerText()).includes(NOTE), visible)
    }
    await everybody.close()
    await page.close()
  })

  it('of Halle does not see a report of Leuven', async () => {
    const halle = await browser.newContext()
    const page = await halle.newPage()
    await signIn(page, square.signInLinks.halle)
    assert.equal((await page.goto(`${square.address}/nl/staff/reports/${sent.number}`))?.status(), 404)
    await page.goto(`${square.address}/nl/staff/reports?status=&words=fruitwinkel`)
    assert.equal(await page.locator('tbody tr').count(), 0)
    assert.equal((await page.goto(`${square.address}/nl/operator`))?.status(), 403)
    await halle.close()
  })

  it('has its letters to the reporter kept for the operator, who cannot read the reports', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, square.signInLinks.operator)
    await page.locator('.sp-menu a', { hasText: 'Beheer' }).click()
    await page.locator('h1', { hasText: 'Beheer' }).waitFor()
    // Letters are written by a job, a moment after the answer.
    const subject = `Nieuws over je melding ${sent.number}`
    for (let turn = 0; turn < 120 && (await page.locator('details', { hasText: subject }).count()) === 0; turn++) {
      await page.waitForTimeout(500)
      await page.reload()
    }
    const letter = page.locator('details', { hasText: subject }).first()
    await letter.locator('summary').click()
    const words = await letter.innerText()
    for (const part of ['an@example.be', 'Opgelost', ANSWER, sent.link.replace(/^.*follow/, 'follow')])
      assert.ok(words.includes(part), `the letter does not hold ${part}:\n${words}`)
    assert.equal((await page.goto(`${square.address}/nl/staff/reports/${sent.number}`))?.status(), 403)
    await context.close()
  })

  it('signs out, and the pages of staff are closed', async () => {
    const page = await leuven.newPage()
    await page.goto(`${square.address}/nl/staff/reports`)
    await page.locator('.sp-account button').click()
    await page.locator('.sp-account button').waitFor({ state: 'detached' })
    assert.equal((await page.goto(`${square.address}/nl/staff/reports`))?.status(), 401)
    await page.close()
  })
})
