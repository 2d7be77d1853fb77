import { clearUploads, uploadFolder } from '#core/files/save-upload.ts'
import { forgetLetters } from '#core/mail/outbox-mail.ts'
import type { Job } from './jobs.ts'

/** What core itself cleans up at night: letters after thirty days, uploads whose process ended in between. */
export const coreJobs: readonly Job[] = [
  {
    name: 'core.forget-letters',
    schedule: '20 3 * * *',
    run: (_payload, { sql, clock }) => forgetLetters(sql, clock),
  },
  {
    name: 'core.clear-uploads',
    schedule: '30 3 * * *',
    run: (_payload, { config }) => clearUploads(uploadFolder(config)),
  },
]
