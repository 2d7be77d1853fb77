// How fast values are judged after they came in, and what the tests say of real values. Baseline: storing the same rows and rolling them up,
// unjudged, in the same run (TEST_DATABASE_URL: PostgreSQL; without, the embedded one). `history`: months of a datastream at once. `live`: each
// round one new value of each datastream, as the job meets them every few minutes. `SERIES=500` for more, `REAL=off` without the real files.
import { existsSync } from 'node:fs'
import { modules } from '../src/app.ts'
import { batchBuilder } from '../src/modules/observations/batch.ts'
import { importObservations } from '../src/modules/observations/ingest/files/import-observations.ts'
import { kindOfRealFile, listRealFiles } from '../src/modules/observations/ingest/files/testing.ts'
import { judgeHours } from '../src/modules/observations/judging/judge-hours.ts'
import { judgeValues } from '../src/modules/observations/judging/judge-values.ts'
import { rollUpStale } from '../src/modules/observations/roll-up/roll-up.ts'
import { addObservations } from '../src/modules/observations/store/add.ts'
import { haveDatastreams, haveThings } from '../src/modules/observations/store/described.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'

const SERIES = Number(process.env['SERIES'] ?? 200)
const DAYS = 14
const PER_DAY = 288
const ROUNDS = 24
const PER_BATCH = 20_000
const DATA = '../shared/data'
const MICROSECONDS_OF_STEP = 300_000_000
const BEGIN = Temporal.Instant.from('2026-02-01T00:00:00Z')

/** A third each: fine dust with the coarse dust beside it, temperature, and noise. */
const KINDS = [
  [
    ['pm2-5', 'ug/m3'],
    ['pm10', 'ug/m3'],
  ],
  [['air-temperature', 'Cel']],
  [['sound-level', 'dB(A)']],
] as const

await synthetic()
if (process.env['REAL'] !== 'off') await real()

async function synthetic(): Promise<void> {
  const square = await openTestSquare(modules)
  const { services } = square
  try {
    const streams = await things(square)
    const begin = BEGIN.epochMilliseconds * 1000
    const stored = await seconds(async () => {
      await add(square, { streams, from: 0, steps: DAYS * PER_DAY, begin })
      await rollUpStale(services)
    })
    const rows = streams.length * DAYS * PER_DAY
    let judged = 0
    const took = await seconds(async () => {
      judged = await judgeValues(services)
    })
    tell('history', { rows, judged, stored, took })
    const hours = await seconds(() => judgeHours(services))
    console.log(`stations of ${DAYS * 24} hours compared with each other: ${hours.toFixed(1)} s`)
    await services.sql.script(
      'analyze observations.observation; analyze observations.verdict; analyze observations.judged_day',
    )
    const [live, judging] = [{ stored: 0, took: 0, judged: 0 }, DAYS * PER_DAY]
    for (let round = 0; round < ROUNDS; round += 1) {
      live.stored += await seconds(async () => {
        await add(square, { streams, from: judging + round, steps: 1, begin })
        await rollUpStale(services)
      })
      live.took += await seconds(async () => {
        live.judged += await judgeValues(services)
      })
    }
    tell('live', { rows: streams.length * ROUNDS, ...live })
  } finally {
    await square.close()
  }
}

