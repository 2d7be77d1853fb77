import type { Readable } from 'node:stream'
import type { VNode } from 'preact'
import type { Answer } from './route.ts'

/** A page of HTML; `data` is what it says, for whoever asks for JSON. Only routes that declare their `output` give it. */
export function page(body: VNode, status = 200, data?: unknown): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body, data }
}

/** A JSON document. */
export function json(body: unknown, status = 200, type = 'application/json; charset=utf-8'): Answer {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) }
}

/** Sends the browser on with GET after something was done (RFC 9110 §15.4.4). */
export function seeOther(location: string, headers: Answer['headers'] = {}): Answer {
  return { status: 303, headers: { location, ...headers }, body: undefined }
}

/** Back to a page after something was kept; the page says "saved" once on top. */
export function saved(location: string): Answer {
  return seeOther(`${location}?saved`)
}

/** Of an answer that holds a secret, in its address or on its page: not kept by a browser, and not told to a next page. */
export function secretly(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } }
}

/** Any other kind of content: CSV, SVG, a picture. */
export function content(
  type: string,
  body: string | Uint8Array | Readable,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status: 200, headers: { 'content-type': type, ...headers }, body }
}
