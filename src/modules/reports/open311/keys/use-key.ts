import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { hashOfKey } from '#modules/region/public.ts'
import { messages } from '../messages.ts'
import { refusal } from '../server/protocol.ts'
import type { ApiKey, Scope } from './key.ts'
import { countUse } from './key-store.ts'

/**
 * The key that was sent, counted as used. Throws 403 when there is none, when it was withdrawn or does not open this, and 429 with
 * the seconds to wait when it was used too often in this minute.
 */
export async function useKey(
  key: string | undefined,
  scope: Scope,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<ApiKey> {
  if (key === undefined || key === '') throw refusal('api_key', messages.say('error.keyMissing'), 403)
  const now = clock()
  const minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const used = await countUse(sql, hashOfKey(key), { minute, day: dayOf(now) })
  if (used === undefined) throw refusal('api_key', messages.say('error.keyWrong'), 403)
  if (!used.scopes.includes(scope)) throw refusal('api_key', messages.say('error.keyScope'), 403)
  if (used.timesThisMinute > used.perMinute)
    throw new Problem('open311-too-many', 429, messages.say('error.tooMany', { count: used.perMinute }), {
      extensions: { retryAfterSeconds: Math.ceil(now.until(minute.add({ minutes: 1 })).total('seconds')) },
    })
  return used
}
