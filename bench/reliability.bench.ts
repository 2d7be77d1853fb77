// Scores, reports of a network and the map by band over 100,000 datastreams in a region of 65 municipalities (or as many as `STREAMS` says), each with
// `HOURS` hours (default 72), all judged and compared. Baseline: what the page of a network would ask without scores that are kept, which is
// the hours of every datastream.
import { region } from '../src/modules/region/module.ts'
import { observations } from '../src/modules/observations/module.ts'
import { hoursOf } from '../src/modules/observations/reliability/hours-store.ts'
import {
  countNetwork,
  countPlaces,
  countReasons,
  listNetwork,
} from '../src/modules/observations/reliability/network/network-store.ts'
import { scoreAll, windowAt } from '../src/modules/observations/reliability/score-datastreams.ts'
import { openTestSquare } from '../src/web/testing.ts'

const STREAMS = Number(process.env['STREAMS'] ?? 100_000)
const HOURS = Number(process.env['HOURS'] ?? 72)
const TURNS = 5

const square = await openTestSquare([region, observations], { config: { rateLimits: false } })
try {
  const { services } = square
  const { sql } = services
  const now = services.clock()
  const { until } = windowAt(now)
  const municipalities = (await sql<{ nis: string }>`select nis from region.municipality order by nis limit 65`).map(
    ({ nis }) => nis,
  )
  await sql`
    insert into observations.thing (municipality, owner, name, properties, created_at, updated_at)
    select (${municipalities}::text[])[1 + n % ${municipalities.length}::int], 'leuven', 'Post ' || n,
      case when n % 3 > 0 then '{"outdoors": true, "height": 2.5, "area": "urban", "influence": "background"}'::jsonb end, ${now}, ${now}
    from generate_series(1, ${Math.ceil(STREAMS / 4)}::int) n`
  await sql`
    insert into observations.location (municipality, owner, name, encoding_type, location, lon, lat, created_at, updated_at)
    select t.municipality, t.owner, t.name, 'application/geo+json', '{}', 4.3 + (t.id % 1000) / 1500.0, 50.7 + (t.id % 773) / 2000.0, ${now}, ${now}
    from observations.thing t`
  await sql`
    insert into observations.thing_location (thing, location)
    select t.id, l.id from observations.thing t join observations.location l on l.name = t.name`
  await sql`
    insert into observations.sensor (owner, name, encoding_type, metadata, outside_key, created_at, updated_at)
    values ('leuven', 'bench', 'text/plain', '"bench"', 'bench', ${now}, ${now})`
  await sql`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, observation_type, result_kind, unit, ucum,
      period_seconds, created_at, updated_at)
    select t.municipality, t.owner, t.id, s.id, p.id, t.name, '', 'number', '{}', p.unit, 3600, ${now}, ${now}
    from observations.thing t
    cross join (select id, case key when 'air-temperature' then 'Cel' when 'relative-humidity' then '%' else 'ug/m3' end as unit
      from observations.observed_property where key in ('pm2-5', 'pm10', 'air-temperature', 'relative-humidity')) p
    join observations.sensor s on s.name = 'bench'`
  await sql`
    insert into observations.latest (datastream, observations, first_at, last_at, last_until, last_received_at)
    select id, ${HOURS}::int, ${until}::timestamptz - make_interval(hours => ${HOURS}::int), ${until}::timestamptz, ${until}::timestamptz, ${now}
    from observations.datastream`
  for (let from = 1; from <= STREAMS; from += 10_000)
    await sql`
      insert into observations.roll_up (datastream, span, start, count, covered, total)
      select d.id, 'h', ${until}::timestamptz - make_interval(hours => h), 12, 3600, 100
      from observations.datastream d cross join generate_series(1, ${HOURS}::int) h
      where d.id >= ${from} and d.id < ${from + 10_000} and (d.id + h) % 17 > d.id % 9`
  const days = Math.ceil(HOURS / 24) + 1
  await sql`
    insert into observations.judged_day (datastream, day, rules, hours)
    select d.id, (${until}::timestamptz at time zone 'UTC')::date - k, 0, 16777215 from observations.datastream d cross join generate_series(0, ${days}::int) k`
  await sql`
    insert into observations.compared_day (datastream, day, hours)
    select d.id, (${until}::timestamptz at time zone 'UTC')::date - k, 16777215 from observations.datastream d
    cross join generate_series(0, ${days}::int) k where d.id % 4 > 0`
  await sql`
    insert into observations.verdict (datastream, at, turn, number, flag, rules, failed)
    select d.id, ${until}::timestamptz - make_interval(mins => k * 50), 0, 1, 4, 0, array['spike'] from observations.datastream d
    cross join generate_series(1, 20) k where d.id % 20 = 1`
  for (const table of [
    'thing',
    'datastream',
    'latest',
    'roll_up',
    'judged_day',
    'compared_day',
    'verdict',
    'location',
    'thing_location',
  ])
    await sql.script(`vacuum analyze observations.${table}`)

  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const told = (ms: number, name: string) => console.log(`${ms.toFixed(1).padStart(10)} ms  ${name}`)
  console.log(`${STREAMS} datastreams, ${HOURS} hours of each:`)
  told(await timed(() => scoreAll(services)), 'scoring all of them, a night')
  await sql.script('vacuum analyze observations.score')
  told(await timed(() => scoreAll(services)), 'the same again: nothing is left to do')
  const all = { property: undefined, municipalities: undefined, question: 'places' } as const
  const one = { ...all, property: 'pm2-5' }
  const place = { ...one, municipalities: municipalities.slice(3, 4) }
  const page = async (path: string) => {
    const { statusCode } = await square.server.inject({ url: path, headers: { accept: 'text/html' } })
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
  }
  const some = (await sql<{ id: number }>`select id from observations.datastream where id % 41 = 0 limit 1000`).map(
    ({ id }) => id,
  )
  console.log(`medians of ${TURNS}:`)
  for (const [name, work] of [
    ['baseline: the hours of 1,000 datastreams, as a page would ask without scores', () => hoursOf(sql, some, until)],
    ['counts of everything', () => countNetwork(sql, all)],
    ['counts of one property', () => countNetwork(sql, one)],
    ['reasons of one property', () => countReasons(sql, one)],
    ['by municipality, one property', () => countPlaces(sql, one)],
    ['first page of the list, one property', () => listNetwork(sql, one, { limit: 25, offset: 0 })],
    ['counts of one property in one municipality', () => countNetwork(sql, place)],
    ['the whole report of everything', () => page('/nl/sensors/network-report')],
    ['the whole report of one property', () => page('/nl/sensors/network-report?property=pm2-5')],
    ['the report of a datastream', () => page(`/nl/sensors/datastreams/${some[0]}/report`)],
    ['the map by band, at least good', () => page('/nl/sensors?property=pm2-5&least=good&colour=reliability')],
    ['the map without either', () => page('/nl/sensors?property=pm2-5')],
  ] as const) {
    const times: number[] = []
    for (let turn = 0; turn < TURNS; turn++) times.push(await timed(work))
    told(times.toSorted((a, b) => a - b)[Math.floor(TURNS / 2)] ?? 0, name)
  }
} finally {
  await square.close()
}
