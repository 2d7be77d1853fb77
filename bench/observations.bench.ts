// How fast observations come in, over HTTP and MQTT as devices send them (what is asked: observations-asked). Baseline: COPY of the same rows into the same table of the
// same PostgreSQL, the fastest that it can (needs `psql`, and TEST_DATABASE_URL; without, the embedded database is measured alone).
// Wanted: data arrays ≥ 40 % of COPY and ≥ 20,000/s; single POST ≥ 2,000/s; MQTT ≥ 10,000/s; memory flat.
// `ROWS=5000000` for as many rows as you like.
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker, isMainThread, workerData } from 'node:worker_threads'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { connectAsync } from 'mqtt'
import { modules } from '../src/app.ts'
import { giveDeviceKey } from '../src/modules/observations/keys/testing.ts'
import { openBroker } from '../src/modules/observations/ingest/mqtt/broker.ts'
import { joinBroker } from '../src/modules/observations/ingest/mqtt/join-broker.ts'
import { rollUpStale } from '../src/modules/observations/roll-up/roll-up.ts'
import { openMosquitto, withoutMosquitto } from '../test/mqtt/mosquitto.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const STREAMS = 2000
const PER_REQUEST = 10_000
const SINGLE = 20_000
const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

interface Load {
  readonly url: string
  readonly key: string
  readonly kind: 'arrays' | 'single' | 'mqtt' | 'mosquitto'
  /** Of the broker. */
  readonly port?: number
  readonly count: number
  readonly connections: number
  /** Where the seconds go that it took. */
  readonly shared: SharedArrayBuffer
}

if (isMainThread) await measure()
else await send(workerData as Load)

/** Row `index` of all: minute after minute, of each datastream one. */
function rowOf(index: number): { stream: number; at: number; result: number } {
  return {
    stream: 1 + (index % STREAMS),
    at: START + Math.floor(index / STREAMS) * MINUTE,
    result: ((index * 7919) % 1000) / 10,
  }
}