function tell(
  name: string,
  { rows, judged, stored, took }: Readonly<Record<'rows' | 'judged' | 'stored' | 'took', number>>,
): void {
  const rate = (count: number, time: number) => Math.round(count / time).toLocaleString('en')
  console.log(
    `${name}: ${rows.toLocaleString('en')} values stored and rolled up in ${stored.toFixed(1)} s (${rate(rows, stored)}/s), judged in ` +
      `${took.toFixed(1)} s (${rate(rows, took)}/s, flags written or confirmed for ${judged.toLocaleString('en')}): ${(took / stored).toFixed(2)} times as long`,
  )
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

async function things({ services }: TestSquare): Promise<number[]> {
  const now = services.clock()
  const whose = { owner: 'leuven', municipality: '24062', description: '', properties: {} }
  const ids: number[] = []
  for (let k = 0; ids.length < SERIES; k += 1) {
    const kind = KINDS[k % KINDS.length] ?? KINDS[0]
    const made = await services.sql.transaction(async (sql) => {
      const place = { lon: 4.6 + (k % 20) / 100, lat: 50.8 + Math.floor(k / 20) / 100 }
      const [thing] = await haveThings(sql, [{ ...whose, key: `bench-${k}`, name: `bench-${k}`, place }], now)
      return haveDatastreams(
        sql,
        kind.map(([property, ucum]) => ({ ...whose, key: `bench-${k}-${property}`, name: property, thing: thing?.id ?? 0, sensor: 'x', property, kind: 'number' as const, unit: { name: ucum, symbol: ucum }, ucum, periodSeconds: 300 })), // prettier-ignore
        now,
      )
    })
    ids.push(...made.map(({ id }) => id))
  }
  return ids
}

interface Adding {
  readonly streams: readonly number[]
  readonly from: number
  readonly steps: number
  readonly begin: number
}

/** A day goes up and down, with noise; one value in five hundred is far off. */
async function add({ services }: TestSquare, { streams, from, steps, begin }: Adding): Promise<void> {
  let state = 12_345 + from
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  let [builder, size] = [batchBuilder(), 0]
  const send = async () => {
    const batch = builder.take()
    await services.sql.transaction((sql) => addObservations(sql, batch, services.clock()))
    ;[builder, size] = [batchBuilder(), 0]
  }
  for (const stream of streams)
    for (let step = from; step < from + steps; step += 1) {
      const usual = 15 + 5 * Math.sin((step / PER_DAY) * 2 * Math.PI) + random()
      builder.add(stream, begin + step * MICROSECONDS_OF_STEP, Number.NaN, random() < 0.002 ? 150 : usual)
      if ((size += 1) >= PER_BATCH) await send()
    }
  if (size > 0) await send()
}

/** What the tests that the program proposes say of real values. */
async function real(): Promise<void> {
  if (!existsSync(DATA)) return console.log(`${DATA} is not here: nothing to say of real values`)
  const square = await openTestSquare(modules)
  const { services } = square
  try {
    const stored = await seconds(async () => {
      for (const file of listRealFiles(DATA))
        await importObservations({ file, options: { as: kindOfRealFile(file) ?? '' }, progress: () => {} }, services)
    })
    // Each series as a whole: the roll-up, which marks hour by hour, takes much longer than all else here.
    await services.sql`
      insert into observations.to_judge (datastream, from_at, until_at)
      select l.datastream, date_trunc('hour', l.first_at, 'UTC'), date_trunc('hour', l.last_at, 'UTC') + interval '1 hour'
      from observations.latest l join observations.datastream d on d.id = l.datastream where d.result_kind = 'number'`
    let judged = 0
    const took = await seconds(async () => {
      judged = await judgeValues(services)
    })
    console.log(`\nreal files: imported in ${stored.toFixed(0)} s, judged in ${took.toFixed(0)} s (${judged.toLocaleString('en')} values)`)
    const rows = await services.sql<Record<'property', string> & Record<'streams' | 'values' | 'untested' | 'suspect' | 'failed', number>>`
      with stream as (
        select d.id, p.key, l.observations from observations.datastream d
        join observations.observed_property p on p.id = d.observed_property join observations.latest l on l.datastream = d.id
        where p.key is not null and d.result_kind = 'number'
          and exists (select from observations.judged_day j where j.datastream = d.id))
      select s.key as property, count(*)::int as streams, sum(s.observations)::float8 as values, sum(f.untested)::float8 as untested,
        sum(f.suspect)::float8 as suspect, sum(f.failed)::float8 as failed
      from stream s cross join lateral (
        select count(*) filter (where flag = 2) as untested, count(*) filter (where flag = 3) as suspect,
          count(*) filter (where flag = 4) as failed
        from observations.verdict v where v.datastream = s.id) f
      group by s.key order by s.key`
    const spoke = await services.sql<{ property: string; level: number; test: string; count: number }>`
      select p.key as property, s.level, s.test, count(*)::float8 as count
      from observations.verdict v join observations.datastream d on d.id = v.datastream
      join observations.observed_property p on p.id = d.observed_property
      cross join lateral (select 3 as level, unnest(v.suspect) as test union all select 4, unnest(v.failed)) s
      group by 1, 2, 3 order by 1, 2, 4 desc`
    const share = (count: number, of: number) => `${((100 * count) / of).toFixed(2)} %`
    for (const { property, streams, values, untested, suspect, failed } of rows) {
      const said = (level: number) =>
        spoke
          .filter((one) => one.property === property && one.level === level)
          .map(({ test, count }) => `${test} ${share(count, values)}`)
          .join(', ')
      console.log(`| ${property} | ${streams} | ${values.toLocaleString('en')} | ${share(untested, values)} | ${share(suspect, values)} | ${share(failed, values)} | ${said(3)} | ${said(4)} |`)
    }
  } finally {
    await square.close()
  }
} // prettier-ignore
