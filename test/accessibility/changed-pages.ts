import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { readHtml, type HtmlElement, type HtmlNode } from '../../src/web/html/read-html.ts'
import { kindOf } from '../sitemap.ts'

/**
 * How each kind of page was built when it was last looked at in every appearance; written by `npm run measure`. A page that is built
 * otherwise now has changed.
 */
const FILE = 'test/accessibility/measured-shapes.json'
/** So many pages more in every appearance take some 60 seconds. When more changed, each waits for its turn. */
const MOST_CHANGED = 32
/** Attributes whose value says what an element is or how it looks; of others only that they are there. */
const TELLING = new Set(['class', 'role', 'type', 'scope', 'hidden', 'disabled', 'aria-current', 'aria-expanded'])

/** Each way in which an element stands in a page, with all that it stands in: a fingerprint, and the element in words. */
export type Shapes = ReadonlyMap<string, string>

/** What a kind of page is built of: in every page of it, and in some. */
export interface KnownKind {
  readonly always: readonly string[]
  readonly sometimes: readonly string[]
}
/** As it is in the file: fingerprints with a space between. */
interface Known {
  /** The address of the style sheet, which says what is in it. */
  readonly style: string
  readonly kinds: Readonly<Record<string, { readonly always: string; readonly sometimes: string }>>
}

/**
 * What the body of a page is built of, without its words, numbers, dates, ids and addresses, and however often it stands there: two
 * lists of other things are built the same.
 */
export function shapesIn(html: string): Shapes {
  const shapes = new Map<string, string>()
  const walk = (nodes: readonly HtmlNode[], above: string) => {
    for (const node of nodes) {
      if (typeof node === 'string') continue
      const words = shapeOf(node)
      const shape = fingerprint(`${above} ${words}`)
      if (!shapes.has(shape)) shapes.set(shape, words)
      walk(node.children, shape)
    }
  }
  walk(readHtml(html.slice(html.indexOf('<body'), html.lastIndexOf('</html>'))), '')
  return shapes
}

function shapeOf({ name, attributes }: HtmlElement): string {
  const told = Object.entries(attributes)
    .map(([key, value]) => (TELLING.has(key) ? `${key}="${value.replace(/\d+/g, '0')}"` : key))
    .toSorted()
  return `<${[name, ...told].join(' ')}>`
}

/** What is known of a kind of page after some of its pages were seen. */
export function knownOf(pages: readonly Shapes[]): KnownKind {
  const all = [...new Set(pages.flatMap((page) => [...page.keys()]))].toSorted()
  const { always = [], sometimes = [] } = Object.groupBy(all, (shape) =>
    pages.every((page) => page.has(shape)) ? 'always' : 'sometimes',
  )
  return { always, sometimes }
}

/** How a page is built otherwise than was known, a line each; nothing when it is as before. */
export function changesIn(page: Shapes, known: KnownKind | undefined): string[] {
  if (known === undefined) return ['it was never looked at']
  const before = new Set([...known.always, ...known.sometimes])
  const added = [...page].filter(([shape]) => !before.has(shape)).map(([, words]) => `${words} is new`)
  const gone = known.always.filter((shape) => !page.has(shape)).length
  return [...added, ...(gone === 0 ? [] : [`${gone} elements are gone or stand elsewhere`])]
}

/** Which pages changed since they were last looked at in every appearance, and what a person should know about that. */
export async function changedPages(
  addresses: readonly string[],
): Promise<{ readonly changed: ReadonlySet<string>; readonly told: readonly string[] }> {
  const known = JSON.parse(readFileSync(FILE, 'utf8')) as Known
  const changes = new Map<string, string[]>()
  let style = ''
  for (const address of addresses) {
    const html = await textAt(address)
    style ||= styleOf(html)
    const about = changesIn(shapesIn(html), kindIn(known, kindOf(address)))
    if (about.length > 0) changes.set(address, about)
  }
  const kinds = Map.groupBy(changes.keys(), kindOf)
  const told = [...kinds].map(
    ([kind, [first = '']]) => `${kind || '/'} changed: ${changes.get(first)?.join('; ').slice(0, 300)}`,
  )
  if (style !== known.style)
    told.push('The style sheet changed, and with it every page: MATRIX=whole looks at all of them.')
  return asMuchAsFits(changes.keys().toArray(), told)
}

/** The changed pages when there is time for all of them; otherwise none, and a line that says so. */
export function asMuchAsFits(
  changed: readonly string[],
  told: readonly string[],
): { readonly changed: ReadonlySet<string>; readonly told: readonly string[] } {
  if (changed.length <= MOST_CHANGED) return { changed: new Set(changed), told }
  const line = `${changed.length} pages changed, more than ${MOST_CHANGED}: each has its turn within three days, as always. "npm run measure" looks at all of them.`
  return { changed: new Set(), told: [...told, line] }
}

/** Writes how these pages are built now. */
export async function keepShapes(addresses: readonly string[]): Promise<void> {
  const byKind = new Map<string, Shapes[]>()
  let style = ''
  for (const address of addresses) {
    const html = await textAt(address)
    style ||= styleOf(html)
    byKind.getOrInsertComputed(kindOf(address), () => []).push(shapesIn(html))
  }
  const sorted = [...byKind].toSorted(([one], [other]) => one.localeCompare(other))
  const kinds = Object.fromEntries(sorted.map(([kind, pages]) => [kind, written(knownOf(pages))]))
  writeFileSync(FILE, `${JSON.stringify({ style, kinds } satisfies Known, undefined, 2)}\n`)
}

function written({ always, sometimes }: KnownKind): Known['kinds'][string] {
  return { always: always.join(' '), sometimes: sometimes.join(' ') }
}

function kindIn({ kinds }: Known, kind: string): KnownKind | undefined {
  const its = kinds[kind]
  return its && { always: its.always.split(' '), sometimes: its.sometimes.split(' ') }
}

async function textAt(address: string): Promise<string> {
  return (await fetch(address, { headers: { accept: 'text/html' } })).text()
}

/** The sheet of the square; that of a theme holds the same and the colours of a municipality. */
function styleOf(html: string): string {
  return /\/assets\/square\.\w+\.css/.exec(html)?.[0] ?? ''
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}
