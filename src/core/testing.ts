import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from './database/sql.ts'
import { openFiles } from './files/open-files.ts'
import { createLog } from './log.ts'
import type { Letter } from './mail/mail.ts'
import { checkedLetter } from './mail/mail.ts'
import { openSealer } from './sealing.ts'
import type { Services } from './services.ts'
import { openSigner } from './signing.ts'
import { openThrottle } from './throttle/throttle.ts'

/** The outside world of a test: a clock that stands still, a mail box that keeps letters, files in a temporary folder. */
export interface TestServices extends Services {
  /** What was sent, the oldest first. */
  readonly letters: Letter[]
  /** Lets the clock go on. */
  wait(duration: Temporal.DurationLike): void
  /** Throws the files away. The database is closed by whoever opened it. */
  close(): void
}

/**
 * Services for a test on a database with `core` in it (`openTestDatabase([])`). The clock starts at `now`,
 * by default on Wednesday 15 January 2025 at 11:00 in Belgium. What is in `instead` takes the place of the usual.
 */
export async function openTestServices(
  sql: Sql,
  { now = '2025-01-15T10:00:00Z', ...instead }: Partial<Services> & { now?: string } = {},
): Promise<TestServices> {
  const folder = mkdtempSync(join(tmpdir(), 'streekplein-test-'))
  const letters: Letter[] = []
  let moment = Temporal.Instant.from(now)
  const clock = () => moment
  const sign = await openSigner(sql)
  return {
    sql,
    clock,
    mail: { send: async (letter) => void letters.push(checkedLetter(letter)) },
    files: openFiles(join(folder, 'files')),
    config: {
      host: '127.0.0.1',
      port: 0,
      baseUrl: 'https://streekplein.example',
      databaseUrl: undefined,
      dataFolder: folder,
      secretKey: undefined,
      demo: false,
      smtpUrl: undefined,
      contactEmail: undefined,
      mailFrom: 'Streekplein <post@streekplein.example>',
      mailIn: undefined,
      basemap: undefined,
      logLevel: 'silent',
      mqttPort: undefined,
      mqttUrl: undefined,
      observationsMonths: undefined,
      trustProxy: false,
      rateLimits: false,
    },
    log: createLog('silent'),
    sign,
    ...(await openSealer({ secretKey: undefined, dataFolder: folder })),
    throttle: openThrottle({ sql, clock, sign }),
    ...instead,
    letters,
    wait(duration) {
      moment = moment.add(duration)
    },
    close() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
