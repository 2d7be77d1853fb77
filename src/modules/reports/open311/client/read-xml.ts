/** An element of XML: its text, or the elements in it. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly children: readonly Element[]
}

const DEEPEST = 20
const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]{0,100})((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y

/**
 * Reads the XML of an Open311 server: elements, text, CDATA, comments; attributes are passed over. A document type is refused, so that
 * no entity can be declared. Throws an error for what is not well-formed, or nested more than twenty deep.
 */
export function readXml(document: string): Element {
  const root: Open = { name: '', text: '', children: [] }
  const open: Open[] = [root]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(document)
    const here = open.at(-1)
    if (match === null || here === undefined) throw new SyntaxError(`not well-formed XML at sign ${at}`)
    const [, cdata, closing, name, , selfClosing, text] = match
    if (cdata !== undefined) here.text += cdata
    else if (text !== undefined) here.text += unescaped(text)
    else if (name !== undefined && closing === '/') {
      if (open.pop()?.name !== name || open.length === 0)
        throw new SyntaxError(`an element ends that did not begin, at sign ${at}`)
    } else if (name !== undefined) {
      const element: Open = { name, text: '', children: [] }
      here.children.push(element)
      if (selfClosing !== '/') open.push(element)
      if (open.length > DEEPEST) throw new SyntaxError('elements are nested too deep')
    }
  }
  const [only] = root.children
  if (open.length !== 1 || only === undefined || root.children.length !== 1 || root.text.trim() !== '')
    throw new SyntaxError('not one whole element')
  return only
}

interface Open extends Element {
  text: string
  children: Open[]
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,10});?/gi, (whole, name: string) => {
    const point = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : name.startsWith('#')
        ? Number(name.slice(1))
        : NaN
    if (Number.isNaN(point)) return NAMED[name] ?? whole
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** The same as JSON would have said it: an element with only elements of one name that stands for a list becomes one. */
export function valueOf({ text, children }: Element, isList: (name: string) => boolean, name = ''): unknown {
  if (isList(name)) return children.map((child) => valueOf(child, isList))
  if (children.length === 0) return text.trim() === '' ? null : text
  return Object.fromEntries(children.map((child) => [child.name, valueOf(child, isList, child.name)]))
}
