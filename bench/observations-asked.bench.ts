// Ten million observations in 2,000 datastreams (`ROWS` for another number), made in the database itself: what is asked back most, over
// HTTP as a page, a map or a program asks it. Baseline: one thing by its id, which is one row. Needs TEST_DATABASE_URL.
// Wanted: newest of 2,000 datastreams ≤ 50 ms; a page of 100 and a count ≤ 10 ms; a month of minutes as a chart ≤ 30 ms; a year by day
// ≤ 20 ms; flag and time by an index.
import { modules } from '../src/app.ts'
import { rollUpStale } from '../src/modules/observations/roll-up/roll-up.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'

const ROWS = Number(process.env['ROWS'] ?? 10_000_000)
const STREAMS = 2000
/** One datastream of minutes has half a year, one of hours a year; the others share what is left, a value each quarter of an hour. */
const MINUTES = 7
const HOURS = 8
const TURNS = 30

async function fill({ services }: TestSquare): Promise<void> {
  const { sql } = services
  const started = performance.now()
  const left = Math.ceil((ROWS - 260_640 - 8760) / (STREAMS - 2))
  await sql.script(`
    insert into observations.thing (owner, municipality, name, created_at, updated_at)
      select 'leuven', '24062', 'thing ' || n, now(), now() from generate_series(1, ${STREAMS}) n;
    insert into observations.sensor (owner, name, encoding_type, metadata, created_at, updated_at) values ('leuven', 'x', 'text/plain', '{}', now(), now());
    insert into observations.datastream (owner, municipality, thing, sensor, observed_property, name, observation_type, result_kind, unit, period_seconds, created_at, updated_at)
      select 'leuven', '24062', n, 1, 1, 'stream ' || n, 'x', 'number', '{}', case n when ${MINUTES} then 60 when ${HOURS} then 3600 else 900 end, now(), now()
      from generate_series(1, ${STREAMS}) n;
    select observations.ready_month(('2025-06-01'::date + make_interval(months => n))::date) from generate_series(0, 14) n;
    create temporary table made as
      select '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute' as at, ${MINUTES} as datastream from generate_series(0, 260639) n
      union all
      select '2025-07-01T00:00:00Z'::timestamptz + n * interval '1 hour', ${HOURS} from generate_series(0, 8759) n
      union all
      select '2026-06-30T23:45:00Z'::timestamptz - n * interval '15 minutes', s
      from generate_series(0, ${left - 1}) n, generate_series(1, ${STREAMS}) s where s not in (${MINUTES}, ${HOURS});
    insert into observations.observation (at, received_at, number, datastream, flag, quality)
      select at, at, 10 + (hashint8(extract(epoch from at)::bigint + datastream) & 1023) / 10.0, datastream,
        case when hashint8(extract(epoch from at)::bigint * 31 + datastream) & 255 = 0 then 4 else 1 end, null
      from made order by at, datastream; -- as they come in: those of one datastream lie far apart
    drop table made;
    insert into observations.latest (datastream, observations, first_at, last_at, last_until, last_received_at)
      select datastream, count(*), min(at), max(at), max(at), max(at) from observations.observation group by datastream;
    -- Those that charts are asked of; rolling up ten million is what the other bench measures.
    insert into observations.stale (datastream, hour)
      select distinct datastream, date_trunc('hour', at) from observations.observation where datastream in (${MINUTES}, ${HOURS})`)
  await rollUpStale(services)
  for (const table of ['observation', 'latest', 'roll_up']) await sql.script(`vacuum analyze observations.${table}`)
  const [kept] = await sql<{ count: number }>`select count(*) from observations.observation`
  console.log(
    `${kept?.count.toLocaleString('en')} observations made in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
}

const newest = (page: string) =>
  `/sensorthings/v1.1/Datastreams?$top=1000&$select=id&$expand=Observations($orderby=phenomenonTime desc;$top=1;$select=phenomenonTime,result)${page}`

const QUESTIONS: readonly (readonly [name: string, paths: string | readonly string[], wanted?: number])[] = [
  ['one thing (baseline)', '/sensorthings/v1.1/Things(7)'],
  ['newest of 2,000 datastreams, two pages', [newest(''), newest('&$filter=id gt 1000')], 50],
  [
    'page of 100 of one datastream',
    '/sensorthings/v1.1/Datastreams(7)/Observations?$orderby=phenomenonTime desc&$top=100',
    10,
  ],
  [
    'page of 100 with what comes next',
    '/sensorthings/v1.1/Datastreams(7)/Observations?$orderby=phenomenonTime asc&resultFormat=dataArray&$skip=5000&$top=100',
    10,
  ],
  ['count of one datastream', '/sensorthings/v1.1/Datastreams(7)/Observations?$count=true&$top=0', 10],
  [
    'a month of minutes as a chart',
    '/api/datastreams/7/roll-ups?span=hour&from=2026-05-01T00:00:00Z&until=2026-06-01T00:00:00Z',
    30,
  ],
  ['a year by day', '/api/datastreams/8/roll-ups?span=day&from=2025-07-01T00:00:00Z&until=2026-07-01T00:00:00Z', 20],
  [
    'failed of one datastream in a month',
    '/sensorthings/v1.1/Datastreams(7)/Observations?$filter=resultQuality/flag eq 4 and phenomenonTime ge 2026-05-01T00:00:00Z and phenomenonTime lt 2026-06-01T00:00:00Z&$top=100',
    10,
  ],
  [
    'failed in an hour, everywhere',
    '/sensorthings/v1.1/Observations?$filter=resultQuality/flag eq 4 and phenomenonTime ge 2026-05-01T10:00:00Z and phenomenonTime lt 2026-05-01T11:00:00Z&$orderby=phenomenonTime&$top=100',
    20,
  ],
  [
    'day of minutes of one datastream',
    '/sensorthings/v1.1/Datastreams(7)/Observations?$filter=phenomenonTime ge 2026-03-02T00:00:00Z and phenomenonTime lt 2026-03-03T00:00:00Z&resultFormat=dataArray&$top=1440',
  ],
]

async function ask({ server }: TestSquare): Promise<void> {
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  const root = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  let baseline = Number.NaN
  for (const [name, asked, wanted] of QUESTIONS) {
    const paths = typeof asked === 'string' ? [asked] : asked
    const times: number[] = []
    for (let turn = -5; turn < TURNS; turn++) {
      const started = performance.now()
      for (const one of paths) await get(`${root}${one.replaceAll(' ', '%20')}`)
      if (turn >= 0) times.push(performance.now() - started)
    }
    const sorted = times.toSorted((a, b) => a - b)
    const median = sorted[TURNS / 2] ?? Number.NaN
    if (Number.isNaN(baseline)) baseline = median
    const met = wanted === undefined ? '' : `, wanted ${wanted}: ${median <= wanted ? 'met' : 'NOT MET'}`
    console.log(
      `  ${name}: ${median.toFixed(1)} ms (${(median / baseline).toFixed(1)} × one row), 95 % within ${(sorted[Math.floor(TURNS * 0.95)] ?? Number.NaN).toFixed(1)} ms${met}`,
    )
  }
}

async function get(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${text.slice(0, 300)}`)
}

/** How PostgreSQL answers a question about flag and time: by the index, and not by looking at everything. */
async function explain({ services: { sql } }: TestSquare): Promise<void> {
  const plan = await sql<{ 'QUERY PLAN': string }>`
    explain select * from observations.observation e
    where e.replaced_at is null and e.flag::float8 = 4 and e.at >= '2026-05-01T10:00:00Z' and e.at < '2026-05-01T11:00:00Z'`
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  console.log(`flag and time: ${/Index.*(flag|float8_at)/i.test(text) ? 'by an index' : 'NOT by an index'}\n${text}`)
}

if (process.env['TEST_DATABASE_URL'] === undefined) {
  console.log('Set TEST_DATABASE_URL to the PostgreSQL that is asked.')
} else {
  const square = await openTestSquare(modules, { config: { rateLimits: false } })
  try {
    await fill(square)
    await ask(square)
    await explain(square)
  } finally {
    await square.close()
  }
}
