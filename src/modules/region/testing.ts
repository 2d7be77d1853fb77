import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#core/config.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { openFiles } from '#core/files/open-files.ts'
import { createLog } from '#core/log.ts'
import { outboxMail } from '#core/mail/outbox-mail.ts'
import type { Services } from '#core/services.ts'
import { openSigner } from '#core/signing.ts'
import { createServer } from '#web/server.ts'
import { region } from './module.ts'

/** The day on which tests happen, after the merger of 2025; noon in Brussels. */
export const TEST_NOW = Temporal.Instant.from('2026-03-02T11:00:00Z')

/** A clock that a test sets by hand. */
export interface TestClock {
  now: Temporal.Instant
}

/** The facts of the region in a fresh database, with a clock that stands still. For the tests of this capability. */
export async function openTestRegion() {
  const database = await openTestDatabase([{ module: region.name, folder: region.folder }])
  const time: TestClock = { now: TEST_NOW }
  const clock = () => time.now
  const services: Services = {
    sql: database.sql,
    clock,
    mail: outboxMail(database.sql, clock),
    files: openFiles(join(tmpdir(), 'streekplein-region-test')),
    config: readConfig({ LOG_LEVEL: 'silent', BASE_URL: 'http://localhost:8080' }).config,
    log: createLog('silent'),
    sign: await openSigner(database.sql),
  }
  await region.prepare?.(services)
  return { services, time, close: () => database.close() }
}

/** The same behind the real server, with the demonstration. */
export async function openTestSquare() {
  const { services, time, close } = await openTestRegion()
  await region.demo?.fill(services)
  const server = await createServer({ modules: [region], services, ping: async () => {}, demoShown: async () => true })
  return {
    services,
    time,
    server,
    async close() {
      await server.close()
      await close()
    },
  }
}
