/** Of what there is very much, so many are looked at in each language. */
const MOST: Readonly<Record<string, number>> = { reports: 200, things: 60, datastreams: 60 }
/** A page about one of them, or its report. */
export const ONE_OF_MANY = /\/(reports|things|datastreams)\/\d+(?:\/report)?$/

/** The addresses of the public pages of a square, in every language, as `/sitemap.xml` tells them; of reports and sensors some. */
export async function sitemapOf(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/sitemap.xml`)
  const all = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, one]) => one ?? '')
  const many = Map.groupBy(
    all.filter((one) => ONE_OF_MANY.test(one)),
    (one) => one.replace(/\d+(?=\/[a-z]+$|$)/, ''),
  )
  const some = [...many.values()].flatMap((those) => {
    const [, kind = ''] = ONE_OF_MANY.exec(those[0] ?? '') ?? []
    return spread(those, Math.min(those.length, MOST[kind] ?? 0))
  })
  return [...all.filter((one) => !ONE_OF_MANY.test(one)), ...some]
}

/** The path of a page without its language, and without the number of the one that it is about. */
export function kindOf(address: string): string {
  return new URL(address).pathname.replace(/^\/\w\w/, '').replace(/\/\d+(?=\/|$)/g, '/…')
}

/**
 * Every page that is one of its kind, and of the kinds that are many (a municipality, a report, a sensor) so many: other ones each day, so that
 * every page has its turn.
 */
export function someOfEach(addresses: readonly string[], count = 4, today = Temporal.Now.plainDateISO()): string[] {
  const kinds = Map.groupBy(addresses, (address) =>
    address.replace(/\/(region|reports|in|things|datastreams)\/\d+(?=\/[a-z]+$|$)/, '/$1/…'),
  )
  return [...kinds].flatMap(([kind, all]) => (kind.includes('…') ? turnOf(all, count, today) : all))
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
