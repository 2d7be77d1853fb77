import type { TestSquare } from '#web/testing.ts'
import type { Scope } from '../keys/key.ts'
import { giveDeviceKey } from '../keys/testing.ts'
import { ROOT } from './routes.ts'

/** An answer, read. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** What stands in the document under these names and numbers; undefined where nothing does. */
  at(...path: readonly (string | number)[]): unknown
}

/** Speaks to the SensorThings API of a square for a test. */
export interface TestClient {
  get(path: string): Promise<TestAnswer>
  post(path: string, body: unknown): Promise<TestAnswer>
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<TestAnswer>
  /** Makes something and gives its path from the root. */
  make(path: string, body: unknown): Promise<string>
}

/** A client with a key of a body, or without one. */
export async function openClient(
  square: TestSquare,
  {
    body = 'leuven',
    scopes = ['observations', 'entities'],
    isAnonymous = false,
    perMinute = 100_000,
  }: { body?: string | null; scopes?: readonly Scope[]; isAnonymous?: boolean; perMinute?: number } = {},
): Promise<TestClient> {
  const { config } = square.services
  const key = isAnonymous ? undefined : await giveDeviceKey(square.services, { body, scopes, perMinute })
  const root = `${config.baseUrl}${ROOT}/`

  async function ask(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<TestAnswer> {
    const url = path.startsWith(root) ? path.slice(config.baseUrl.length) : `${ROOT}/${path.replace(/^\//, '')}`
    const answer = await square.server.inject({
      method,
      url,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    const document: unknown = isJson ? answer.json() : undefined
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      at: (...names) =>
        names.reduce<unknown>(
          (whole, name) =>
            typeof whole === 'object' && whole !== null ? (whole as Record<string | number, unknown>)[name] : undefined,
          document,
        ),
    }
  }

  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    send: (method, path, body) => ask(method, path, body),
    async make(path, body) {
      const { status, headers, text } = await ask('POST', path, body)
      if (status !== 201) throw new Error(`${path}: ${status} ${text}`)
      return String(headers['location']).slice(root.length)
    },
  }
}

/** A thing with a datastream, as a body. */
export function thingBody(name: string, changes: { datastream?: object; thing?: object } = {}) {
  return {
    name,
    description: `What ${name} does`,
    properties: { floor: 2, tags: { colour: 'red' }, since: '2025-01-01T00:00:00Z', isNew: true },
    Locations: [
      {
        name: 'Here',
        description: '',
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [4.7009, 50.8798] },
      },
    ],
    Datastreams: [
      {
        name: `${name}: dust`,
        description: '',
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: {
          name: 'microgram per cubic metre',
          symbol: 'µg/m³',
          definition: 'https://ucum.org/#ug/m3',
        },
        Sensor: { name: 'SPS30', description: '', encodingType: 'text/plain', metadata: 'https://sensirion.com' },
        ObservedProperty: {
          name: 'PM2.5',
          definition: 'http://dd.eionet.europa.eu/vocabulary/aq/pollutant/6001',
          description: '',
        },
        ...changes.datastream,
      },
    ],
    ...changes.thing,
  }
}
