/** A piece of an HTML document, as the tests look at it. */
export type HtmlNode = HtmlElement | string
export interface HtmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly HtmlNode[]
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const PIECE =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<\/([a-z][\w-]*)\s*>|<([a-z][\w-]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>|([^<]+)|(<)/giy
const ATTRIBUTE = /([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g

/**
 * Reads HTML in which every element is closed and every attribute quoted, which is what the renderer writes. It is
 * stricter than a browser on purpose: what a browser would mend in silence is an error here.
 */
export function readHtml(html: string): readonly HtmlNode[] {
  const root: Open = { name: '', attributes: {}, children: [] }
  const open: Open[] = [root]
  for (const [piece, closed, opened, attributes, selfClosed, text, stray] of matchAll(html)) {
    const inside = open.at(-1) ?? root
    if (stray) throw new Error(`A "<" that opens nothing, after ${html.slice(0, 60)}`)
    if (text !== undefined) inside.children.push(decode(text))
    else if (opened !== undefined) {
      const element: Open = { name: opened.toLowerCase(), attributes: readAttributes(attributes ?? ''), children: [] }
      inside.children.push(element)
      if (!selfClosed && !VOID.has(element.name)) open.push(element)
    } else if (closed !== undefined) {
      if (inside.name !== closed.toLowerCase()) throw new Error(`${piece} closes <${inside.name}>.`)
      open.pop()
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is never closed.`)
  return root.children
}

/** All elements, in the order of the document. */
export function* elementsOf(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    yield node
    yield* elementsOf(node.children)
  }
}

/** The text inside, as a reader gets it. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return rawText(nodes).replace(/\s+/g, ' ').trim()
}

function rawText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : rawText(node.children))).join('')
}

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: HtmlNode[]
}

function* matchAll(html: string): Generator<RegExpMatchArray> {
  let end = 0
  for (const match of html.matchAll(PIECE)) {
    end = match.index + match[0].length
    yield match
  }
  if (end !== html.length) throw new Error(`Not well-formed at: ${html.slice(end, end + 80)}`)
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (name in found) throw new Error(`The attribute ${name} is there twice: ${text}`)
    found[name] = decode(double ?? single ?? '')
  }
  return found
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', ctdot: '⋯' }

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return ENTITIES[name] ?? whole
  })
}
