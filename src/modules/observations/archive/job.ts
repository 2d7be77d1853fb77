import type { Job } from '#web/module.ts'
import { Problem } from '#core/problem.ts'
import { releaseOldMonths } from './archive-month.ts'

/** Every night, where OBSERVATIONS_MONTHS says so: months that are older go to files, one after the other. */
export const archiveOldMonths: Job = {
  name: 'observations.archive',
  schedule: '10 3 * * *',
  run: async (_payload, services) => {
    const { observationsMonths } = services.config
    if (observationsMonths === undefined) return
    try {
      const gone = await releaseOldMonths(services, observationsMonths)
      if (gone.length > 0) services.log.info({ months: gone }, 'months of observations went to the archive')
    } catch (error) {
      // It stays where it is, and is tried again the next night.
      if (!(error instanceof Problem)) throw error
      services.log.warn({ err: error }, 'a month of observations did not go to the archive')
    }
  },
}
