import type { Language } from '#core/i18n/language.ts'
import { content } from './answer.ts'
import type { Answer } from './route.ts'
import { escapeXml } from './xml.ts'

export const ATOM_TYPE = 'application/atom+xml'

/** A list as a feed: RFC 4287. Addresses are absolute. */
export interface Feed {
  /** Never changes and is of no other feed: see `tagUri`. */
  readonly id: string
  readonly title: string
  readonly language: Language
  /** Of the page with the same list. */
  readonly page: string
  /** Of page `number` of the feed: RFC 5005 §3. */
  readonly address: (number: number) => string
  readonly number: number
  /** How many pages there are, at least one. */
  readonly pages: number
  readonly entries: readonly FeedEntry[]
}

export interface FeedEntry {
  readonly id: string
  readonly title: string
  readonly address: string
  readonly published?: Temporal.Instant | undefined
  /** Absent for what has no day, such as a municipality: see `NEVER`. */
  readonly updated?: Temporal.Instant | undefined
  /** Plain text. */
  readonly summary: string
  readonly category?: { readonly term: string; readonly label: string }
}

/** When nothing ever happened in a list or to a thing, it was last updated then: a feed must say a time. */
const NEVER = Temporal.Instant.from('2026-01-01T00:00:00Z')

/** A name that stays when an address changes: RFC 4151. `what` is of this square alone, such as `report:12`. */
export function tagUri(baseUrl: string, what: string): string {
  return `tag:${new URL(baseUrl).hostname},2026:${what}`
}

/** The feed as an answer. The fingerprint (ETag) follows from what is in it. */
export function feed(made: Feed): Answer {
  const { id, title, language, page, address, number, pages, entries } = made
  const updated = entries.map((entry) => entry.updated ?? NEVER).reduce((one, other) => later(one, other), NEVER)
  const links = [
    link('self', address(number)),
    link('alternate', page, 'text/html'),
    ...(pages > 1 ? [link('first', address(1)), link('last', address(pages))] : []),
    ...(number > 1 ? [link('previous', address(number - 1))] : []),
    ...(number < pages ? [link('next', address(number + 1))] : []),
  ]
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${escapeXml(id)}</id>
<title>${escapeXml(title)}</title>
<updated>${updated.toString()}</updated>
<author><name>Streekplein</name></author>
${links.join('\n')}
${entries.map(entryXml).join('\n')}
</feed>
`
  return content(`${ATOM_TYPE}; charset=utf-8`, xml)
}

function entryXml({ id, title, address, published, updated, summary, category }: FeedEntry): string {
  return `<entry>
<id>${escapeXml(id)}</id>
<title>${escapeXml(title)}</title>
${link('alternate', address, 'text/html')}
${published === undefined ? '' : `<published>${published.toString()}</published>\n`}<updated>${(updated ?? NEVER).toString()}</updated>
${category === undefined ? '' : `<category term="${escapeXml(category.term)}" label="${escapeXml(category.label)}"/>\n`}<summary>${escapeXml(summary)}</summary>
</entry>`
}

function link(rel: string, href: string, type = ATOM_TYPE): string {
  return `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other
}
