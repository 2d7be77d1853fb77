import type { Job } from '#web/module.ts'
import { forgetFormerAccounts } from './people/openid/account-store.ts'
import { forgetEndedSessions } from './people/sessions.ts'
import { forgetFormerStaff } from './people/store.ts'

/** What happens by itself. */
export const jobs: readonly Job[] = [
  {
    name: 'region.forget-ended-sessions',
    schedule: '40 3 * * *',
    async run(_payload, services) {
      const forgotten = await forgetEndedSessions(services)
      services.log.info({ forgotten }, 'ended sessions and sign-in links forgotten')
    },
  },
  {
    name: 'region.forget-former-staff',
    schedule: '50 3 * * *',
    async run(_payload, services) {
      const forgotten = await forgetFormerStaff(services.sql)
      await forgetFormerAccounts(services.sql)
      services.log.info({ forgotten }, 'people without a role made pseudonyms')
    },
  },
]
