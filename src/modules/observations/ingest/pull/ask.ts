import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { guardedRequest, RequestFailed, UnreachableAddress, type GuardedAnswer } from '#core/http/guarded-request.ts'
import type { Services } from '#core/services.ts'
import { cleaned } from '#web/input/cleaned.ts'
import { countQuestion, type Held } from './connector-store.ts'
import { PullFailed, PullStopped } from './failure.ts'
import { NO_VALIDATORS, type Validators } from './part-store.ts'
import { readRetryAfter } from './pauses.ts'

const TIMEOUT_SECONDS = 20
const MOST_BYTES = 8 * 1024 * 1024
/** What a compressed answer may become: text of measurements shrinks to a tenth, and a bomb to a thousandth. */
const MOST_UNPACKED = 64 * 1024 * 1024
const unpack = promisify(gunzip)

/** What may be asked of a system. */
export interface Manners {
  readonly perDay: number
  readonly millisecondsApart: number
  /** For all of one answer; 20 when absent. */
  readonly timeoutSeconds?: number
}

/** One question to another system. */
export interface Question {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, by POST. */
  readonly body?: unknown
  /** By what the answer of the last time could be known: it is not sent again then. */
  readonly validators?: Validators
}

/** What was answered, as JSON; `isNew` is false when it is what was answered the last time. */
export type Answered =
  | { readonly isNew: true; readonly json: unknown; readonly validators: Validators }
  | { readonly isNew: false }

/** Asks one question after the other for a run, within what may be asked and until the run lasted long enough. */
export function asker(
  services: Pick<Services, 'sql' | 'clock' | 'config'>,
  held: Held,
  { manners, until }: { readonly manners: Manners; readonly until: Temporal.Instant },
): (question: Question) => Promise<Answered> {
  return async (question) => {
    const now = services.clock()
    if (Temporal.Instant.compare(now, until) >= 0) throw new PullStopped('time')
    const wait = await countQuestion(services.sql, held, { ...manners, now })
    if (typeof wait !== 'number') throw new PullStopped(wait)
    if (wait > 0) await pause(wait)
    return ask(question, services, manners.timeoutSeconds ?? TIMEOUT_SECONDS)
  }
}

async function ask(
  { url, headers, body, validators }: Question,
  { clock, config }: Pick<Services, 'clock' | 'config'>,
  timeoutSeconds: number,
): Promise<Answered> {
  const isSame = validators !== undefined && validators.url === url
  let answer: GuardedAnswer
  try {
    answer = await guardedRequest(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          'accept-encoding': 'gzip',
          'user-agent': `Streekplein (${config.baseUrl})`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(isSame && validators.etag !== '' && { 'if-none-match': validators.etag }),
          ...(isSame && validators.lastModified !== '' && { 'if-modified-since': validators.lastModified }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        mostBytes: MOST_BYTES,
        timeoutSeconds,
      },
      config,
    )
  } catch (error) {
    if (error instanceof UnreachableAddress) throw new PullFailed('unreachable', error.message)
    if (!(error instanceof RequestFailed)) throw error
    throw new PullFailed(/more than \d+ bytes/.test(error.message) ? 'too-large' : 'no-answer', error.message)
  }
  if (answer.status === 304 && isSame) return { isNew: false }
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, clock())
  return { isNew: true, json: readJson(await unpacked(answer)), validators: validatorsOf(url, answer) }
}

async function unpacked(answer: GuardedAnswer): Promise<GuardedAnswer> {
  const coding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (coding === 'identity' || coding === '') return answer
  if (coding !== 'gzip' && coding !== 'x-gzip') throw new PullFailed('not-json', `packed as ${coding.slice(0, 40)}`)
  try {
    return { ...answer, body: await unpack(answer.body, { maxOutputLength: MOST_UNPACKED }) }
  } catch (error) {
    const isLarge = error instanceof RangeError
    throw new PullFailed(
      isLarge ? 'too-large' : 'not-json',
      isLarge ? 'unpacked it is too large' : 'it cannot be unpacked',
    )
  }
}

function failureOf({ status, headers, body }: GuardedAnswer, now: Temporal.Instant): PullFailed {
  const wait = readRetryAfter(headers['retry-after'], now)
  const words = `${status} ${saidIn(body)}`.trim()
  if (status >= 300 && status < 400) return new PullFailed('moved', `${status} ${headers['location'] ?? ''}`.trim())
  if (status === 401 || status === 403) return new PullFailed('key-refused', words, wait)
  if (status === 429 || status === 503) return new PullFailed('too-busy', words, wait)
  if (status === 508) return new PullFailed('loop', words)
  return new PullFailed(status >= 500 ? 'broken' : 'refused', words, wait)
}

/** What a system says about an error, without the marks of a page. */
function saidIn(body: Buffer): string {
  const text = body.subarray(0, 4000).toString('utf8')
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}

function readJson({ headers, body }: GuardedAnswer): unknown {
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  try {
    return cleaned(JSON.parse(text))
  } catch {
    const what = headers['content-type']?.split(';')[0] ?? 'no type'
    throw new PullFailed('not-json', `${what}: ${saidIn(body).slice(0, 100)}`)
  }
}

function validatorsOf(url: string, { headers }: GuardedAnswer): Validators {
  const [etag = '', lastModified = ''] = [headers['etag'], headers['last-modified']]
  const isUsable = url.length <= 8000 && etag.length <= 500 && lastModified.length <= 100
  return isUsable ? { url, etag, lastModified } : NO_VALIDATORS
}
