import type { CustomFetch } from 'openid-client'
import type { Services } from '#core/services.ts'
import { isReachable } from './provider.ts'

/** Descriptions, keys and tokens are some kilobytes; a large municipality publishes a few dozen keys. */
const MOST_BYTES = 512 * 1024

/** An address that a provider names and that we do not ask anything of. */
export class UnreachableAddress extends Error {
  override readonly name = 'UnreachableAddress'
}

/**
 * A `fetch` for what an operator and a provider typed: only to addresses that may be reached, following no redirect, with an
 * answer of at most 512 kB. The time limit comes with the request.
 */
export function boundedFetch(config: Services['config']): CustomFetch {
  return async (url, { body, headers, method, signal }) => {
    if (!isReachable(url, config)) throw new UnreachableAddress('the provider names an address that is not https')
    // A form is all that is ever sent.
    const form = body instanceof URLSearchParams ? body.toString() : null
    const options: RequestInit = { method, headers, body: form, redirect: 'manual', signal: signal ?? null }
    const answer = await fetch(url, options)
    const { status, statusText } = answer
    const hasNoBody = status === 204 || status === 304
    return new Response(hasNoBody ? null : await readBounded(answer), { status, statusText, headers: answer.headers })
  }
}

async function readBounded(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength
    // Leaving the loop ends the stream, and with it the connection.
    if (bytes > MOST_BYTES) throw new Error(`the provider answered with more than ${MOST_BYTES} bytes`)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
