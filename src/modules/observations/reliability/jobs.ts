import type { Job } from '#web/module.ts'
import { scoreAll, scoreChanged } from './score-datastreams.ts'

export const reliabilityJobs: readonly Job[] = [
  {
    // After the calibrations of the night.
    name: 'observations.score',
    schedule: '50 3 * * *',
    run: async (_payload, services) => {
      const scored = await scoreAll(services)
      services.log.info({ scored }, 'datastreams were scored')
    },
  },
  {
    name: 'observations.score-changed',
    schedule: '*/10 * * * *',
    run: async (_payload, services) => {
      await scoreChanged(services)
    },
  },
]
