import type { Sql } from '#core/database/sql.ts'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { hashOfKey } from '#modules/region/public.ts'
import { messages } from '../messages.ts'
import type { DeviceKey, Scope } from './key.ts'
import { findByHash } from './key-store.ts'

/** A key that was withdrawn works for so long still, so that not each of thousands of values a second asks the database. */
const REMEMBERED_MS = 5000
const MOST_REMEMBERED = 10_000

interface Remembered {
  readonly key: DeviceKey | undefined
  readonly until: number
  readonly generation: number
  minute: number
  used: number
}
const remembered = new WeakMap<Sql, Map<string, Remembered>>()
let generation = 0

/** A key was withdrawn: this process asks again at once, others within five seconds. */
export function forgetKeys(): void {
  generation++
}

/** The key in an `Authorization` header: `Bearer <key>`, or the password of `Basic`, as programs have that know nothing else. */
export function keyIn(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const [, ...password] = Buffer.from(value, 'base64').toString().split(':')
  return password.join(':')
}

/** The key that was sent. Throws 401 when there is none, 403 when it does not open this, 429 when it was used too often in this minute. */
export async function useKey(
  header: string | undefined,
  scope: Scope,
  outside: Pick<Services, 'sql' | 'clock'>,
): Promise<DeviceKey> {
  return useSentKey(keyIn(header), scope, outside)
}

/** As `useKey`, for a key that came by another way than a header. */
export async function useSentKey(
  sent: string | undefined,
  scope: Scope,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<DeviceKey> {
  if (sent === undefined || sent === '')
    throw new Problem('sensorthings-key-missing', 401, messages.say('error.keyMissing'))
  const now = clock()
  const found = await recall(sql, hashOfKey(sent), now)
  const { key } = found
  if (key === undefined) throw new Problem('sensorthings-key-wrong', 401, messages.say('error.keyWrong'))
  if (!key.scopes.includes(scope)) throw new Problem('sensorthings-key-scope', 403, messages.say('error.keyScope'))
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  if (found.minute !== minute) Object.assign(found, { minute, used: 0 })
  if (++found.used > key.perMinute)
    throw new Problem('sensorthings-too-many', 429, messages.say('error.tooMany', { count: key.perMinute }), {
      extensions: { retryAfterSeconds: 60 - Math.floor((now.epochMilliseconds / 1000) % 60) },
    })
  return key
}

async function recall(sql: Sql, hash: string, now: Temporal.Instant): Promise<Remembered> {
  const keys = remembered.get(sql) ?? new Map<string, Remembered>()
  remembered.set(sql, keys)
  const known = keys.get(hash)
  const time = now.epochMilliseconds
  if (known !== undefined && known.until > time && known.generation === generation) return known
  if (keys.size >= MOST_REMEMBERED) keys.clear()
  const asked = generation
  const key = await findByHash(sql, hash, dayOf(now))
  const fresh = {
    key,
    until: time + REMEMBERED_MS,
    generation: asked,
    minute: known?.minute ?? 0,
    used: known?.used ?? 0,
  }
  keys.set(hash, fresh)
  return fresh
}
