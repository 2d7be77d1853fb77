import { LANGUAGES } from '#core/i18n/language.ts'
import type { SitemapPage } from './module.ts'
import { escapeXml } from './xml.ts'

/** A sitemap holds at most this many addresses; beyond it there is an index (sitemaps.org protocol 0.9). */
export const MOST_ADDRESSES = 50_000

/** The parts that a sitemap of so many pages falls into; one when it needs no index. */
export function partsOf(pages: number, most = MOST_ADDRESSES): number {
  return Math.max(1, Math.ceil((pages * LANGUAGES.length) / most))
}

/** One part, from 1: its pages in every language, each with its translations. */
export function sitemapPart(
  pages: readonly SitemapPage[],
  part: number,
  baseUrl: string,
  most = MOST_ADDRESSES,
): string {
  const size = Math.floor(most / LANGUAGES.length)
  const urls = pages.slice((part - 1) * size, part * size).flatMap(({ path, lastModified }) => {
    const at = (language: string) => escapeXml(`${baseUrl}/${language}${path}`)
    const translations = [...LANGUAGES.map((language) => [language, language]), ['x-default', 'nl']].map(
      ([name, language = '']) => `<xhtml:link rel="alternate" hreflang="${name}" href="${at(language)}"/>`,
    )
    const time = lastModified === undefined ? '' : `<lastmod>${lastModified.toString()}</lastmod>`
    return LANGUAGES.map((language) => `<url><loc>${at(language)}</loc>${time}${translations.join('')}</url>`)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
}

/** The list of the parts. */
export function sitemapIndex(parts: number, baseUrl: string): string {
  const each = Array.from({ length: parts }, (_, index) => escapeXml(`${baseUrl}/sitemap/${index + 1}.xml`))
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${each.map((address) => `<sitemap><loc>${address}</loc></sitemap>`).join('\n')}
</sitemapindex>
`
}
