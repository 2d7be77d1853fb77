import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { goOn, readDone, telephonePhoto } from '../journeys/report-form.ts'
import { openBrowser, signIn, withoutBrowser } from '../open-browser.ts'
import { openSquare, type OpenSquare } from '../open-square.ts'
import { notToday } from './appearances.ts'
import { complaintsAbout, openPageForAxe } from './complaints-about.ts'
import { keepRun } from './keep-run.ts'

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

describe('every page behind a form, a link or a sign-in can be used by everybody', { skip: withoutBrowser }, () => {
  let square: OpenSquare
  let browser: Browser
  let leuven: Session
  let operator: Session
  const seen: { pages: number; violations: string[] } = { pages: 0, violations: [] }
  before(async () => {
    square = await openSquare({ RATE_LIMITS: 'off' })
    browser = await openBrowser()
    leuven = await sessionOf(square.signInLinks.leuven)
    operator = await sessionOf(square.signInLinks.operator)
  })
  after(async () => {
    await browser?.close()
    await square?.close()
    if (process.env['MEASURE']) keepRun({ behind: { date: Temporal.Now.plainDateISO().toString(), ...seen } })
  })

  it('in Dutch', () => check('nl'))
  it('in French', { skip: notToday('fr') }, () => check('fr'))
  it('in English', { skip: notToday('en') }, () => check('en'))
  it('in German', { skip: notToday('de') }, () => check('de'))

  async function check(language: string): Promise<void> {
    const complaints: string[] = []
    const at = `${square.address}/${language}`
    const look = async (page: Page, name: string) => {
      await page.waitForLoadState()
      complaints.push(...(await complaintsAbout(page, language)).map((one) => `${language}, ${name}: ${one}`))
      seen.pages += 1
    }
    const number = await lookAtForm(at, look)
    await lookAtStaff(at, number, look)
    await lookAtOperator(at, look)
    await lookAtOwnFile(at, look)
    await lookAtProblems(at, look)
    seen.violations.push(...complaints)
    assert.deepEqual(complaints, [])
  }

  /** One for each language: letters to one address are throttled. */
  const address = (at: string) => `an-${at.slice(-2)}@example.be`

  type Look = (page: Page, name: string) => Promise<void>

  async function lookAtForm(at: string, look: Look): Promise<string> {
    const page = await openPageForAxe(browser)
    await page.goto(`${at}/reports/new`)
    await goOnWrong(page, look, 'where')
    await page.fill('[name=postalCode]', '1070')
    await page.fill('[name=street]', 'Lenniksebaan 1')
    await page.locator('main form .govuk-button').first().click()
    await page.locator('[name=municipality]').first().waitFor()
    await look(page, 'where, which municipality')
    await page.goto(`${at}/reports/new`)
    await page.fill('[name=postalCode]', '3000')
    await page.fill('[name=street]', 'Tiensevest 1')
    await goOn(page)
    await page.fill('[name=note]', 'De lamp is stuk sinds maandag.')
    await goOn(page)
    await page.check('[value=street-light]')
    await goOn(page)
    // The demonstration has lamps in every town.
    await page.locator('[name=asset], [name=known]').first().waitFor()
    if ((await page.locator('[name=known]').count()) > 0) {
      await page.check('[name=known][value=other]')
      await goOn(page)
    }
    await page.locator('[name=asset]').first().waitFor()
    await goOnWrong(page, look, 'asset')

    await page.goto(`${at}/reports/new?map=4.7009,50.8798,11`)
    await page.locator('input[type=image]').click({ position: { x: 160, y: 160 } })
    await page.locator('[name=near]').waitFor()
    await look(page, 'where, pressed on a map of much')
    await page.goto(`${at}/reports/new?map=4.7009,50.8798,14`)
    await page.locator('input[type=image]').click({ position: { x: 160, y: 160 } })
    await page.locator('[name=forget]').waitFor()
    await look(page, 'where, picked on the map')
    await page.locator('main form .govuk-button').first().click()
    await page.locator('[name=note]').waitFor()

    const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await telephonePhoto() }
    await page.setInputFiles('[name=photo]', photo)
    await goOnWrong(page, look, 'what')
    await page.fill('[name=note]', 'De lamp is stuk sinds maandag.')
    await goOn(page)
    await page.locator('[name=category]').first().waitFor()
    await goOnWrong(page, look, 'category')
    await page.check('[value=road]')
    await goOn(page)
    await page.locator('main form [name=known], main form [name=which]').first().waitFor()
    // In the second language the report of the first is known already.
    if ((await page.locator('[name=known]').count()) > 0) {
      await goOnWrong(page, look, 'known')
      await page.check('[name=known][value=other]')
      await goOn(page)
    }
    await page.locator('[name=which]').first().waitFor()
    await goOnWrong(page, look, 'which')
    await page.check('[name=which][value=".municipal"]')
    await goOn(page)
    await page.locator('[name=phone]').waitFor()
    await page.fill('[name=email]', 'nonsense')
    await goOnWrong(page, look, 'contact')
    await page.fill('[name=email]', address(at))
    await goOn(page)
    await page.locator('.govuk-summary-list').waitFor()
    await look(page, 'check')
    await goOn(page)
    const { number, link } = await readDone(page)
    await look(page, 'done')
    await page.goto(link)
    await look(page, 'follow')
    await goOnWrong(page, look, 'follow')
    await page.context().close()
    return number
  }

  /** Looks at a form, sends it as it is, which is not right, and looks at the errors. */
  async function goOnWrong(page: Page, look: Look, name: string): Promise<void> {
    await look(page, name)
    await goOn(page)
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, `${name}, with errors`)
  }

  async function lookAtStaff(at: string, number: string, look: Look): Promise<void> {
    const page = await openPageForAxe(browser, { storageState: leuven })
    await page.goto(`${at}/staff/reports`)
    await look(page, 'staff list')
    await page.goto(`${at}/staff/reports?words=nothing-has-these-words`)
    await look(page, 'staff list, empty')
    await page.goto(`${at}/staff/reports/${number}`)
    await look(page, 'staff report')
    await page.goto(`${at}/reports/${number}`)
    await page.fill('[name=email]', address(at))
    await page.locator('#follow .govuk-button').click()
    await page.waitForURL(/follow-asked$/)
    await look(page, 'asked to follow')
    await page.goto(`${at}/staff/reports/${number}`)
    await page.selectOption('[name=status]', 'close.repaired')
    await page.check('[name=audience][value=own]')
    await page.locator('#handling .govuk-button:not(.govuk-button--secondary)').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'staff report, with errors')
    await page.goto(`${at}/region/24062/tracks/reports`)
    await look(page, 'track of cooperation')
    await page.goto(`${at}/operator`)
    await look(page, 'forbidden (403)')
    await lookAtRules(page, at, look)
    await lookAtTheme(page, at, look)
    await lookAtPeople(page, at, look)
    await lookAtConnections(page, at, look)
    await page.context().close()
  }

  async function lookAtRules(page: Page, at: string, look: Look): Promise<void> {
    await page.goto(`${at}/staff/reports`)
    await page.locator('[name=numbers]').first().check()
    await page.locator('form[action$="/bulk"] .govuk-button').click()
    await page.locator('.govuk-notification-banner').waitFor()
    await look(page, 'staff list, after doing the same to many')
    await page.goto(`${at}/staff/routing/leuven`)
    const begin = page.locator('form[action$="/draft"] .govuk-button')
    if ((await begin.count()) > 0) await begin.first().click()
    await page.locator('form[action$="/rules"]').waitFor()
    await page.selectOption('[name=category]', 'tree')
    await page.selectOption('[name=to]', 'vlaams-brabant')
    await page.fill('[name=postalCodes]', '9999')
    await page.locator('form[action$="/rules"] .govuk-button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'rules, with errors')
    await page.goto(`${at}/staff/desk/leuven`)
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
    await look(page, 'desk of a body')
    await page.locator('form[action$="/teams"] .govuk-button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'desk of a body, with errors')
  }

  async function lookAtTheme(page: Page, at: string, look: Look): Promise<void> {
    await page.goto(`${at}/staff/theme/leuven?brand=%23ffe600&paper=%23000000&link=%23ffff00`)
    await look(page, 'theme, with colours that had to be moved')
    await page.fill('[name=brand]', 'nonsense')
    await page.locator('button[value=publish]').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'theme, with errors')
  }

  async function lookAtConnections(page: Page, at: string, look: Look): Promise<void> {
    await page.goto(`${at}/staff/open311-keys/new`)
    await goOnWrong(page, look, 'new key')
    await page.fill('[name=name]', 'An app')
    await page.check('[name=scopes][value=reports]')
    await goOn(page)
    await page.locator('main code').waitFor()
    await look(page, 'a key, shown once')
    await page.goto(`${at}/staff/open311-keys`)
    await look(page, 'keys')
    await page.locator('main td a, main th a').first().click()
    await look(page, 'withdraw a key')
    await page.locator('.govuk-button--warning').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'withdraw a key, not ticked')
    await page.goto(`${at}/staff/open311/leuven`)
    await page.fill('[name=baseUrl]', 'nonsense')
    await page.locator('#own-system .govuk-button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'own system, with errors')
    // Nobody listens there: trying it says so.
    await page.fill('[name=baseUrl]', 'http://127.0.0.1:9/open311')
    await page.locator('#own-system .govuk-button').click()
    await page.locator('form[action$="/test"]').waitFor()
    await look(page, 'own system, chosen')
    await page.locator('form[action$="/test"] button').click()
    await page.locator('.govuk-inset-text').waitFor()
    await look(page, 'own system that does not answer')
  }

  async function lookAtPeople(page: Page, at: string, look: Look): Promise<void> {
    await page.goto(`${at}/account`)
    await look(page, 'account')
    await page.goto(`${at}/staff/providers`)
    await look(page, 'providers to approve')
    await page.goto(`${at}/staff/people`)
    await look(page, 'people')
    await page.locator('tbody a').first().click()
    await look(page, 'colleague')
    await page.goto(`${at}/staff/people/new?body=leuven`)
    await goOnWrong(page, look, 'let in')
    await page.fill('[name=name]', 'Wout')
    await page.check('[value=handler]')
    await goOn(page)
    await page.locator('.sp-secret').waitFor()
    await look(page, 'hand over')
    await page.goto(`${at}/staff/people`)
    await page.getByRole('link', { name: 'Wout' }).first().click()
    await page.locator('form[action$="/restore"] button').click()
    await page.locator('[name=sure]').waitFor({ state: 'attached' })
    await look(page, 'are you sure')
  }

  async function lookAtOperator(at: string, look: Look): Promise<void> {
    const page = await openPageForAxe(browser, { storageState: operator })
    await page.goto(`${at}/operator`)
    await page.locator('summary').first().click({ timeout: 20_000 })
    await look(page, 'operator, a letter open')
    await page.locator('.govuk-button--warning').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'operator, with errors')
    await page.goto(`${at}/staff/theme`)
    await look(page, 'themes')
    await page.goto(`${at}/operator/retention`)
    await look(page, 'retention')
    await lookAtProviders(page, at, look)
    await page.context().close()
  }

  async function lookAtProviders(page: Page, at: string, look: Look): Promise<void> {
    await page.goto(`${at}/operator/openid`)
    await look(page, 'providers, none')
    await page.goto(`${at}/operator/openid/new`)
    await goOnWrong(page, look, 'new provider')
    await page.selectOption('[name=body]', 'leuven')
    await page.check('[name=audience][value=staff]')
    await page.check('[name=auth][value=private_key_jwt]')
    await page.fill('[name=label]', 'Leuven account')
    // Nobody listens there: the check says so.
    await page.fill('[name=issuer]', 'http://127.0.0.1:9')
    await page.fill('[name=clientId]', 'square')
    await page.fill('[name=scope]', 'openid profile email')
    await goOn(page)
    await page.locator('.govuk-summary-card').waitFor()
    await look(page, 'providers, one')
    const administrator = await openPageForAxe(browser, { storageState: leuven })
    await administrator.goto(`${at}/staff/providers`)
    await look(administrator, 'a provider to approve')
    await administrator.context().close()
    await page.goto(`${at}/operator/openid/leuven`)
    await page.fill('[name=label]', '')
    await goOnWrong(page, look, 'change provider')
    await page.goto(`${at}/operator/openid/leuven/check`)
    await look(page, 'provider that does not answer')
    await page.goto(`${at}/operator/openid/leuven/remove`)
    await look(page, 'remove provider')
    await page.locator('.govuk-button--warning').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'remove provider, not ticked')
    await page.check('[name=sure]')
    await page.locator('.govuk-button--warning').click()
    await page.waitForURL(`${at}/operator/openid`)
  }

  /** With the report that was just made, corrected wrongly, erased; and then a new one with nothing in it. */
  async function lookAtOwnFile(at: string, look: Look): Promise<void> {
    const page = await openPageForAxe(browser)
    await openOwnFile(page, at)
    await page.locator('.sp-photo').first().waitFor()
    await look(page, 'my file')
    await page.locator('a[href*="/my-file/correct/reports/"]').first().click()
    await page.fill('[name=phone]', 'nonsense')
    await goOnWrong(page, look, 'correct my file')
    await page.goto(`${at}/my-file/erase`)
    await look(page, 'erase my file')
    await page.locator('#erasure button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await look(page, 'erase my file, with errors')
    await page.check('[name=sure]')
    await page.locator('#erasure button').click()
    await page.waitForURL(/\/my-file\/erased$/)
    await look(page, 'my file is erased')
    await openOwnFile(page, at)
    await look(page, 'my file, empty')
    await page.context().close()
  }

  /** With a link by e-mail, which the operator reads: no mail server is set. */
  async function openOwnFile(page: Page, at: string): Promise<void> {
    await page.goto(`${at}/sign-in`)
    await page.fill('[name=email]', address(at))
    await page.locator('form:has([name=email]) button').first().click()
    await page.waitForURL(/\/sign-in\/sent/)
    const letters = await openPageForAxe(browser, { storageState: operator })
    await letters.goto(`${at}/operator`)
    const text = (await letters.locator('main').textContent()) ?? ''
    const link = /https?:\/\/\S+\/sign-in\/[\w-]{22}/.exec(text)?.[0]
    await letters.context().close()
    assert.ok(link, 'no letter with a link')
    await page.goto(link)
    await page.locator('main button').click()
    await page.waitForURL(/\/my-file$/)
    await page.goto(`${at}/my-file`)
  }

  async function lookAtProblems(at: string, look: Look): Promise<void> {
    const page = await openPageForAxe(browser)
    for (const [path, name] of [
      ['nowhere', 'not found (404)'],
      ['reports/1', 'no such report (404)'],
      ['region/00000', 'no such municipality (404)'],
      ['reports/new/nobody/what', 'expired form (410)'],
      [`sign-in/${'x'.repeat(22)}`, 'used sign-in link (410)'],
      ['sign-in/openid/nowhere', 'no such provider (404)'],
      ['staff/reports', 'sign in first (401)'],
      ['sign-in', 'ways to sign in'],
      ['sign-in/sent', 'link sent'],
      ['reports?municipality=24062&category=animal&status=refused', 'list, empty or nearly'],
    ] as const) {
      await page.goto(`${at}/${path}`)
      await look(page, name)
    }
    await page.goto(square.signInLinks.halle.replace(/\/nl\//, `/${at.slice(-2)}/`))
    await look(page, 'sign in')
    await page.context().close()
  }

  async function sessionOf(link: string): Promise<Session> {
    const context = await browser.newContext()
    await signIn(await context.newPage(), link)
    const session = await context.storageState()
    await context.close()
    return session
  }
})
