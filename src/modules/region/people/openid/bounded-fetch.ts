import type { CustomFetch } from 'openid-client'
import { guardedRequest } from '#core/http/guarded-request.ts'
import type { Services } from '#core/services.ts'

/** Descriptions, keys and tokens are some kilobytes; a large municipality publishes a few dozen keys. */
const MOST_BYTES = 512 * 1024
/** The library sets its own, shorter limit. */
const TIMEOUT_SECONDS = 30

/**
 * A `fetch` for what an operator and a provider typed: only to addresses that may be reached (`guardedRequest`), following no
 * redirect, with an answer of at most 512 kB. The time limit comes with the request.
 */
export function boundedFetch(config: Services['config']): CustomFetch {
  return async (url, { body, headers, method, signal }) => {
    const {
      status,
      headers: answered,
      body: read,
    } = await guardedRequest(
      url,
      {
        method: method === 'POST' ? 'POST' : 'GET',
        headers: Object.fromEntries(new Headers(headers)),
        // A form is all that is ever sent.
        ...(body instanceof URLSearchParams && { body: body.toString() }),
        ...(signal && { signal }),
        mostBytes: MOST_BYTES,
        timeoutSeconds: TIMEOUT_SECONDS,
      },
      config,
    )
    const hasNoBody = status === 204 || status === 304
    return new Response(hasNoBody ? null : new Uint8Array(read), { status, headers: answered })
  }
}
