import { BlockList, isIP } from 'node:net'
import type { Config } from '../config.ts'

/**
 * Whether we may ask something of this address, which somebody outside typed: over HTTPS only, so that no service inside the
 * network without a certificate can be reached, and by name. A square that itself runs on loopback, to try it out, may reach
 * loopback. Where a name leads is looked at when it is asked: see `guarded-request.ts`.
 */
export function isReachable(address: string, { baseUrl }: Pick<Config, 'baseUrl'>): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username || password) return false
  if (isOnLoopback({ baseUrl }) && isLoopback(hostname)) return /^https?:$/.test(protocol)
  return protocol === 'https:' && !isLoopback(hostname) && !isNumber(hostname)
}

/** Whether the square runs on loopback, to try it out or to test it. */
export function isOnLoopback({ baseUrl }: Pick<Config, 'baseUrl'>): boolean {
  return isLoopback(new URL(baseUrl).hostname)
}

/** A service inside the network has a number more often than a name with a certificate. */
function isNumber(hostname: string): boolean {
  return /^\[|^[\d.]+$/.test(hostname)
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** What is not the public internet: the special-purpose registries of IANA (RFC 6890), multicast, and IPv4 within IPv6. */
const INSIDE = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INSIDE.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(network, bits, 'ipv6')

/** Whether a number is one of the public internet: not of this machine, nor of a network inside a house or a data centre. */
export function isPublicNumber(address: string): boolean {
  const [plain = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped !== undefined) return isPublicNumber(mapped)
  const family = isIP(plain)
  return family !== 0 && !INSIDE.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}
