import type { FastifyRequest } from 'fastify'

/** From where a request comes. Never logged; the address is only compared, never kept as it is. */
export interface Caller {
  /** Network from which it comes: of IPv4 the address, of IPv6 the first 64 bits. Behind a proxy that of the browser. */
  readonly network: string
  /** Kind of browser and system, such as "Firefox, Android": enough to recognise one's own devices. */
  readonly device: string
  /** A header of the request, such as `cookie`. */
  header(name: string): string | undefined
}

/** The caller of a request. */
export function callerOf(request: FastifyRequest): Caller {
  return {
    network: networkOf(request.ip),
    device: deviceOf(request.headers['user-agent'] ?? ''),
    header: (name) => request.headers[name]?.toString(),
  }
}

/**
 * What counts as one caller: an IPv4 address, or the 64 bits that one house or office gets of IPv6 (RFC 6177), within which
 * anybody can take another address for each request.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!plain.includes(':')) return plain
  const [before = '', after] = plain.split('::')
  const start = before === '' ? [] : before.split(':')
  const end = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':').toLowerCase()
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
