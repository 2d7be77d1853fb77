import type { Job } from '#web/module.ts'
import { TELL_JOB } from './announce-events.ts'
import { judgeStored } from './judge-stored.ts'
import { tellAlerts } from './tell-alerts.ts'
import { watchSilence } from './watch-silence.ts'

export const alertJobs: readonly Job[] = [
  {
    // Beside the watch of each process, for when that one was ended.
    name: 'observations.judge',
    schedule: '* * * * *',
    run: async (_payload, services) => {
      await judgeStored(services)
    },
  },
  {
    name: 'observations.watch-silence',
    schedule: '*/3 * * * *',
    run: async (_payload, services) => {
      await watchSilence(services)
    },
  },
  {
    // Asked for with each event; and by the clock for what could not be sent, or had to wait for the next day.
    name: TELL_JOB,
    schedule: '*/5 * * * *',
    run: async (_payload, services) => {
      await tellAlerts(services)
    },
  },
]
