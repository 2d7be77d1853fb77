import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Config } from '../config.ts'
import { isOnLoopback, isPublicNumber, isReachable } from './reachable.ts'

/** An address that somebody outside named and of which we ask nothing. */
export class UnreachableAddress extends Error {
  override readonly name = 'UnreachableAddress'
}

/** The request failed. `mayHaveArrived` is false when the other side cannot have read it: it was never sent. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly mayHaveArrived: boolean
  constructor(message: string, { mayHaveArrived, cause }: { mayHaveArrived: boolean; cause?: unknown }) {
    super(message, { cause })
    this.mayHaveArrived = mayHaveArrived
  }
}

export interface GuardedRequest {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Largest answer, in bytes; a larger one fails. */
  readonly mostBytes: number
  /** For all of it: finding the host, connecting, sending and reading. */
  readonly timeoutSeconds: number
  readonly signal?: AbortSignal
}

export interface GuardedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * Asks something of an address that somebody outside typed, only where `isReachable` says so. The number behind the name is looked at in
 * the very lookup that the connection is made with, so that a name cannot lead inside by changing in between (DNS rebinding). No redirect is
 * followed: a 3xx is an answer like another. Throws `UnreachableAddress` or `RequestFailed`.
 */
export async function guardedRequest(
  address: string,
  { method, headers = {}, body, mostBytes, timeoutSeconds, signal }: GuardedRequest,
  config: Pick<Config, 'baseUrl'>,
): Promise<GuardedAnswer> {
  if (!isReachable(address, config)) throw new UnreachableAddress('the address is not https, or no public one')
  const url = new URL(address)
  const limit = AbortSignal.timeout(timeoutSeconds * 1000)
  const ended = signal === undefined ? limit : AbortSignal.any([limit, signal])
  const ask = url.protocol === 'https:' ? requestHttps : requestHttp
  let isConnected = false
  const { promise, resolve, reject } = Promise.withResolvers<GuardedAnswer>()
  const failed = (error: Error) => {
    if (error instanceof UnreachableAddress || error.cause instanceof UnreachableAddress) return reject(error)
    if (signal?.aborted) return reject(signal.reason instanceof Error ? signal.reason : error)
    const reason = limit.aborted ? `no answer within ${timeoutSeconds} seconds` : error.message || error.name
    return reject(new RequestFailed(reason, { mayHaveArrived: isConnected, cause: error }))
  }
  const outgoing: ClientRequest = ask(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
    signal: ended,
    // A connection of its own for each: what was sent on one that the other side just closed would be of unknown outcome.
    agent: false,
    lookup: isOnLoopback(config) ? lookup : publicLookup,
  })
  outgoing.on('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      isConnected = true
    })
  })
  outgoing.on('error', failed)
  outgoing.on('response', (incoming) => {
    readBounded(incoming, mostBytes).then((read) => resolve({ ...headOf(incoming), body: read }), failed)
  })
  outgoing.end(body)
  return promise
}

/** Finds every number of a name; as `dns.lookup` with `all`. */
export type FindAll = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/** As `dns.lookup`, but an error for a name that leads anywhere inside: also when only one of its numbers does. */
export function publicOnly(find: FindAll): LookupFunction {
  return (hostname, options, done) => {
    find(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const [first] = found
      if (first === undefined || !found.every(({ address }) => isPublicNumber(address)))
        return done(new UnreachableAddress('the name leads to a network inside'), '', 0)
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
  }
}

const publicLookup = publicOnly(lookup)

function headOf({ statusCode, headers }: IncomingMessage): Omit<GuardedAnswer, 'body'> {
  const texts = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return { status: statusCode ?? 0, headers: Object.fromEntries(texts) }
}

async function readBounded(incoming: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    bytes += part.byteLength
    // Leaving the loop ends the stream, and with it the connection.
    if (bytes > mostBytes) throw new Error(`answered with more than ${mostBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
