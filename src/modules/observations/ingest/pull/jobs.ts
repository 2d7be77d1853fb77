import type { Job } from '#web/module.ts'
import { pullDue } from './work.ts'

export const PULL = 'observations.pull'

/** Every minute: other systems that are due are asked what they measured. */
export const pullJob: Job = {
  name: PULL,
  schedule: '* * * * *',
  run: (_payload, services) => pullDue(services),
}
