import { badQuery } from '../problems.ts'
import type { Expression } from './expression.ts'
import { momentOf, readFilter } from './read-filter.ts'

/** What a question asks besides its path (OGC 18-088 §9.3). */
export interface Options {
  readonly filter: Expression | undefined
  readonly orderby: readonly { readonly by: Expression; readonly isDown: boolean }[]
  readonly expand: readonly Expand[]
  readonly select: readonly string[] | undefined
  readonly top: number | undefined
  readonly skip: number
  readonly count: boolean
  readonly isDataArray: boolean
  /** Where a page goes on, as `nextLink` said. */
  readonly after: string | undefined
  /** The options as they came, to say where a next page is. */
  readonly pairs: readonly (readonly [name: string, value: string])[]
  /** Microseconds since 1970: what was known then, also what was corrected since. Our own addition. */
  readonly knownOn: number | undefined
}
export interface Expand {
  readonly link: string
  readonly options: Options
}

export const NO_OPTIONS: Options = {
  filter: undefined,
  orderby: [],
  expand: [],
  select: undefined,
  top: undefined,
  skip: 0,
  count: false,
  isDataArray: false,
  after: undefined,
  pairs: [],
  knownOn: undefined,
}

const MOST_EXPANDS = 10
const MOST_DEPTH = 6
const WITHIN_EXPAND = ['$filter', '$orderby', '$expand', '$select', '$top', '$skip', '$count']

/** Reads the options of a query string, without its `?`. */
export function readQuery(query: string): Options {
  if (query === '') return NO_OPTIONS
  return readOptions(
    query.split('&').flatMap((pair) => {
      const at = pair.indexOf('=')
      return pair === ''
        ? []
        : [[decoded(at < 0 ? pair : pair.slice(0, at)), decoded(at < 0 ? '' : pair.slice(at + 1))] as const]
    }),
    0,
  )
}

/** `+` is a space, as forms write it, but not before the zone of a time. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/(?<!T[\d.:]{2,20})\+|\+(?!\d\d:?\d\d)/g, ' '))
  } catch {
    throw badQuery('the address is not encoded well')
  }
}

function readOptions(pairs: readonly (readonly [name: string, value: string])[], depth: number): Options {
  const seen = new Set<string>()
  let options: Options = { ...NO_OPTIONS, pairs }
  for (const [name, value] of pairs) {
    if (seen.has(name)) throw badQuery(`${name} is there twice`)
    seen.add(name)
    if (depth > 0 && !WITHIN_EXPAND.includes(name)) throw badQuery(`${name} is not known within $expand`)
    options = { ...options, ...readOption(name, value, depth) }
  }
  return options
}

function readOption(name: string, value: string, depth: number): Partial<Options> {
  switch (name) {
    case '$filter':
      return { filter: readFilter(value) }
    case '$orderby':
      return { orderby: split(value, ',').map(readOrder) }
    case '$expand':
      return { expand: readExpand(value, depth + 1) }
    case '$select':
      return { select: split(value, ',').map((word) => word.trim()) }
    case '$top':
      return { top: whole(name, value) }
    case '$skip':
      return { skip: whole(name, value) }
    case '$count':
      if (value !== 'true' && value !== 'false') throw badQuery('$count is true or false')
      return { count: value === 'true' }
    case '$resultFormat':
    case 'resultFormat':
      if (value !== 'dataArray') throw badQuery('resultFormat is dataArray')
      return { isDataArray: true }
    case '$skiptoken':
      return { after: value }
    case 'asKnownOn':
      return { knownOn: momentOf(value) }
    default:
      // An option of our own that is not known is a typing error; one of others is theirs (OData 4.01, part 2, §5.2).
      if (name.startsWith('$')) throw badQuery(`${name} is not known`)
      return {}
  }
}

function readOrder(text: string): Options['orderby'][number] {
  const [, by = '', way = 'asc'] = /^\s*(.*?)(?:\s+(asc|desc))?\s*$/s.exec(text) ?? []
  return { by: readFilter(by), isDown: way === 'desc' }
}

function readExpand(text: string, depth: number): Expand[] {
  if (depth > MOST_DEPTH) throw badQuery(`$expand goes ${MOST_DEPTH} levels deep at most`)
  const items = split(text, ',').map((item): Expand => {
    const [, path = '', inside] = /^\s*([\w/]+)\s*(?:\((.*)\))?\s*$/s.exec(item) ?? []
    const [first = '', ...rest] = path.split('/')
    if (first === '') throw badQuery(`$expand does not understand "${item.slice(0, 40)}"`)
    if (depth + rest.length > MOST_DEPTH) throw badQuery(`$expand goes ${MOST_DEPTH} levels deep at most`)
    const options = inside === undefined ? NO_OPTIONS : readOptions(split(inside, ';').map(pairOf), depth + rest.length)
    // `Datastreams/Observations` is one within the other.
    return [first, ...rest]
      .toReversed()
      .reduce<Expand | undefined>(
        (within, link) => ({ link, options: within === undefined ? options : { ...NO_OPTIONS, expand: [within] } }),
        undefined,
      ) as Expand
  })
  if (items.length > MOST_EXPANDS) throw badQuery(`$expand has ${MOST_EXPANDS} links at most`)
  return merged(items)
}

/** `Datastreams/Sensor,Datastreams/Thing` asks for both within one. */
function merged(items: readonly Expand[]): Expand[] {
  return [...Map.groupBy(items, ({ link }) => link).values()].map((same) =>
    same.reduce((one, other) => ({
      link: one.link,
      options: {
        ...one.options,
        ...set(other.options),
        expand: merged([...one.options.expand, ...other.options.expand]),
      },
    })),
  )
}

function set(options: Options): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== NO_OPTIONS[name as keyof Options]),
  )
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, Math.max(at, 0)).trim(), at < 0 ? '' : text.slice(at + 1)]
}

function whole(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badQuery(`${name} is a whole number`)
  return Number(value)
}

/** Splits at a sign that stands in no brackets and no text. */
function split(text: string, sign: ',' | ';'): string[] {
  const parts: string[] = []
  let depth = 0
  let isText = false
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const one = text[at]
    if (one === "'") isText = !isText
    else if (isText) continue
    else if (one === '(') depth++
    else if (one === ')') depth--
    else if (one === sign && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

/** The query string of the page after one that ended at `token` and had so many entities. */
export function nextQuery({ pairs, top }: Options, token: string, had: number): string {
  const rest = pairs.filter(([name]) => name !== '$skip' && name !== '$skiptoken' && name !== '$top')
  const more = top === undefined ? [] : [['$top', String(Math.max(0, top - had))] as const]
  return [...rest, ...more, ['$skiptoken', token] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}
