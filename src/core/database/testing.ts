import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createLog } from '#core/log.ts'
import { openServer, overSocket, type Database } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { migrate, type Room } from './migrate.ts'

/**
 * A fresh, empty database for a test; `close()` throws it away. With `TEST_DATABASE_URL` it is a new database on that
 * PostgreSQL (whose user may create databases), otherwise an embedded one in memory. With `rooms` (even an empty list),
 * `core` and those rooms are migrated.
 */
export async function openTestDatabase(rooms?: readonly Room[]): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL']
  const database = url ? await openOnServer(url) : await openInMemory()
  if (!rooms) return database
  try {
    await migrate(database.sql, rooms)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

async function openInMemory(): Promise<Database> {
  const log = createLog('error')
  const socketFolder = mkdtempSync(join(tmpdir(), 'sp-'))
  const embedded = await startEmbedded({ socketFolder, template: templatePath() }, log)
  const database = overSocket(socketFolder, log, embedded)
  return {
    ...database,
    async close() {
      await database.close()
      rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}

/** An empty database is made once for each version and user, then copied: half a second instead of three. */
function templatePath(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { version } = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')) as { version: string }
  return join(tmpdir(), `streekplein-empty-${version}-${userInfo().username}.tar`)
}

async function openOnServer(url: string): Promise<Database> {
  const log = createLog('error')
  const name = `streekplein_test_${randomBytes(6).toString('hex')}`
  const office = await openServer(url, log)
  await office.execute(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = await openServer(own.href, log)
  return {
    ...database,
    async close() {
      await database.close()
      await office.execute(`drop database if exists ${name} with (force)`)
      await office.close()
    },
  }
}
