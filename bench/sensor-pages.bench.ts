// The public pages of sensors over 20,000 datastreams (or as many as `STREAMS` says) on 7,000 things: the whole answer, from request to
// compressed-ready HTML. Baseline: the newest value of each by `distinct on` over the observations, which is what `latest` spares.
import { region } from '../src/modules/region/module.ts'
import { observations } from '../src/modules/observations/module.ts'
import { openTestSquare } from '../src/web/testing.ts'

const STREAMS = Number(process.env['STREAMS'] ?? 20_000)
const EACH = 3
const TURNS = 15
const PROPERTIES = ['pm2-5', 'air-temperature', 'bicycles']

const square = await openTestSquare([region, observations], { config: { rateLimits: false } })
try {
  const { sql, clock } = square.services
  const now = clock()
  const things = Math.floor(STREAMS / EACH)
  await sql`select observations.ready_month(month::date) from unnest(array['2026-01-01', '2026-02-01', '2026-03-01']) month`
  await sql`
    with m as (select nis, lon, lat, row_number() over (order by nis) as turn, count(*) over () as all_ from region.municipality
      where valid_until is null),
    made as (
      insert into observations.thing (municipality, owner, name, outside_key, properties, created_at, updated_at)
      select m.nis, 'region-office', 'Post ' || md5(n::text), 'bench/' || n, case when n % 2 = 0 then '{"precision": "area"}'::jsonb else '{}' end, ${now}, ${now}
      from generate_series(1, ${things}::int) n join m on m.turn = 1 + n % m.all_ returning id, municipality, name),
    place as (
      insert into observations.location (municipality, owner, name, encoding_type, location, lon, lat, created_at, updated_at)
      select t.municipality, 'region-office', t.id::text, 'application/geo+json', '{}', m.lon + (t.id * 0.618 % 1 - 0.5) / 10,
        m.lat + (t.id * 0.377 % 1 - 0.5) / 16, ${now}, ${now}
      from made t join m on m.nis = t.municipality returning id, name)
    insert into observations.thing_location (thing, location) select name::int, id from place`
  await sql`
    insert into observations.sensor (owner, name, encoding_type, metadata, outside_key, created_at, updated_at)
    values ('region-office', 'bench', 'text/plain', '"bench"', 'bench', ${now}, ${now})`
  await sql`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, observation_type, result_kind, unit,
      ucum, period_seconds, created_at, updated_at)
    select t.municipality, t.owner, t.id, s.id, p.id, t.name || ' ' || k.key, '', 'number', '{}', p.properties ->> 'ucum', 3600, ${now}, ${now}
    from observations.thing t cross join unnest(${PROPERTIES}::text[]) k (key)
    join observations.observed_property p on p.key = k.key join observations.sensor s on s.name = 'bench'`
  await sql`
    insert into observations.observation (at, received_at, number, datastream)
    select ${now}::timestamptz - make_interval(hours => h + case when d.id % 20 = 0 then 40 else 0 end), ${now}, (d.id * 7 + h * 3) % 60, d.id
    from observations.datastream d cross join generate_series(1, 12) h`
  await sql`
    insert into observations.latest (datastream, observations, first_at, last_at, last_until, last_received_at)
    select datastream, count(*), min(at), max(at), max(at), ${now} from observations.observation group by datastream`
  for (const table of ['thing', 'location', 'thing_location', 'datastream', 'latest', 'observation'])
    await sql.script(`vacuum analyze observations.${table}`)

  const [one] = await sql<{
    id: number
    thing: number
  }>`select max(id) as id, max(thing) as thing from observations.datastream`
  const ask = async (path: string) => {
    const { statusCode } = await square.server.inject({ url: path, headers: { accept: 'text/html' } })
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
  }
  console.log(`${STREAMS} datastreams on ${things} things, medians of ${TURNS}:`)
  for (const [name, work] of [
    [
      'baseline: newest value of each by distinct on',
      () => sql`
      select count(*) from (select distinct on (datastream) datastream, number from observations.observation order by datastream, at desc) o`,
    ],
    ['map and list of the region', () => ask('/nl/sensors')],
    ['map and list, one property', () => ask('/nl/sensors?property=pm2-5')],
    ['map and list, what is silent', () => ask('/nl/sensors?state=silent')],
    ['map and list, a municipality', () => ask('/nl/sensors?municipality=24062&property=bicycles')],
    ['last page of the list', () => ask(`/nl/sensors?page=${Math.ceil(things / 25)}`)],
    ['a thing', () => ask(`/nl/sensors/things/${one?.thing}`)],
    ['a datastream, a day', () => ask(`/nl/sensors/datastreams/${one?.id}`)],
    ['a datastream, a year', () => ask(`/nl/sensors/datastreams/${one?.id}?period=year`)],
  ] as const) {
    const times: number[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
    const [median = 0] = times.toSorted((a, b) => a - b).slice(Math.floor(TURNS / 2))
    console.log(`${median.toFixed(1).padStart(8)} ms  ${name}`)
  }
} finally {
  await square.close()
}
