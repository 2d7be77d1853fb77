const MOST_REPORTS = 200

/** The addresses of the public pages of a square, in every language, as `/sitemap.xml` tells them; of reports 200 a language. */
export async function sitemapOf(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/sitemap.xml`)
  const all = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, one]) => one ?? '')
  const languages = Map.groupBy(all.filter(isReport), (one) => new URL(one).pathname.slice(0, 3))
  const reports = [...languages.values()].flatMap((some) => spread(some, Math.min(some.length, MOST_REPORTS)))
  return [...all.filter((one) => !isReport(one)), ...reports]
}

/** The path of a page without its language, and without the number of the one that it is about. */
export function kindOf(address: string): string {
  return new URL(address).pathname.replace(/^\/\w\w/, '').replace(/\/\d+(?=\/|$)/g, '/…')
}

function isReport(address: string): boolean {
  return /\/reports\/\d+$/.test(address)
}

/**
 * Every page that is one of its kind, and of the kinds that are many (a municipality, a report) so many: other ones each day, so that
 * every page has its turn.
 */
export function someOfEach(addresses: readonly string[], count = 4, today = Temporal.Now.plainDateISO()): string[] {
  const kinds = Map.groupBy(addresses, (address) => address.replace(/\/(region|reports|in)\/\d+$/, '/$1/…'))
  return [...kinds].flatMap(([kind, all]) => (kind.endsWith('…') ? turnOf(all, count, today) : all))
}

/** Four of each kind: the same every day, so that figures can be compared. */
export function fewOfEach(addresses: readonly string[]): string[] {
  return someOfEach(addresses, 4, Temporal.PlainDate.from('2026-01-01'))
}

/** So many in a row, where the days before stopped; after the last comes the first again. */
function turnOf(all: readonly string[], count: number, { year, dayOfYear }: Temporal.PlainDate): string[] {
  const from = (year * 366 + dayOfYear) * count
  return all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, index) => all[(from + index) % all.length] ?? '')
}

/** So many of them, from the first to the last. */
function spread(all: readonly string[], count: number): string[] {
  return all.filter(
    (_, index) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  )
}
