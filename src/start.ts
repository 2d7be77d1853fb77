import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import { systemClock } from '#core/clock.ts'
import type { Config } from '#core/config.ts'
import { openDatabase, type Database } from '#core/database/database.ts'
import { migrate } from '#core/database/migrate.ts'
import { openFiles } from '#core/files/open-files.ts'
import { coreJobs } from '#core/jobs/core-jobs.ts'
import { startJobs } from '#core/jobs/jobs.ts'
import type { Log } from '#core/log.ts'
import { openMail } from '#core/mail/open-mail.ts'
import { listenersOf } from '#core/outbox/outbox.ts'
import { openSealer } from '#core/sealing.ts'
import type { Services } from '#core/services.ts'
import { openSigner } from '#core/signing.ts'
import { openThrottle } from '#core/throttle/throttle.ts'
import { firstSignInLinks, hasOperator } from '#modules/region/public.ts'
import { demonstrationWatch, fillDemonstration } from '#web/demonstration.ts'
import { retentionOf } from '#web/retention/rules.ts'
import { createServer } from '#web/server.ts'
import { modules } from './app.ts'

/** The parts that the server and the commands share. */
export interface Foundation {
  readonly database: Database
  readonly services: Services
}

/** Opens the database, brings it up to date and prepares every capability. `join`: beside a server that runs already. */
export async function layFoundation(config: Config, log: Log, choices: { join?: boolean } = {}): Promise<Foundation> {
  const database = await openDatabase({ ...config, log, ...choices })
  try {
    const { sql } = database
    await migrate(
      sql,
      modules.map(({ name, folder }) => ({ module: name, folder })),
    )
    const sign = await openSigner(sql)
    const services: Services = {
      sql,
      config,
      log,
      clock: systemClock,
      mail: openMail(config, sql, systemClock),
      files: openFiles(join(config.dataFolder, 'files')),
      sign,
      ...(await openSealer(config)),
      throttle: openThrottle({ sql, clock: systemClock, sign }),
    }
    for (const module of modules) await module.prepare?.(services)
    return { database, services }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** A square that runs. */
export interface Square {
  readonly server: FastifyInstance
  /** Where it listens. */
  readonly address: string
  /** One-time links of a first start, for the log. */
  readonly signInLinks: readonly string[]
  stop(): Promise<void>
}

/** Starts everything: database, capabilities, background work, server. */
export async function startSquare(config: Config, log: Log): Promise<Square> {
  const { database, services } = await layFoundation(config, log)
  try {
    return await openSquare({ database, services })
  } catch (error) {
    await database.close()
    throw error
  }
}

async function openSquare({ database, services }: Foundation): Promise<Square> {
  const { config, log } = services
  const filled = await fillDemonstration(modules, services)
  const needsDoor = filled === 'now' || (filled !== 'elsewhere' && !(await hasOperator(services.sql)))
  const signInLinks = needsDoor ? await firstSignInLinks(services) : []
  const jobs = await startJobs({
    database,
    services,
    log,
    jobs: [...coreJobs(retentionOf(modules)), ...modules.flatMap((module) => module.jobs ?? [])],
    listeners: listenersOf(modules),
  })
  const server = await createServer({ modules, services, ping: database.ping, demoShown: demonstrationWatch(services) })
  const address = await server.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await jobs.stop()
    throw error
  })
  const served = await openServed(services).catch(async (error: unknown) => {
    await server.close()
    await jobs.stop()
    throw error
  })
  return {
    server,
    address,
    signInLinks,
    async stop() {
      for (const one of served.toReversed()) await one.stop()
      await server.close()
      await jobs.stop()
      await database.close()
    },
  }
}

/** What capabilities keep open besides HTTP. When one cannot be opened, those before it are closed. */
async function openServed(services: Services): Promise<{ stop(): Promise<void> }[]> {
  const served: { stop(): Promise<void> }[] = []
  try {
    for (const module of modules) {
      const one = await module.serve?.(services)
      if (one !== undefined) served.push(one)
    }
    return served
  } catch (error) {
    for (const one of served) await one.stop()
    throw error
  }
}
