// For protocol-gate.test.ts: many connections that ask who they are. Also a program, so that it can be done from a
// second process: `node test-load.js <connection as JSON>`; it tells its parent the outcome.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** What came of it: how many answers, and what was wrong with them. */
export interface Outcome {
  readonly asked: number
  readonly wrong: readonly string[]
}

/**
 * Each connection asks single statements with one, two and three values, errors and transactions in turn, and each
 * answer must carry the name that was sent.
 */
export async function askInParallel(
  connection: pg.ClientConfig,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Outcome> {
  const until = performance.now() + seconds * 1000
  const wrong = new Set<string>()
  let asked = 0

  async function expect(name: string, answer: Promise<pg.QueryResult<{ x: string }>>): Promise<void> {
    try {
      const got = (await answer).rows[0]?.x
      if (got !== name) wrong.add(`asked ${name}, got ${got}`)
    } catch (error) {
      wrong.add(`asked ${name}, got the error ${error instanceof Error ? error.message : String(error)}`)
    }
    asked += 1
  }

  async function askAsOne(number: number): Promise<void> {
    const client = new pg.Client(connection)
    client.on('error', (error) => wrong.add(error.message))
    await client.connect()
    for (let round = 0; performance.now() < until; round += 1) {
      const name = `${process.pid}-${number}-${round}`
      if (round % 3 === 0) await client.query('begin')
      await expect(name, client.query('select $1::text as x', [name]))
      await expect(name, client.query("select $1 || '-' || $2 as x", [`${process.pid}`, `${number}-${round}`]))
      if (round % 3 === 0) await pause(Math.random() * 2)
      await expect(name, client.query('select $2 as x from generate_series(1, $1::int) limit $3', [9, name, 1]))
      if (round % 3 === 0) await client.query(round % 2 === 0 ? 'commit' : 'rollback')
      const failure = await client.query('select 1 / $1::int', [0]).catch((error: unknown) => error)
      if (!(failure instanceof pg.DatabaseError) || failure.code !== '22012')
        wrong.add(`no error, but ${String(failure)}`)
    }
    await client.end()
  }

  await Promise.all(Array.from({ length: connections }, async (_, number) => askAsOne(number)))
  return { asked, wrong: [...wrong].slice(0, 10) }
}

const [program, connection] = process.argv.slice(1)
if (program === import.meta.filename && connection !== undefined) {
  const outcome = await askInParallel(JSON.parse(connection) as pg.ClientConfig, { connections: 5, seconds: 3 })
  process.send?.(outcome)
  process.disconnect?.()
}
