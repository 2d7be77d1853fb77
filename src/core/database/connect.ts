import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#core/log.ts'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'
import { bindValue, statementText } from './parameters.ts'
import { resultTypes } from './results.ts'
import type { Sql } from './sql.ts'

/** A statement as plain text with `$1` values, answered as plain `pg` does: for libraries that bring their own SQL. */
export type Execute = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>

/** A pool of connections to one database. */
export interface Connections {
  readonly sql: Sql
  readonly execute: Execute
  /** Throws when the database does not answer within two seconds. */
  ping(): Promise<void>
  /** Waits for the statements under way, at most ten seconds. May be called twice. */
  close(): Promise<void>
}

interface Transaction {
  readonly pool: pg.Pool
  open: boolean
}

type Run = (query: pg.QueryConfig) => Promise<pg.QueryResult<Record<string, unknown>>>

const underWay = new AsyncLocalStorage<Transaction>()

/**
 * Opens a pool. A connection that cannot be made is tried again during `patienceSeconds` (nothing was sent yet, so that
 * is safe); a statement whose connection breaks is not, since it may have been carried out: it fails with the `Problem`
 * `database-unavailable` (503). A broken connection never returns to the pool.
 */
export function connect(config: pg.PoolConfig, log: Log, patienceSeconds = 10): Connections {
  const pool = new pg.Pool({
    max: 10,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 30_000,
    types: resultTypes,
    ...config,
  })
  // Without listeners a connection that breaks would end the process; its statements fail by themselves.
  pool.on('error', (error) => log.debug({ reason: error.message }, 'an idle database connection broke'))
  pool.on('connect', (client) => client.on('error', () => {}))

  async function run(query: pg.QueryConfig): Promise<pg.QueryResult<Record<string, unknown>>> {
    refuseInsideTransaction(pool)
    const client = await checkOut(pool, patienceSeconds)
    let broken = false
    try {
      return await client.query(query)
    } catch (error) {
      broken = isBroken(error)
      // A script may have opened a transaction of its own before it failed: it must not stay with the connection.
      if (!broken && !query.values) await client.query('rollback').catch(() => (broken = true))
      throw explained(error)
    } finally {
      client.release(broken)
    }
  }

  async function transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    refuseInsideTransaction(pool)
    const client = await checkOut(pool, patienceSeconds)
    return inTransaction(pool, client, work)
  }

  return {
    sql: asSql(run, transaction),
    execute: async (text, values) => run({ text, values, types: pg.types }),
    async ping() {
      const late = pause(2000, undefined, { ref: false }).then(() => {
        throw unavailable(new Error('no answer within 2 seconds'))
      })
      await Promise.race([run({ text: 'select 1' }), late])
    },
    async close() {
      if (!pool.ending) await Promise.race([pool.end(), pause(10_000, undefined, { ref: false })])
    },
  }
}

function asSql(run: Run, transaction: Sql['transaction']): Sql {
  async function ask<Row extends object>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> {
    const result = await run({ text: statementText(strings), values: values.map(bindValue) })
    if (Array.isArray(result)) throw new TypeError('This is more than one statement: use sql.script for it.')
    // The shape of the rows is the promise of the SELECT beside the type, in the store file.
    return result.rows as Row[]
  }
  return Object.assign(ask, {
    script: async (text: string) => {
      await run({ text })
    },
    transaction,
  })
}

async function inTransaction<Result>(
  pool: pg.Pool,
  client: pg.PoolClient,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const state: Transaction = { pool, open: true }
  let last: Promise<unknown> = Promise.resolve()
  let broken = false

  // One connection carries one statement at a time: what is asked at the same moment waits its turn.
  const inTurn: Run = (query) => {
    const mine = last.then(() => client.query<Record<string, unknown>>(query))
    last = mine.catch((error: unknown) => {
      broken ||= isBroken(error)
    })
    return mine.catch((error: unknown) => {
      throw explained(error)
    })
  }
  const ask: Run = async (query) => {
    if (!state.open) throw new Error('This transaction is over: await everything that it does before it ends.')
    return inTurn(query)
  }
  const sql: Sql = asSql(ask, (inner) => inner(sql))

  try {
    await inTurn({ text: 'begin' })
    const result = await underWay.run(state, () => work(sql))
    state.open = false
    const end = await inTurn({ text: 'commit' })
    // After a statement that failed, PostgreSQL answers COMMIT with a rollback, without an error.
    if (end.command !== 'COMMIT')
      throw new Error('Nothing was kept: a statement in this transaction had failed and its error was not passed on.')
    return result
  } catch (error) {
    state.open = false
    await inTurn({ text: 'rollback' }).catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Within a transaction, statements go through its own `sql`. On the embedded database any other connection waits for
 * the transaction to end, which then waits for that connection: everything would stand still.
 */
function refuseInsideTransaction(pool: pg.Pool): void {
  const transaction = underWay.getStore()
  if (transaction?.open && transaction.pool === pool)
    throw new Error(
      'Inside a transaction, use the `sql` that it gives you: another connection would wait for it forever.',
    )
}

async function checkOut(pool: pg.Pool, patienceSeconds: number): Promise<pg.PoolClient> {
  const until = performance.now() + patienceSeconds * 1000
  for (let wait = 25; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isBroken(error)) throw error
      if (performance.now() + wait > until) throw unavailable(error)
      await pause(wait)
    }
  }
}

/** Socket errors, and the conditions of a server that is stopping or starting (PostgreSQL, appendix A, class 08 and 57P). */
const BROKEN_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03']
const BROKEN_TEXTS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
]

function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    BROKEN_CODES.includes(code) || code.startsWith('08') || BROKEN_TEXTS.some((text) => error.message.startsWith(text))
  )
}

function explained(error: unknown): unknown {
  return isBroken(error) ? unavailable(error) : error
}

function unavailable(cause: unknown): Problem {
  return new Problem('database-unavailable', 503, messages.say('unavailable'), { cause })
}
