import type { Job } from '#web/module.ts'
import { rollUpStale } from './roll-up.ts'

/** Every minute: what came in, late or corrected values too, is in the roll-ups a minute later. */
export const rollUp: Job = {
  name: 'observations.roll-up',
  schedule: '* * * * *',
  run: async (_payload, services) => {
    await rollUpStale(services)
  },
}
