import type { Answer } from '#web/route.ts'
import { escapeXml } from '#web/xml.ts'

/** The two formats of GeoReport v2, as the addresses end. */
export const FORMATS = ['json', 'xml'] as const
export type Format = (typeof FORMATS)[number]

/** What an answer says, in the one shape out of which both formats are made. What is undefined is left out; null is empty. */
export type Value = string | number | boolean | null | readonly Value[] | Members
export interface Members {
  readonly [name: string]: Value | undefined
}

/** An answer: JSON has the value alone, XML has it in an element of this name. */
export interface Document {
  readonly root: keyof typeof ITEMS | 'discovery' | 'service_definition'
  readonly value: Value
}

/** The element of each member of a list, by the element of the list. */
const ITEMS = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  extensions: 'extension',
} as const

const TYPES = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' } as const

/** Puts a document on the wire. Everything is public or was asked for with a key, never with a cookie: any page may read it. */
export function answer(document: Document, format: Format, status = 200): Answer {
  const body = format === 'json' ? JSON.stringify(document.value) : toXml(document)
  return { status, headers: { 'content-type': TYPES[format], 'access-control-allow-origin': '*' }, body }
}

/** The document as XML 1.0. */
export function toXml({ root, value }: Document): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
}

function element(name: string, value: Value): string {
  const inside = contents(name, value)
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`
}

function contents(name: string, value: Value): string {
  if (value === null) return ''
  if (isList(value)) return value.map((item) => element(itemOf(name), item)).join('')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([member, one]) => (one === undefined ? '' : element(member, one)))
      .join('')
  return escapeXml(String(value))
}

function itemOf(list: string): string {
  const item = Object.entries(ITEMS).find(([name]) => name === list)?.[1]
  if (item === undefined) throw new Error(`No element is agreed for what stands in the list "${list}".`)
  return item
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
