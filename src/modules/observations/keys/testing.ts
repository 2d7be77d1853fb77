import { randomUUID } from 'node:crypto'
import type { Services } from '#core/services.ts'
import { hashOfKey, makeKey } from '#modules/region/public.ts'
import type { DeviceKey } from './key.ts'
import { addKey } from './key-store.ts'

/** Makes a key and gives it as it is shown: of Leuven, for observations, as often as a test or a bench may want, unless it says otherwise. */
export async function giveDeviceKey(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  choices: Partial<Pick<DeviceKey, 'body' | 'scopes' | 'perMinute'>> = {},
): Promise<string> {
  const key = makeKey('spsta')
  const usual = { name: 'Test', body: 'leuven', scopes: ['observations'], perMinute: 600_000 } as const
  await addKey(sql, {
    id: randomUUID(),
    ...usual,
    ...choices,
    hash: hashOfKey(key),
    createdAt: clock(),
    createdBy: null,
  })
  return key
}
