import { randomUUID } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import type { Services } from '#core/services.ts'
import { hashOfKey, makeKey } from '#modules/region/public.ts'
import type { TestSquare } from '#web/testing.ts'
import { addKey } from './keys/key-store.ts'
import type { ApiKey } from './keys/key.ts'

/** An answer of the server, read. */
export interface Answered {
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, unknown>>
  /** As JSON says it; XML is brought into the same shape. */
  readonly value: unknown
}

/** Elements that hold a list, in XML. */
const LISTS: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  extensions: 'extension',
}

/** A client of Open311 for tests: asks in JSON or XML and reads both into one shape, in which every value of XML is text. */
export function openClient(square: TestSquare) {
  async function ask(
    method: 'GET' | 'POST',
    url: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const form = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    ).toString()
    const answer =
      method === 'GET'
        ? await square.server.inject({ method, url: form === '' ? url : `${url}?${form}`, headers })
        : await square.server.inject({
            method,
            url,
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
            payload: form,
          })
    const type = String(answer.headers['content-type'])
    const value: unknown = type.startsWith('text/xml') ? readXml(answer.body) : JSON.parse(answer.body)
    return { status: answer.statusCode, type, headers: answer.headers, value }
  }
  return {
    get: (path: string, fields?: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>) =>
      ask('GET', `/open311/v2/${path}`, fields, headers),
    post: (path: string, fields: Readonly<Record<string, string | readonly string[]>>) =>
      ask('POST', `/open311/v2/${path}`, fields),
  }
}

/** Reads XML with a parser that is not ours, and gives what JSON would have given, as text. */
export function readXml(text: string): unknown {
  const parser = new XMLParser({ htmlEntities: true, ignoreAttributes: false, parseTagValue: false, trimValues: false })
  const [root] = Object.entries(parser.parse(text, true) as Record<string, unknown>).filter(([name]) => name !== '?xml')
  return root === undefined ? undefined : shaped(...root)
}

function shaped(name: string, value: unknown): unknown {
  const item = LISTS[name]
  if (item !== undefined) {
    const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
    const items = inside.find(([one]) => one === item)?.[1]
    return (items === undefined ? [] : Array.isArray(items) ? items : [items]).map((one: unknown) => shaped('', one))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, shaped(member, one)]))
}

/** What JSON says, as XML says it: every value as text, null as empty text. */
export function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)]))
  return value === null ? '' : String(value)
}

/** Makes a key and gives it as it is shown. */
export async function giveKey(
  { services }: { readonly services: Pick<Services, 'sql' | 'clock'> },
  choices: Partial<ApiKey> = {},
): Promise<string> {
  const { sql, clock } = services
  const key = makeKey('sp311')
  await addKey(sql, {
    id: randomUUID(),
    name: 'An app',
    body: 'leuven',
    scopes: ['reports'],
    perMinute: 60,
    mediaHosts: [],
    createdAt: clock(),
    ...choices,
    hash: hashOfKey(key),
    createdBy: null,
  })
  return key
}
