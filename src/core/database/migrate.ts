import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MigrationRefused } from './migration-refused.ts'
import type { Sql } from './sql.ts'
import { makeVisitorRole } from './walls.ts'

/** A room with a `schema` folder: the name is also the name of its PostgreSQL schema. */
export interface Room {
  readonly module: string
  readonly folder: string
}

/** What was done: one line for each migration that ran now. */
export interface Applied {
  readonly module: string
  readonly file: string
}

interface Migration {
  readonly number: number
  readonly file: string
  readonly text: string
  readonly checksum: string
}

const CORE: Room = { module: 'core', folder: join(import.meta.dirname, '..') }
/** "streek" as a number: any number will do, as long as only migrations take this lock. */
const LOCK = 0x737472656b

/**
 * Brings the database up to date: `core` first, then the rooms in the given order, of each its
 * `schema/NNNN-name.sql` files in the order of their numbers. Each file runs once, in a transaction of its own, and is
 * remembered with its checksum. Safe when two processes start at once. Throws `MigrationRefused` when a file was
 * edited after it ran, when a number is missing, and when the database is newer than the code.
 */
export async function migrate(sql: Sql, rooms: readonly Room[]): Promise<Applied[]> {
  const all = [CORE, ...rooms]
  await prepare(sql)
  await makeVisitorRole(sql)
  const plans = all.map((room) => ({ room, migrations: readMigrations(room) }))
  for (const { room, migrations } of plans) await compare(sql, room, migrations)
  const applied: Applied[] = []
  for (const { room, migrations } of plans)
    for (const migration of migrations)
      if (await apply(sql, room, migration)) applied.push({ module: room.module, file: migration.file })
  return applied
}

/** The migrations of a room, checked: numbered from 0001 without gaps. */
function readMigrations(room: Room): Migration[] {
  if (!/^[a-z][a-z0-9_]*$/.test(room.module))
    throw new MigrationRefused(`"${room.module}" cannot be the name of a PostgreSQL schema: use a to z, 0 to 9 and _.`)
  const folder = join(room.folder, 'schema')
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.sql'))
        .toSorted()
    : []
  return files.map((file, position) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
    if (number !== position + 1)
      throw new MigrationRefused(
        `${room.module}/schema/${file} should have the number ${String(position + 1).padStart(4, '0')}: ` +
          'migrations are called NNNN-name.sql and count from 0001 without gaps.',
      )
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    return { number, file, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

async function prepare(sql: Sql): Promise<void> {
  await sql.transaction(async (within) => {
    await within`select pg_advisory_xact_lock(${LOCK}::bigint)`
    await within.script(`
      create schema if not exists core;
      create table if not exists core.migration (
        module text not null,
        number integer not null,
        file text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        primary key (module, number)
      );`)
  })
}

async function compare(sql: Sql, room: Room, migrations: readonly Migration[]): Promise<void> {
  const done = await sql<{ number: number; file: string; checksum: string }>`
    select number, file, checksum from core.migration where module = ${room.module} order by number`
  for (const { number, file, checksum } of done) {
    const own = migrations.find((migration) => migration.number === number)
    if (!own)
      throw new MigrationRefused(
        `The database is newer than this version of Streekplein: it knows ${room.module}/schema/${file}. ` +
          'Start the newer version, or restore a backup from before it.',
      )
    if (own.checksum !== checksum)
      throw new MigrationRefused(
        `${room.module}/schema/${own.file} was changed after it ran on this database. ` +
          'Put it back as it was, and write the change as the next number.',
      )
  }
}

/** Runs a migration, unless another process did so in the meantime. The lock lasts until the end of the transaction. */
async function apply(sql: Sql, room: Room, migration: Migration): Promise<boolean> {
  return sql.transaction(async (within) => {
    await within`select pg_advisory_xact_lock(${LOCK}::bigint)`
    const done = await within`
      select 1 from core.migration where module = ${room.module} and number = ${migration.number}`
    if (done.length > 0) return false
    if (migration.number === 1) await within.script(`create schema if not exists "${room.module}"`)
    try {
      await within.script(migration.text)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`${room.module}/schema/${migration.file} failed: ${reason}`, { cause: error })
    }
    await within`
      insert into core.migration (module, number, file, checksum)
      values (${room.module}, ${migration.number}, ${migration.file}, ${migration.checksum})`
    return true
  })
}
