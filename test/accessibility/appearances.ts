/** How a page can look: the scheme of the reader and the width of the screen, in CSS pixels. */
export interface Appearance {
  readonly scheme: 'light' | 'dark' | 'forced colours'
  readonly width: 360 | 1280
}

const ALL: readonly Appearance[] = ([360, 1280] as const).flatMap((width) =>
  (['light', 'dark', 'forced colours'] as const).map((scheme) => ({ scheme, width })),
)
const [USUAL] = ALL
const DAYS = 3

/**
 * In which appearances a page is looked at. On a telephone by day always; in the others each page has its turn once in three days,
 * so that three nights see all of them. A page that changed (`changed-pages.ts`) has its turn at once, and with `MATRIX=whole` every
 * page.
 */
export function appearancesOf(index: number, today: Temporal.PlainDate, isChanged = false): Appearance[] {
  if (isChanged || isWhole() || process.env['MEASURE']) return [...ALL]
  const turn = index + today.dayOfYear
  return ALL.filter((one, place) => one === USUAL || (place + turn) % DAYS === 0)
}

/** Whether every page is looked at in every appearance, as by night. */
export function isWhole(): boolean {
  return process.env['MATRIX'] === 'whole'
}

/** Why pages are not looked at in a language today: Dutch every day, the others by turns, all of them with `MATRIX=whole` and when measuring. */
export function notToday(language: 'fr' | 'en' | 'de', today = Temporal.Now.plainDateISO()): string | false {
  const turn = (['fr', 'en', 'de'] as const)[today.dayOfYear % 3]
  return isWhole() || process.env['MEASURE'] || language === turn ? false : `has its turn on another day; today ${turn}`
}
