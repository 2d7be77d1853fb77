import type { FastifyRequest } from 'fastify'

/** From where a request comes. Never logged; the address is only compared, never kept as it is. */
export interface Caller {
  /** Network address; behind a proxy that of the browser, when `TRUST_PROXY` is on. */
  readonly address: string
  /** Kind of browser and system, such as "Firefox, Android": enough to recognise one's own devices. */
  readonly device: string
  /** A header of the request, such as `cookie`. */
  header(name: string): string | undefined
}

/** The caller of a request. */
export function callerOf(request: FastifyRequest): Caller {
  return {
    address: request.ip,
    device: deviceOf(request.headers['user-agent'] ?? ''),
    header: (name) => request.headers[name]?.toString(),
  }
}

/** Each browser also names those that it descends from: the youngest stands first here. */
const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** "Chrome, Windows" out of a `User-Agent` header (RFC 9110 §10.1.5); empty when it says nothing that we know. */
export function deviceOf(agent: string): string {
  const names = [BROWSERS, SYSTEMS].map((known) => known.find(([, pattern]) => pattern.test(agent))?.[0])
  return names.filter((name) => name !== undefined).join(', ')
}
