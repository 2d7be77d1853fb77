import type { Job } from '#web/module.ts'
import { calibrateBeside } from './calibrate-beside.ts'
import { proposeClocks } from './propose-clocks.ts'

export const calibrationJobs: readonly Job[] = [
  {
    name: 'observations.calibrate',
    schedule: '20 3 * * *',
    run: async (_payload, services) => {
      const night = await calibrateBeside(services)
      services.log.info(night, 'sensors beside references were looked at')
    },
  },
  {
    name: 'observations.propose-clocks',
    schedule: '40 4 * * 0',
    run: async (_payload, services) => {
      services.log.info(
        await proposeClocks(services),
        'the clocks of sensors were compared with those of their neighbours',
      )
    },
  },
]
