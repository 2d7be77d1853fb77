import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, signIn, statusOf, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { plugIn, type Authenticator } from '../virtual-authenticator.ts'

const FAILED = '[data-passkey-failed]'
const SIGN_IN = 'form[data-passkey=get] button'
const MAKE = 'form[data-passkey=create] button'

describe('somebody of the staff, with a passkey', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let person: BrowserContext
  let page: Page
  let telephone: Authenticator
  before(async () => {
    square = await openSquare()
    browser = await openBrowser()
    person = await browser.newContext()
    page = await person.newPage()
  })
  after(async () => {
    await browser?.close()
    await square?.close()
  })

  const at = (path: string) => `${square.address}/nl${path}`

  async function signOut(): Promise<void> {
    await page.goto(at(''))
    await page.locator('.sp-account button').click()
    await page.locator('.sp-account a', { hasText: 'Aanmelden' }).waitFor()
  }

  it('is asked for two passkeys after the first link, and makes them on two devices', async () => {
    const first = await plugIn(page)
    await signIn(page, square.signInLinks.leuven)
    assert.match(await page.locator('main').innerText(), /Je hebt nog geen sleutel. Maak er nu twee/)
    await page.fill('[name=name]', 'Laptop van het werk')
    await page.locator(MAKE).click()
    await page.locator('.sp-things strong', { hasText: 'Laptop van het werk' }).waitFor()
    assert.equal(await first.count(), 1)
    assert.match(await page.locator('main').innerText(), /Je hebt één sleutel. Maak er nog een/)
    await first.remove()

    telephone = await plugIn(page)
    await page.fill('[name=name]', 'Mijn telefoon')
    await page.locator(MAKE).click()
    await page.locator('.sp-things strong', { hasText: 'Mijn telefoon' }).waitFor()
    assert.equal(await telephone.count(), 1)
    assert.doesNotMatch(await page.locator('main').innerText(), /Maak er nog een/)
  })

  it('says so when the device already has a passkey of this person', async () => {
    await page.fill('[name=name]', 'Nog eens')
    await page.locator(MAKE).click()
    await page.locator(FAILED).waitFor()
    assert.equal(await page.inputValue('[name=name]'), 'Nog eens')
  })

  it('signs in with the passkey and lands on the page that was asked for', async () => {
    await signOut()
    assert.equal(await statusOf(page, () => page.goto(at('/staff/reports'))), 401)
    await page.locator('main .govuk-button').click()
    await page.locator(SIGN_IN).click()
    await page.waitForURL(at('/staff/reports'))
    assert.match(await page.locator('.sp-account').innerText(), /Samira Haddad/)
  })

  it('is not let in by an answer that was used before', async () => {
    await signOut()
    await page.goto(at('/sign-in'))
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.locator(SIGN_IN).click()
    const used = (await sent).postData() ?? ''
    await page.locator('.sp-account button').waitFor()
    await signOut()
    // The credential and the challenge of before, from the same browser: what a thief who listened in would send.
    const answer = await person.request.post(at('/sign-in/passkey'), {
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: square.address },
      data: used,
      maxRedirects: 0,
    })
    assert.equal(answer.status(), 403)
    assert.match(await answer.text(), /werd niet aanvaard/)
    assert.equal((await person.cookies()).find(({ value }) => value !== '')?.value, undefined)
  })

  it('is not let in when the device does not recognise the owner', async () => {
    await page.goto(at('/sign-in'))
    await telephone.recognise(false)
    await page.locator(SIGN_IN).click()
    await page.locator(FAILED).waitFor()
    await telephone.recognise(true)
  })

  it('sees the own sessions, ends the others, and removes a passkey', async () => {
    const other = await browser.newContext()
    const elsewhere = await other.newPage()
    await signIn(elsewhere, square.signInLinks.halle)
    await page.goto(at('/sign-in'))
    await page.locator(SIGN_IN).click()
    await page.locator('.sp-account button').waitFor()
    await page.goto(at('/account'))
    assert.match(await page.locator('#sessions ~ ul').innerText(), /Chrome, Linux \(hier\)/)
    const keys = page.locator('#passkeys ~ ul > li')
    assert.equal(await keys.count(), 2)
    await keys.filter({ hasText: 'Laptop' }).locator('button').click()
    await page.locator('.govuk-notification-banner').waitFor()
    assert.equal(await keys.count(), 1)
    await page.locator('#sessions ~ ul button').first().click()
    await page.locator('.sp-account a', { hasText: 'Aanmelden' }).waitFor()
    await elsewhere.goto(at('/account'))
    assert.match(await elsewhere.locator('.sp-account').innerText(), /Tom Janssens/)
    await other.close()
  })

  it('without a script the page says what is needed instead of a button that does nothing', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const shown = await plain.newPage()
    await shown.goto(at('/sign-in'))
    assert.equal(await shown.locator(SIGN_IN).isVisible(), false)
    assert.ok(await shown.locator('[data-passkey-without]').isVisible())
    await plain.close()
  })
})
