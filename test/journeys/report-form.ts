import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** What a resident has in hand after a report was sent. */
export interface SentReport {
  readonly number: string
  /** The address of the page that is for the reporter alone. */
  readonly link: string
}

/** Presses the button that goes on to the next page of a form. */
export async function goOn(page: Page): Promise<void> {
  await page.locator('main form .govuk-button:not(.govuk-button--secondary)').last().click()
}

/** Opens a new report and names a place; ends on the page "what". */
export async function sayWhere(
  page: Page,
  address: string,
  place = { postalCode: '3000', street: 'Bondgenotenlaan 12' },
) {
  await page.goto(`${address}/reports/new`)
  await page.fill('[name=postalCode]', place.postalCode)
  await page.fill('[name=street]', place.street)
  await goOn(page)
  await page.locator('[name=note]').waitFor()
}

/** Says what is the matter; ends on the page "contact". */
export async function sayWhat(page: Page, note: string): Promise<void> {
  await page.fill('[name=note]', note)
  await goOn(page)
  await page.check('[name=category][value=pavement]')
  await goOn(page)
  await page.locator('main form [name=email]').waitFor()
  if ((await page.locator('[name=known]').count()) === 0) return
  await page.check('[name=known][value=other]')
  await goOn(page)
  await page.locator('[name=name]').waitFor()
}

/** Leaves an address or not; ends on the page "check". */
export async function sayWho(page: Page, email = ''): Promise<void> {
  await page.fill('[name=email]', email)
  await goOn(page)
  await page.locator('.govuk-summary-list').waitFor()
}

/** The number and the link on the last page. */
export async function readDone(page: Page): Promise<SentReport> {
  const panel = await page.locator('.govuk-panel__body').innerText()
  const link = await page.locator('.govuk-inset-text a').getAttribute('href')
  return { number: /\d+/.exec(panel)?.[0] ?? '', link: link ?? '' }
}

/** Makes a whole report in Leuven. `address` ends with the language. */
export async function report(
  page: Page,
  address: string,
  words: { note: string; email?: string },
): Promise<SentReport> {
  await sayWhere(page, address)
  await sayWhat(page, words.note)
  await sayWho(page, words.email)
  await goOn(page)
  return readDone(page)
}

/** A photo as a telephone makes it: with the name of the device and the place in its EXIF. */
export async function telephonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 800, channels: 3, background: '#7f9aa0' } })
    .withExif({
      IFD0: { Make: 'Telephone of An', Model: 'T-1000' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '50/1 52/1 47/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '4/1 42/1 3/1',
      },
    })
    .jpeg()
    .toBuffer()
}
