import type { Job } from '#web/module.ts'
import { calibrateBeside } from './calibrate-beside.ts'

export const calibrationJobs: readonly Job[] = [
  {
    name: 'observations.calibrate',
    schedule: '20 3 * * *',
    run: async (_payload, services) => {
      const night = await calibrateBeside(services)
      services.log.info(night, 'sensors beside references were looked at')
    },
  },
]
