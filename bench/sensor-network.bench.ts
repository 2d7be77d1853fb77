// What staff see of their sensors over 100,000 datastreams of one body (or as many as `STREAMS` says), with 100,000 refusals that wait:
// the whole page, each of its questions, and the count that runs in the background. Baseline: the values of the last day counted by the
// hour from the observations themselves, which is what the page would ask without that count.
import { region } from '../src/modules/region/module.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { observations } from '../src/modules/observations/module.ts'
import { countHours } from '../src/modules/observations/network/count-hours.ts'
import { countStates, listHours, listInState, listRefusedGroups } from '../src/modules/observations/network/store.ts'
import { openTestSquare } from '../src/web/testing.ts'

const STREAMS = Number(process.env['STREAMS'] ?? 100_000)
const HOURS = 24
const TURNS = 9

const square = await openTestSquare([region, observations], { config: { rateLimits: false } })
try {
  const { sql, clock } = square.services
  const now = clock()
  await sql`select observations.ready_month(month::date) from unnest(array['2026-02-01', '2026-03-01']) month`
  await sql`
    insert into observations.thing (municipality, owner, name, created_at, updated_at)
    select '24062', 'leuven', 'Post ' || n, ${now}, ${now} from generate_series(1, ${Math.ceil(STREAMS / 4)}::int) n`
  await sql`
    insert into observations.sensor (owner, name, encoding_type, metadata, outside_key, created_at, updated_at)
    values ('leuven', 'bench', 'text/plain', '"bench"', 'bench', ${now}, ${now})`
  await sql`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, observation_type, result_kind, unit,
      period_seconds, created_at, updated_at)
    select t.municipality, t.owner, t.id, s.id, p.id, t.name || ' ' || k, '', 'number', '{}', 3600, ${now}, ${now}
    from observations.thing t cross join generate_series(1, 4) k
    join observations.observed_property p on p.key = 'pm2-5' join observations.sensor s on s.name = 'bench'`
  await sql`
    insert into observations.observation (at, received_at, number, datastream)
    select ${now}::timestamptz - make_interval(hours => h), ${now}, h, d.id
    from observations.datastream d cross join generate_series(1, ${HOURS}::int) h where d.id % 20 > 1`
  await sql`
    insert into observations.latest (datastream, observations, first_at, last_at, last_until, last_received_at)
    select datastream, count(*), min(at), max(at), max(at) - case when datastream % 20 = 2 then interval '9 days' else '0' end, ${now}
    from observations.observation group by datastream`
  await sql`
    insert into observations.roll_up (datastream, span, start, count) select datastream, 'h', at, 1 from observations.observation`
  await sql`
    insert into observations.quarantine (owner, source, format, line, reason, payload, came_at)
    select 'leuven', 'file ' || n % 40, 'bench', n, case when n % 3 = 0 then 'time-unknown' else 'number-unknown' end, '["a"]', ${now}
    from generate_series(1, 100000) n`
  for (const table of ['thing', 'datastream', 'latest', 'observation', 'roll_up', 'quarantine'])
    await sql.script(`vacuum analyze observations.${table}`)

  const staff = { name: 'Bench', email: null, body: 'leuven', role: 'administrator' } as const
  const visitor = square.visitor()
  await visitor.signIn(await createSignInLink(square.services, await addStaff(square.services, staff)))
  await countHours(square.services, { isWhole: true })
  const asked = { bodies: ['leuven'], residentsOf: ['leuven'], municipality: undefined, property: undefined }
  const page = async (path: string) => {
    const { statusCode } = await visitor.get(path)
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
  }
  const since = now.subtract({ hours: HOURS })
  console.log(`${STREAMS} datastreams of one body, ${STREAMS * HOURS} hours, 100000 refusals, medians of ${TURNS}:`)
  for (const [name, work] of [
    [
      'baseline: hours of the last day from the observations',
      () => sql`
      select date_trunc('hour', o.at) as hour, count(*) from observations.observation o join observations.datastream d on d.id = o.datastream
      where d.owner = 'leuven' and o.at >= ${since} and o.replaced_at is null group by 1`,
    ],
    ['hours of the last day, as counted', () => listHours(sql, asked, since)],
    ['counting the last three (every ten minutes)', () => countHours(square.services, { isWhole: false })],
    ['counting them all (every hour)', () => countHours(square.services, { isWhole: true })],
    ['how many are how', () => countStates(sql, asked, now)],
    ['the first 50 that are silent', () => listInState(sql, asked, { state: 'silent', now, limit: 50, offset: 0 })],
    ['what was refused, by source and reason', () => listRefusedGroups(sql, asked, 20)],
    ['the whole page', () => page('/nl/staff/sensors')],
    ['the whole page, what measures, page 100', () => page('/nl/staff/sensors?state=fresh&page=100')],
  ] as const) {
    const times: number[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(TURNS / 2)] ?? 0
    console.log(`${median.toFixed(1).padStart(8)} ms  ${name}`)
  }
} finally {
  await square.close()
}
