import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Appearance } from './appearances.ts'

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
/** WCAG 2.0, 2.1 and 2.2 at levels A and AA, as axe-core calls them, and what its makers advise beyond. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']
const TELEPHONE = { width: 360, height: 740 }
/** WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels is a screen of 1280 at 400 %. */
const NARROWEST = { width: 320, height: 740 }
/** A4 between margins of one centimetre: 190 mm at 96 pixels an inch. */
const PAPER = { width: 718, height: 1047 }

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

interface Facts {
  readonly lang: string
  readonly title: string
  readonly headings: readonly string[]
  readonly hasErrors: boolean
  readonly firstStop: string
  readonly skipsTo: string
  readonly width: number
  readonly widest: string
}

/** A page into which axe-core can be put: our own policy (CSP) would refuse it. */
export async function openPageForAxe(browser: Browser, more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true, viewport: TELEPHONE, ...more })
  return context.newPage()
}

const DAY_AND_NIGHT: readonly Appearance[] = [
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 360 },
]

/** Everything that is wrong with the page that is open, a sentence each: by axe-core in each appearance, and our own rules. */
export async function complaintsAbout(
  page: Page,
  language: string,
  appearances: readonly Appearance[] = DAY_AND_NIGHT,
): Promise<string[]> {
  await page.evaluate(AXE)
  const complaints: string[] = []
  for (const appearance of appearances)
    complaints.push(...(await violationsIn(page, appearance)).map((one) => `${nameOf(appearance)}, ${one}`))
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.setViewportSize(NARROWEST)
  const facts = await page.evaluate<Facts>(FACTS)
  return [...complaints, ...complaintsOf(facts, language), ...(await complaintsOnPaper(page))]
}

/** What is wrong with the page when it is printed: what is cut off, and headings below the first that nothing is left under. */
export async function complaintsOnPaper(page: Page): Promise<string[]> {
  await page.setViewportSize(PAPER)
  await page.emulateMedia({ media: 'print' })
  const { wide, lonely } = await page.evaluate<{ wide: string[]; lonely: string[] }>(ON_PAPER)
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(TELEPHONE)
  return [
    ...wide.slice(0, 3).map((one) => `Wider than the paper: ${one}`),
    ...lonely.map((one) => `On paper nothing is left under the heading "${one}".`),
  ]
}

async function violationsIn(page: Page, { scheme, width }: Appearance): Promise<string[]> {
  await page.setViewportSize({ width, height: TELEPHONE.height })
  const isForced = scheme === 'forced colours'
  await page.emulateMedia({
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    forcedColors: isForced ? 'active' : 'none',
  })
  // With colours of the reader's own choice, contrast is theirs.
  const rules = isForced ? { 'color-contrast': { enabled: false } } : {}
  return violations(page, { runOnly: { type: 'tag', values: TAGS }, rules })
}

function nameOf({ scheme, width }: Appearance): string {
  return `${scheme} at ${width} px`
}

/** Which axe-core looks: `axe-core 4.11.0`. */
export async function engineOf(page: Page): Promise<string> {
  await page.evaluate(AXE)
  return `axe-core ${await page.evaluate<string>('axe.version')}`
}

async function violations(page: Page, options: object): Promise<string[]> {
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, ${JSON.stringify({ ...options, resultTypes: ['violations'] })})`,
  )
  return found.violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    return `${id}: ${help} (${nodes.length} times, first ${first?.html.slice(0, 200)}) ${first?.failureSummary ?? ''}`
  })
}

function complaintsOf(facts: Facts, language: string): string[] {
  const [heading = ''] = facts.headings
  // "Error: " stands before the title of a form that was not understood.
  const title = facts.hasErrors ? facts.title.replace(/^[^:]+: /, '') : facts.title
  return [
    ...(facts.lang === language ? [] : [`The page says that its language is "${facts.lang}", not "${language}".`]),
    ...(facts.headings.length === 1 ? [] : [`The page has ${facts.headings.length} h1.`]),
    ...(heading !== '' && title.startsWith(heading) ? [] : [`The title "${title}" does not start with "${heading}".`]),
    ...(facts.hasErrors && title === facts.title ? [`The title "${title}" does not say that there is an error.`] : []),
    ...(facts.firstStop === '#content' ? [] : [`The first stop of the keyboard is ${facts.firstStop}.`]),
    ...(facts.skipsTo === 'MAIN' ? [] : [`The skip link leads to ${facts.skipsTo}.`]),
    ...(facts.width <= NARROWEST.width ? [] : [`At 320 px the page is ${facts.width} px wide, by ${facts.widest}.`]),
  ]
}

/** Runs in the browser. */
const FACTS = `(() => {
  const stop = document.body.querySelector('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')
  const scrolls = (one) => one !== null && one !== document.body &&
    (['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
  const widest = [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
    .map((one) => one.outerHTML.slice(0, 120))
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((one) => one.textContent.trim()),
    hasErrors: document.querySelector('.govuk-error-summary') !== null,
    firstStop: stop?.getAttribute('href') ?? stop?.outerHTML.slice(0, 120) ?? 'nothing',
    skipsTo: document.querySelector(stop?.getAttribute('href') ?? 'nothing')?.tagName ?? 'nothing',
    width: document.documentElement.scrollWidth,
    widest: widest.join(' | ').slice(0, 400) || 'nothing we could find',
  }
})()`

/** Runs in the browser. */
const ON_PAPER = `(() => {
  const isSeen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === 'visible'
  const isHidden = (one) => one.closest('.govuk-visually-hidden') !== null
  const wide = [...document.querySelectorAll('body *')]
    .filter((one) => isSeen(one) && !isHidden(one) && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120) + ' reaches ' + Math.round(one.getBoundingClientRect().right) + ' px')
  const lonely = []
  let heading
  for (const one of document.querySelectorAll('main *')) {
    if (!isSeen(one) || isHidden(one)) continue
    if (/^H[2-6]$/.test(one.tagName)) {
      if (heading && heading.tagName >= one.tagName) lonely.push(heading.textContent)
      heading = one
    } else if (heading && !heading.contains(one) && (one.matches('img, svg, input, textarea, .sp-paper-line') ||
      [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))) heading = undefined
  }
  if (heading) lonely.push(heading.textContent)
  return { wide, lonely }
})()`
