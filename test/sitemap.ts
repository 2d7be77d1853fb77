const MOST_REPORTS = 200

/** The addresses of the public pages of a square, in every language, as `/sitemap.xml` tells them; of reports 200 a language. */
export async function sitemapOf(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/sitemap.xml`)
  const all = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, one]) => one ?? '')
  const languages = Map.groupBy(all.filter(isReport), (one) => new URL(one).pathname.slice(0, 3))
  const reports = [...languages.values()].flatMap((some) => spread(some, Math.min(some.length, MOST_REPORTS)))
  return [...all.filter((one) => !isReport(one)), ...reports]
}

function isReport(address: string): boolean {
  return /\/reports\/\d+$/.test(address)
}

/** A few of each kind: of the pages of municipalities and of reports four each, of the rest all. */
export function fewOfEach(addresses: readonly string[]): string[] {
  const kinds = new Map<string, string[]>()
  for (const address of addresses) {
    const kind = address.replace(/\/(region|reports|in)\/\d+$/, '/$1/…')
    kinds.set(kind, [...(kinds.get(kind) ?? []), address])
  }
  return [...kinds].flatMap(([kind, all]) => (kind.endsWith('…') ? spread(all, 4) : all))
}

/** So many of them, from the first to the last. */
function spread(all: readonly string[], count: number): string[] {
  return all.filter(
    (_, index) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  )
}
