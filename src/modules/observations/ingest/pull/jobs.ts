import type { Job } from '#web/module.ts'
import { PULL } from './job-name.ts'
import { pullDue } from './work.ts'

/** Every minute: other systems that are due are asked what they measured. */
export const pullJob: Job = {
  name: PULL,
  schedule: '* * * * *',
  run: (_payload, services) => pullDue(services),
}
