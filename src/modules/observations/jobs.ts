import type { Job } from '#web/module.ts'
import { calibrationJobs } from './calibrating/jobs.ts'
import { alertJobs } from './alerts/jobs.ts'
import { archiveOldMonths } from './archive/job.ts'
import { goOnWithDemo } from './demo/demo.ts'
import { pullJob } from './ingest/pull/jobs.ts'
import { judgingJobs } from './judging/jobs.ts'
import { countAgain } from './network/count-hours.ts'
import { reliabilityJobs } from './reliability/jobs.ts'
import { removeEnded } from './register/remove-ended.ts'
import { rollUp } from './roll-up/job.ts'
import { readyComingMonths } from './store/ready-months.ts'

export const jobs: readonly Job[] = [
  {
    name: 'observations.ready-months',
    schedule: '30 2 * * *',
    run: (_payload, { sql, clock }) => readyComingMonths(sql, clock()),
  },
  rollUp,
  ...judgingJobs,
  archiveOldMonths,
  pullJob,
  ...alertJobs,
  ...calibrationJobs,
  ...reliabilityJobs,
  {
    name: 'observations.count-hours',
    schedule: '*/10 * * * *',
    run: (_payload, services) => countAgain(services),
  },
  {
    name: 'observations.remove-ended-sensors',
    schedule: '*/3 * * * *',
    run: async (_payload, services) => {
      await removeEnded(services)
    },
  },
  {
    name: 'observations.go-on-with-demo',
    schedule: '5 * * * *',
    run: (_payload, services) => goOnWithDemo(services),
  },
]
