import { z } from 'zod'
import { guardedRequest, RequestFailed, UnreachableAddress } from '#core/http/guarded-request.ts'
import type { Services } from '#core/services.ts'
import { cleaned } from '#web/input/cleaned.ts'
import type { Format } from '../server/document.ts'
import { keyPurpose, type Endpoint } from './endpoint.ts'
import { readXml, valueOf } from './read-xml.ts'

const TIMEOUT_SECONDS = 20
const MOST_BYTES = 8 * 1024 * 1024
const WAIT_AT_MOST_SECONDS = 3600

/** What a talk with another system needs of the house. */
export type Outside = Pick<Services, 'config' | 'unseal'>

/** How a talk ended that did not give what was asked. */
export class TalkFailed extends Error {
  override readonly name = 'TalkFailed'
  /**
   * `later`: it did not take it, and may take it later. `unknown`: whether it took it is not known. `refused`: it will not take it
   * as it is. `unreachable`: we may not ask anything of this address.
   */
  readonly kind: 'later' | 'unknown' | 'refused' | 'unreachable'
  /** Seconds that it asked us to wait. */
  readonly wait: number | undefined
  /** Of the answer; undefined when there was none. */
  readonly status: number | undefined
  constructor(kind: TalkFailed['kind'], message: string, more: { wait?: number | undefined; status?: number } = {}) {
    super(message)
    this.kind = kind
    this.wait = more.wait
    this.status = more.status
  }
}

/** What must be known of a system to ask it something. */
export type Talked = Pick<Endpoint, 'id' | 'baseUrl' | 'jurisdiction' | 'apiKey' | 'format'>

/** One question to an Open311 server. */
export interface Question {
  readonly method: 'GET' | 'POST'
  /** Below the base address, without format: `requests`. */
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  /** Whether the key goes along. */
  readonly withKey?: boolean
  /** Another format than that of the endpoint. */
  readonly format?: Format
}

/** Asks, and gives what was answered in the shape of JSON. Throws `TalkFailed`. Never follows a redirect. */
export async function ask(endpoint: Talked, question: Question, outside: Outside): Promise<unknown> {
  const { method, path, withKey = false, format = endpoint.format } = question
  const key = withKey && endpoint.apiKey !== '' ? outside.unseal(keyPurpose(endpoint), endpoint.apiKey) : ''
  if (key === undefined) throw new TalkFailed('later', 'the key of the system cannot be opened')
  const all = {
    ...question.fields,
    ...(endpoint.jurisdiction === '' ? {} : { jurisdiction_id: endpoint.jurisdiction }),
    ...(key === '' ? {} : { api_key: key }),
  }
  const form = new URLSearchParams(all).toString()
  const address = `${endpoint.baseUrl}/${path}.${format}`
  try {
    const { status, headers, body } = await guardedRequest(
      method === 'GET' && form !== '' ? `${address}?${form}` : address,
      {
        method,
        headers: {
          accept: format === 'json' ? 'application/json' : 'text/xml, application/xml',
          ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(method === 'POST' && { body: form }),
        mostBytes: MOST_BYTES,
        timeoutSeconds: TIMEOUT_SECONDS,
      },
      outside.config,
    )
    const text = body.toString('utf8')
    if (status < 200 || status > 299) throw failureOf(status, { text, format, wait: headers['retry-after'] })
    return read(text, format)
  } catch (error) {
    if (error instanceof UnreachableAddress) throw new TalkFailed('unreachable', error.message)
    if (error instanceof RequestFailed) throw new TalkFailed(error.mayHaveArrived ? 'unknown' : 'later', error.message)
    throw error
  }
}

const LISTS = [
  'services',
  'service_requests',
  'service_requests_updates',
  'service_request_updates',
  'errors',
  'endpoints',
  'extensions',
]

function read(text: string, format: Format): unknown {
  try {
    if (format === 'json') return cleaned(JSON.parse(text))
    const root = readXml(text)
    return cleaned(valueOf(root, (name) => LISTS.includes(name), root.name))
  } catch {
    throw new TalkFailed('unknown', `the answer is no ${format.toUpperCase()}`)
  }
}

/** Gateways say 502 and 504 without knowing what became of it behind them; a 500 may come after the work was done. */
function failureOf(
  status: number,
  { text, format, wait }: { text: string; format: Format; wait: string | undefined },
): TalkFailed {
  const words = `${status} ${saidIn(text, format)}`.trim()
  const seconds =
    wait !== undefined && /^\d{1,6}$/.test(wait) ? Math.min(Number(wait), WAIT_AT_MOST_SECONDS) : undefined
  if ([401, 403, 408, 425, 429, 503].includes(status)) return new TalkFailed('later', words, { wait: seconds, status })
  if (status >= 500) return new TalkFailed('unknown', words, { status })
  return new TalkFailed('refused', words, { status })
}

const Errors = z.array(z.object({ description: z.string().max(10_000) }))

function saidIn(text: string, format: Format): string {
  try {
    const errors = Errors.safeParse(read(text, format))
    const said = errors.success ? errors.data.map(({ description }) => description).join(' ') : ''
    return said.replace(/\s+/g, ' ').slice(0, 300)
  } catch {
    return ''
  }
}
