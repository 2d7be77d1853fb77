import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Another place for the browser than Debian's can be named in `CHROMIUM`. */
const PROGRAM = process.env['CHROMIUM'] || '/usr/bin/chromium'

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * For the choice `skip` of a test: a reason when there is no browser on this machine, false when there is. In CI (`CI`
 * is set) nothing is skipped: there a missing browser is a failure.
 */
export const withoutBrowser: string | false =
  existsSync(PROGRAM) || process.env['CI']
    ? false
    : `There is no browser at ${PROGRAM}. Install Chromium, or name another place in CHROMIUM.`

/** Starts Chromium without a window. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PROGRAM, args: ARGUMENTS })
}

/** Signs in the way staff do: opens the one-time link and presses the button. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('main button').click()
  await page.locator('.sp-account button').waitFor()
}

/** The status of an answer of a page that was opened or sent. */
export async function statusOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    work(),
  ])
  return answer.status()
}
