/** The addresses of all public pages of a square, in every language, as `/sitemap.xml` tells them. */
export async function sitemapOf(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/sitemap.xml`)
  return [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, one]) => one ?? '')
}

/** A few of each kind: of the pages of municipalities and of reports four each, of the rest all. */
export function fewOfEach(addresses: readonly string[]): string[] {
  const kinds = new Map<string, string[]>()
  for (const address of addresses) {
    const kind = address.replace(/\/(region|reports)\/\d+$/, '/$1/…')
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