async function measure(): Promise<void> {
  const square = await openTestSquare(modules, { config: { rateLimits: false } })
  try {
    const { sql } = square.services
    await sql.script(`
      insert into observations.thing (owner, name, created_at, updated_at) select 'leuven', 'thing ' || n, now(), now() from generate_series(1, ${STREAMS}) n;
      insert into observations.sensor (owner, name, encoding_type, metadata, created_at, updated_at) values ('leuven', 'x', 'text/plain', '{}', now(), now());
      insert into observations.datastream (owner, thing, sensor, observed_property, name, observation_type, result_kind, unit, created_at, updated_at)
      select 'leuven', n, 1, 1, 'stream ' || n, 'x', 'number', '{}', now(), now() from generate_series(1, ${STREAMS}) n`)
    const key = await giveDeviceKey(square.services)
    await square.server.listen({ port: 0, host: '127.0.0.1' })
    const address = square.server.server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/sensorthings/v1.1`
    const copied = await copy(square)
    await sql.script('truncate observations.observation, observations.latest, observations.stale')
    const memory: number[] = []
    const watch = setInterval(() => memory.push(process.memoryUsage().rss / 1e6), 100)
    const arrays = await load({ url, key, kind: 'arrays', count: ROWS, connections: 2 })
    clearInterval(watch)
    const share = copied === undefined ? '' : `, ${Math.round((arrays / copied) * 100)} % of COPY`
    console.log(`data arrays of ${PER_REQUEST}: ${Math.round(arrays).toLocaleString('en')} rows/s${share}`)
    // Flat: what it takes in the last fifth it took in the second already.
    const fifths = [1, 4].map((from) => {
      const part = memory.slice((memory.length * from) / 5, (memory.length * (from + 1)) / 5)
      return (part.reduce((sum, one) => sum + one, 0) / part.length).toFixed(0)
    })
    console.log(`memory: ${fifths[0]} MB in the second fifth of the rows, ${fifths[1]} MB in the last`)
    const [kept] = await sql<{ count: number }>`select count(*) from observations.observation`
    if (kept?.count !== ROWS) throw new Error(`${kept?.count} rows are there, not ${ROWS}.`)
    const single = await load({ url, key, kind: 'single', count: SINGLE, connections: 64 })
    console.log(`single observations over 64 connections: ${Math.round(single).toLocaleString('en')}/s`)
    const broker = await openBroker(square.services, { port: 0, host: '127.0.0.1' })
    const mqtt = await load({ url, key, kind: 'mqtt', count: SINGLE * 2, connections: 4, port: broker.port })
    console.log(`MQTT, QoS 1, over 4 connections: ${Math.round(mqtt).toLocaleString('en')}/s`)
    await broker.stop()
    await overMosquitto(square, { url, key })
    const rolling = performance.now()
    const hours = await rollUpStale(square.services)
    const took = (performance.now() - rolling) / 1000
    console.log(
      `rolled up: ${hours.toLocaleString('en')} hours of datastreams in ${took.toFixed(1)} s, ${Math.round(ROWS / took).toLocaleString('en')} rows/s`,
    )
    await sql.script('vacuum analyze observations.observation')
    const [size] = await sql<{
      bytes: number
    }>`select sum(pg_total_relation_size(c.oid))::bigint as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'observations' and c.relname like 'observation\\_2%' and c.relkind = 'r'`
    console.log(`on disk: ${((size?.bytes ?? 0) / (ROWS + SINGLE * 3)).toFixed(0)} bytes a row, index included`)
  } finally {
    await square.close()
  }
}

/** What is published on a broker of others, until all of it is stored: the square takes it in with one connection. */
async function overMosquitto(square: TestSquare, to: Pick<Load, 'url' | 'key'>): Promise<void> {
  if (withoutMosquitto !== false) return console.log(`over Mosquitto: left out, ${withoutMosquitto}`)
  const { sql } = square.services
  const kept = async () =>
    (await sql<{ count: number }>`select sum(observations)::bigint as count from observations.latest`)[0]?.count ?? 0
  const broker = await openMosquitto()
  const joined = await joinBroker(square.services, { url: broker.url, name: 'bench' })
  try {
    await pause(500)
    const wanted = (await kept()) + SINGLE * 2
    const started = performance.now()
    await load({ ...to, kind: 'mosquitto', count: SINGLE * 2, connections: 4, port: Number(new URL(broker.url).port) })
    while ((await kept()) < wanted) await pause(20)
    const rate = (SINGLE * 2) / ((performance.now() - started) / 1000)
    console.log(`over Mosquitto, QoS 1, until stored: ${Math.round(rate).toLocaleString('en')}/s`)
  } finally {
    await joined.stop()
    await broker.close()
  }
}

/** Rows a second that COPY brings in; undefined where there is no COPY. */
async function copy(square: TestSquare): Promise<number | undefined> {
  const url = process.env['TEST_DATABASE_URL']
  if (url === undefined) return undefined
  const { sql } = square.services
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const path = join(folder, 'rows.csv')
    const file = createWriteStream(path)
    const now = square.services.clock().toString()
    for (let from = 0; from < ROWS; from += PER_REQUEST) {
      const lines = Array.from({ length: PER_REQUEST }, (_, place) => {
        const { stream, at, result } = rowOf(arraysIndex(from + place))
        return `${new Date(at).toISOString()},${now},${result},${stream},0\n`
      })
      if (!file.write(lines.join(''))) await once(file, 'drain')
    }
    file.end()
    await once(file, 'finish')
    for (let month = 0; month * STREAMS * 43_000 < ROWS; month++)
      await sql`select observations.ready_month(('2026-01-01'::date + make_interval(months => ${month}::int))::date)`
    const [name] = await sql<{ name: string }>`select current_database() as name`
    const own = new URL(url)
    own.pathname = `/${name?.name}`
    const started = performance.now()
    const { status, stderr } = spawnSync('psql', [
      own.href,
      '-q',
      '-c',
      `\\copy observations.observation (at, received_at, number, datastream, turn) from '${path}' csv`,
    ])
    if (status !== 0) throw new Error(String(stderr))
    const rate = ROWS / ((performance.now() - started) / 1000)
    console.log(`COPY: ${Math.round(rate).toLocaleString('en')} rows/s`)
    return rate
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In an order that a gateway has: a hundred minutes of each datastream in turn. */
function arraysIndex(place: number): number {
  const block = Math.floor(place / (STREAMS * 100))
  const within = place % (STREAMS * 100)
  return block * STREAMS * 100 + (within % 100) * STREAMS + Math.floor(within / 100)
}

async function load(what: Omit<Load, 'shared'>): Promise<number> {
  const shared = new SharedArrayBuffer(8)
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { ...what, shared } })
  const [code] = (await once(worker, 'exit')) as [number]
  if (code !== 0) throw new Error('The clients failed.')
  return what.count / (new Float64Array(shared)[0] ?? Number.NaN)
}

/** The clients, in a thread of their own: they prepare what they send before the clock starts. */
async function send(what: Load): Promise<void> {
  if (what.kind === 'mqtt' || what.kind === 'mosquitto') return sendByMqtt(what)
  const { url, key, kind, count, connections, shared } = what
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const post = (path: string, body: string): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const sent = request(
      `${url}/${path}`,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume()
        answer.once('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`answered ${answer.statusCode}`)),
        )
      },
    )
    sent.once('error', reject)
    sent.end(body)
    return promise
  }
  const bodyOf = (index: number): readonly [path: string, body: string] => {
    if (kind === 'single') {
      const { stream, result } = rowOf(index)
      const at = new Date(START - MINUTE * (1 + Math.floor(index / STREAMS))).toISOString()
      return ['Observations', JSON.stringify({ phenomenonTime: at, result, Datastream: { '@iot.id': stream } })]
    }
    const byStream = new Map<number, unknown[]>()
    for (let place = index * PER_REQUEST; place < (index + 1) * PER_REQUEST; place++) {
      const { stream, at, result } = rowOf(arraysIndex(place))
      const rows = byStream.get(stream) ?? []
      byStream.set(stream, rows)
      rows.push([new Date(at).toISOString(), result])
    }
    return [
      'CreateObservations',
      JSON.stringify(
        [...byStream].map(([stream, dataArray]) => ({
          Datastream: { '@iot.id': stream },
          components: ['phenomenonTime', 'result'],
          dataArray,
        })),
      ),
    ]
  }
  const requests = kind === 'single' ? count : count / PER_REQUEST
  let next = 0
  let waiting = 0
  const ready: (readonly [string, string])[] = []
  const prepare = (many: number) => {
    while (ready.length < many && next < requests) ready.push(bodyOf(next++))
  }
  prepare(kind === 'single' ? requests : 100)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let one = ready.shift(); one !== undefined; one = ready.shift()) {
        await post(...one)
        // Preparing more takes the time of clients, not of the square.
        const pause = performance.now()
        prepare(connections * 2)
        waiting += performance.now() - pause
      }
    }),
  )
  new Float64Array(shared)[0] = (performance.now() - started - waiting / connections) / 1000
  agent.destroy()
}

async function sendByMqtt({ key, kind, count, connections, shared, port }: Load): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: connections }, () =>
      connectAsync(`mqtt://127.0.0.1:${port}`, { username: 'bench', password: key }),
    ),
  )
  const messages = Array.from({ length: count }, (_, index) => {
    const { stream, result } = rowOf(index)
    const at = new Date(START - MINUTE * ((kind === 'mqtt' ? 1000 : 2000) + Math.floor(index / STREAMS))).toISOString()
    return [`v1.1/Datastreams(${stream})/Observations`, JSON.stringify({ phenomenonTime: at, result })] as const
  })
  const started = performance.now()
  await Promise.all(
    clients.map(async (client, first) => {
      // So many are under way at a time, as of a gateway with many devices.
      const lanes = Array.from({ length: 250 }, async (_lane, lane) => {
        for (let index = first + lane * connections; index < count; index += connections * 250) {
          const [topic, payload] = messages[index] ?? ['', '']
          await client.publishAsync(topic, payload, { qos: 1 })
        }
      })
      await Promise.all(lanes)
    }),
  )
  new Float64Array(shared)[0] = (performance.now() - started) / 1000
  for (const client of clients) await client.endAsync(true)
}
