import { clearUploads, uploadFolder } from '#core/files/save-upload.ts'
import { enforceRetention, type RetentionRule } from '#core/retention/retention.ts'
import type { Job } from './jobs.ts'

/** The job after which the embedded database knows how much it holds. */
export const TIDY = 'core.tidy-database'

/**
 * What core does by itself: it enforces how long everything is kept, clears uploads whose process ended in between, and tidies the embedded
 * database.
 */
export function coreJobs(rules: readonly RetentionRule[]): readonly Job[] {
  return [
    {
      name: 'core.enforce-retention',
      // Hourly: a form that is being filled in is kept for a day, a link of a resident for an hour.
      schedule: '40 * * * *',
      async run(_payload, services) {
        for (const { rule, deleted } of await enforceRetention(rules, services))
          if (deleted > 0) services.log.info({ rule: rule.name, deleted }, 'a rule of retention deleted')
      },
    },
    {
      name: 'core.clear-uploads',
      schedule: '30 3 * * *',
      run: (_payload, { config }) => clearUploads(uploadFolder(config)),
    },
    {
      // PostgreSQL does this by itself (autovacuum); the embedded one does not, and plans badly without knowing its tables.
      name: TIDY,
      schedule: '10 4 * * *',
      async run(_payload, { config, sql }) {
        if (config.databaseUrl === undefined) await sql.script('vacuum analyze')
      },
    },
  ]
}
