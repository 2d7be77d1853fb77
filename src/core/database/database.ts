import { mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { PoolConfig } from 'pg'
import type { Log } from '#core/log.ts'
import { connect, type Execute } from './connect.ts'
import { startEmbedded, type Embedded } from './embedded.ts'
import { findHolder } from './folder-lock.ts'
import { socketFolderOf } from './socket-folder.ts'
import type { Sql } from './sql.ts'

/** The open database. */
export interface Database {
  readonly sql: Sql
  /** `embedded`: PostgreSQL in WASM, of this house; `server`: a PostgreSQL that `DATABASE_URL` names. */
  readonly kind: 'embedded' | 'server'
  /** How `pg` reaches it, for tools such as `pg_dump`. */
  readonly connection: PoolConfig
  /** Runs a statement as plain `pg` does: for libraries that bring their own SQL, such as pg-boss. */
  readonly execute: Execute
  /** Process id of the embedded database that this process started. */
  readonly embeddedPid: () => number | undefined
  /** Throws when the database does not answer within two seconds. */
  ping(): Promise<void>
  /** Waits for what is under way and closes; the embedded database is stopped when this process started it. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** A PostgreSQL of version 15 or later; undefined for the embedded one. */
  readonly databaseUrl: string | undefined
  /** The embedded database lives in `postgres` in this folder. */
  readonly dataFolder: string
  readonly log: Log
  /** Use the embedded database of a process that is already running, when there is one: for commands beside the server. */
  readonly join?: boolean
}

/**
 * Opens the database. Without `databaseUrl` it starts the embedded one, with its data in `<dataFolder>/postgres`.
 * Throws `FolderInUse` when another process has that folder (unless `join`), and an error that tells why when a server
 * is not reached or too old.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl !== undefined) return openServer(options.databaseUrl, options.log)
  mkdirSync(resolve(options.dataFolder), { recursive: true })
  const dataFolder = realpathSync(options.dataFolder)
  const running = options.join ? findHolder(dataFolder) : undefined
  if (running) return overSocket(running.socketFolder, options.log, undefined)
  const socketFolder = socketFolderOf(dataFolder)
  return overSocket(socketFolder, options.log, await startEmbedded({ dataFolder, socketFolder }, options.log))
}

/** The database behind a local socket; `embedded` is the child process, when it is ours. */
export function overSocket(socketFolder: string, log: Log, embedded: Embedded | undefined): Database {
  const connection = {
    host: socketFolder,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
  }
  const connections = connect(connection, log)
  return {
    ...connections,
    kind: 'embedded',
    connection,
    embeddedPid: () => embedded?.pid,
    async close() {
      await connections.close()
      await embedded?.close()
    },
  }
}

const OLDEST_SERVER = 150_000

/** Connects to a PostgreSQL server; `server_version_num` 150000 is version 15. */
export async function openServer(databaseUrl: string, log: Log): Promise<Database> {
  const connection = { connectionString: databaseUrl }
  const connections = connect(connection, log)
  try {
    const [found] = await connections.sql<{ version: number }>`
      select current_setting('server_version_num')::int as version`
    if ((found?.version ?? 0) < OLDEST_SERVER)
      throw new Error(`PostgreSQL 15 or later is needed; DATABASE_URL leads to ${found?.version}.`)
  } catch (error) {
    await connections.close()
    throw error
  }
  return { ...connections, kind: 'server', connection, embeddedPid: () => undefined }
}
