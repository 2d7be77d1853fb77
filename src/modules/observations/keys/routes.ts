import { keyRoutes } from '#modules/region/public.ts'
import { messages } from '../messages.ts'
import { SCOPES, type DeviceKey } from './key.ts'
import * as store from './key-store.ts'

const { say } = messages

/** Where administrators make the keys of devices, and withdraw them. */
export const deviceKeyRoutes = keyRoutes<DeviceKey>({
  list: '/staff/sensor-keys',
  parameter: 'deviceKey',
  sign: 'spsta',
  scopes: SCOPES,
  usualPerMinute: 600,
  mostPerMinute: 600_000,
  summary: 'Keys of devices',
  deeds: { made: 'observations.make-key', withdrawn: 'observations.withdraw-key', subject: 'device-key' },
  unknown: 'device-key-unknown',
  words: {
    title: say('keys.title'),
    intro: say('keys.intro'),
    nameHint: say('keys.nameHint'),
    bodyHint: say('keys.bodyHint'),
    perMinuteWrong: say('keys.perMinuteWrong'),
    withdrawMeans: say('keys.withdrawMeans'),
    scope: (scope) => ({ text: say(`keys.scope.${scope}`), hint: say(`keys.scope.${scope}Hint`) }),
  },
  store,
})
