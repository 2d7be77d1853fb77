import { mkdir, statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig, type Config } from '#core/config.ts'
import { openDatabase } from '#core/database/database.ts'
import { createLog } from '#core/log.ts'
import { checkMail } from '#core/mail/smtp-mail.ts'
import { explainCause } from '#core/problem.ts'

const LEAST_FREE_BYTES = 1024 ** 3
const MOST_CLOCK_SECONDS = 5

interface Finding {
  readonly ok: boolean
  readonly about: string
}

/** `streekplein doctor`: what is in force, secrets masked, and whether what the square leans on works. */
export async function doctor(): Promise<number> {
  const { config, inForce } = readConfig(process.env)
  console.log('Settings in force')
  for (const { name, value, source, about } of inForce)
    console.log(`  ${name.padEnd(17)} ${value}  (${source})  ${about}`)
  console.log('\nChecks')
  const findings = [...(await checkDatabaseAndClock(config)), await checkDisk(config), await checkPost(config)]
  for (const { ok, about } of findings) console.log(`  ${ok ? 'good ' : 'WRONG'}  ${about}`)
  return findings.every(({ ok }) => ok) ? 0 : 1
}

async function checkDatabaseAndClock(config: Config): Promise<Finding[]> {
  try {
    const database = await openDatabase({ ...config, log: createLog('silent'), join: true })
    try {
      const [row] = await database.sql<{ version: string; now: Temporal.Instant }>`
        select current_setting('server_version') as version, clock_timestamp() as now`
      const kind = database.kind === 'embedded' ? 'embedded' : 'server'
      const apart = row === undefined ? Infinity : Math.abs(Temporal.Now.instant().since(row.now).total('seconds'))
      return [
        { ok: true, about: `database: ${kind}, PostgreSQL ${row?.version}` },
        {
          ok: apart <= MOST_CLOCK_SECONDS,
          about: `clock: ${Temporal.Now.instant().toString({ smallestUnit: 'second' })}, ${apart.toFixed(1)} s from the database`,
        },
      ]
    } finally {
      await database.close()
    }
  } catch (error) {
    return [{ ok: false, about: `database: ${explainCause(error)}` }]
  }
}

async function checkDisk({ dataFolder }: Config): Promise<Finding> {
  try {
    await mkdir(dataFolder, { recursive: true })
    const probe = join(dataFolder, `.doctor-${process.pid}`)
    await writeFile(probe, 'good')
    await unlink(probe)
    const { bavail, bsize } = await statfs(dataFolder)
    const free = bavail * bsize
    return {
      ok: free >= LEAST_FREE_BYTES,
      about: `disk: ${dataFolder} can be written, ${(free / 1024 ** 3).toFixed(1)} GiB free`,
    }
  } catch (error) {
    return { ok: false, about: `disk: ${error instanceof Error ? error.message : String(error)}` }
  }
}

async function checkPost(config: Config): Promise<Finding> {
  const { ok, explanation } = await checkMail({ ...config, from: config.mailFrom })
  return { ok, about: `mail: ${explanation}` }
}
