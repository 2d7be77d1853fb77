import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestSquare } from '#web/testing.ts'
import { Settings, type ConnectorState, type KindName } from './connector.ts'
import { listConnectors, saveConnector } from './connector-store.ts'
import { keyPurpose } from './connector.ts'

/** A question that came in. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Milliseconds since the server was opened. */
  readonly after: number
}

/** What is answered: JSON of anything, a text or bytes as they are; `hang`: never anything. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Buffer
  readonly hang?: boolean
}

/** Another system, on a real port of this machine. */
export interface OtherSystem {
  readonly address: string
  readonly asked: Asked[]
  close(): Promise<void>
}

/** Opens a system that answers as told. */
export async function openOtherSystem(answer: (asked: Asked) => Reply): Promise<OtherSystem> {
  const asked: Asked[] = []
  const opened = performance.now()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const question: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://other.example'),
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
        after: performance.now() - opened,
      }
      asked.push(question)
      const { status = 200, headers = {}, json, text = JSON.stringify(json), bytes = text, hang } = answer(question)
      if (hang) return
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(status === 304 ? '' : bytes)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Makes a connector of Leuven, unless it says otherwise, that is due at once. */
export async function connect(
  { services }: TestSquare,
  kind: KindName,
  choices: Partial<Settings> & { owner?: string; key?: string; everySeconds?: number },
): Promise<string> {
  const { owner = 'leuven', key = '', everySeconds = 300, ...settings } = choices
  const connector = { id: randomUUID(), settings: Settings.parse(settings) }
  const apiKey = key === '' ? '' : services.seal(keyPurpose(connector), key)
  await saveConnector(
    services.sql,
    { ...connector, owner, kind, title: `Test ${kind}`, everySeconds, apiKey, enabled: true },
    services.clock(),
  )
  return connector.id
}

/** How it goes with a connector. */
export async function stateOf({ services: { sql, clock } }: TestSquare, id: string): Promise<ConnectorState> {
  const [state] = await listConnectors(sql, { id, now: clock() })
  if (state === undefined) throw new RangeError(`There is no connector ${id}.`)
  return state
}

/** Asks what is due, as the job does. */
export async function pullNow({ jobs }: TestSquare): Promise<void> {
  await jobs.runNow('observations.pull')
}

/** What is stored, by the key of its datastream, oldest first. */
export async function storedIn({ services: { sql } }: TestSquare, like: string) {
  return sql<{ key: string; at: Temporal.Instant; number: number | null; property: string; ucum: string | null }>`
    select d.outside_key as key, o.at, o.number, p.key as property, d.ucum
    from observations.observation o join observations.datastream d on d.id = o.datastream
    join observations.observed_property p on p.id = d.observed_property
    where d.outside_key like ${like} and o.replaced_at is null order by d.outside_key, o.at`
}

/** What waits in quarantine of a connector. */
export async function refusedOf({ services: { sql } }: TestSquare, id: string) {
  return sql<{ id: number; reason: string; detail: string; owner: string; format: string }>`
    select id, reason, detail, owner, format from observations.quarantine
    where source = ${`connector:${id}`} and state = 'waiting' order by id`
}
