// What levels, silence and live values ask of the database with 100,000 datastreams (or as many as `STREAMS` says), of which 10,000 have levels
// and 2,000 are listened to. Baseline of silence: reading the same rows of `latest` without asking anything of them. Baseline of live: the
// last value of the same datastreams read once more. Wanted: silence ≤ 100 ms, judging at rest ≤ 50 ms, live at rest ≤ 20 ms.
import { modules } from '../src/app.ts'
import { openTestServices } from '../src/core/testing.ts'
import { openTestDatabase } from '../src/core/database/testing.ts'
import { judgeStored } from '../src/modules/observations/alerts/judge-stored.ts'
import { fallSilent } from '../src/modules/observations/alerts/silence-store.ts'
import { watchSilence } from '../src/modules/observations/alerts/watch-silence.ts'
import { batchBuilder } from '../src/modules/observations/batch.ts'
import { freshOf, snapshotNow } from '../src/modules/observations/live/live-store.ts'
import { microsecondsOf } from '../src/modules/observations/model.ts'
import { addObservations } from '../src/modules/observations/store/add.ts'
import { readyComingMonths } from '../src/modules/observations/store/ready-months.ts'
import { fillVocabulary } from '../src/modules/observations/vocabulary/fill.ts'

const STREAMS = Number(process.env['STREAMS'] ?? 100_000)
const LEVELS = STREAMS / 10
const HEARD = Math.min(2000, STREAMS)
const BATCH = 10_000

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
const services = await openTestServices(database.sql, { now: '2026-03-02T11:00:00Z' })
const { sql, clock } = services
try {
  await fillVocabulary(services)
  await readyComingMonths(sql, clock())
  await sql.script(`
    insert into observations.thing (owner, name, created_at, updated_at) select 'body-' || n % 65, 'thing ' || n, now(), now() from generate_series(1, ${STREAMS}) n;
    insert into observations.sensor (owner, name, encoding_type, metadata, created_at, updated_at) values ('leuven', 'x', 'text/plain', '{}', now(), now());
    insert into observations.datastream (owner, thing, sensor, observed_property, name, observation_type, result_kind, unit, period_seconds, created_at, updated_at)
    select 'body-' || n % 65, n, 1, 1, 'stream ' || n, 'x', 'number', '{}', 60, now(), now() from generate_series(1, ${STREAMS}) n`)
  for (let minute = 0; minute < 6; minute++) await storeAll(minute)
  const learned = await seconds(async () => {
    for (let run = 0; run < 6; run++) await watchSilence(services)
  })
  await sql.script('analyze')
  console.log(
    `${database.kind}: rhythm of ${STREAMS.toLocaleString('en')} datastreams learned in ${learned.toFixed(1)} s`,
  )

  const quiet = await best(() => watchSilence(services))
  console.log(`  listening for silence when all speak: ${quiet.toFixed(0)} ms, with everything around it`)
  const statement = await best(() =>
    rolledBack((within, now) => fallSilent(within, { now, shortest: 900, since: now.subtract({ hours: 9 }) })),
  )
  console.log(`  the statement that finds silence: ${statement.toFixed(1)} ms when all speak`)
  // One in a hundred stops; the others go on.
  services.wait({ minutes: 20 })
  await sql`update observations.latest set last_received_at = ${clock()} where datastream % 100 <> 0`
  const some = await best(() =>
    rolledBack((within, now) => fallSilent(within, { now, shortest: 900, since: now.subtract({ hours: 9 }) })),
  )
  const read = await best(() => sql`select count(last_received_at) from observations.latest`)
  console.log(
    `  ${some.toFixed(1)} ms when ${STREAMS / 100} stopped; baseline: counting the rows of latest ${read.toFixed(1)} ms`,
  )
  const all = await seconds(async () => void (await watchSilence(services)))
  console.log(`  noticing these ${STREAMS / 100}, with their events: ${(all * 1000).toFixed(0)} ms`)

  await sql`
    insert into observations.level (datastream, owner, above_alarm, set_at)
    select id, owner, 1e9, ${clock()} from observations.datastream where id <= ${LEVELS}`
  console.log(
    `  ${LEVELS.toLocaleString('en')} levels judged for the first time: ${(await seconds(async () => void (await judgeStored(services)))).toFixed(1)} s`,
  )
  const rest = await best(() => judgeStored(services))
  await storeAll(6)
  const judged = await seconds(async () => void (await judgeStored(services)))
  console.log(`  judging at rest ${rest.toFixed(1)} ms; a fresh value of each: ${judged.toFixed(1)} s`)

  const datastreams = Array.from({ length: HEARD }, (_, index) => index + 1)
  const since = await snapshotNow(sql)
  const still = await best(async () => freshOf(sql, { datastreams, since, now: clock() }))
  await storeAll(7)
  const fresh = await best(async () => {
    const { rows } = await freshOf(sql, { datastreams, since, now: clock() })
    if (rows.length !== HEARD) throw new Error(`${rows.length} values were told, not ${HEARD}.`)
  })
  const last = await best(
    () => sql`
      select v.at from unnest(${datastreams}::int[]) as d (id) cross join lateral (
        select at from observations.observation where datastream = d.id order by at desc limit 1) v`,
  )
  console.log(
    `  live, ${HEARD} datastreams: ${still.toFixed(1)} ms at rest, ${fresh.toFixed(1)} ms when all of them spoke; baseline: their last value ${last.toFixed(1)} ms`,
  )
} finally {
  services.close()
  await database.close()
}

/** A value of each datastream, a minute later. */
async function storeAll(minute: number): Promise<void> {
  services.wait({ minutes: 1 })
  const at = microsecondsOf(clock())
  for (let from = 1; from <= STREAMS; from += BATCH) {
    const builder = batchBuilder(BATCH)
    for (let id = from; id < from + BATCH && id <= STREAMS; id++) builder.add(id, at, Number.NaN, minute)
    await sql.transaction((within) => addObservations(within, builder.take(), clock()))
  }
}

async function rolledBack(work: (within: typeof sql, now: Temporal.Instant) => Promise<unknown>): Promise<void> {
  const undo = new Error('undo')
  await sql
    .transaction(async (within) => {
      await work(within, clock())
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** The shortest of seven times, in milliseconds. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 7; turn++) times.push((await seconds(async () => void (await work()))) * 1000)
  return Math.min(...times)
}
