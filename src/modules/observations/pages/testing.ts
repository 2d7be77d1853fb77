import type { TestSquare } from '#web/testing.ts'
import { thingBody, type TestClient } from '../sensorthings/testing.ts'

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0'

/** What a thing of a test is, beside its name. */
export interface TestThing {
  readonly lon?: number
  readonly lat?: number
  /** At somebody's home. */
  readonly isRough?: boolean
  readonly properties?: Readonly<Record<string, unknown>>
  readonly type?: 'Measurement' | 'TruthObservation' | 'CategoryObservation' | 'Observation'
  /** Name and address of what it observes; default fine dust. */
  readonly observes?: { readonly name: string; readonly definition: string }
}

/** Makes a thing with one datastream; gives the ids of both. */
export async function makeThing(
  client: TestClient,
  name: string,
  about: TestThing = {},
): Promise<{ thing: number; stream: number }> {
  const { lon = 4.70093, lat = 50.87981, isRough = false, type = 'Measurement', observes, properties = {} } = about
  const path = await client.make(
    'Things',
    thingBody(name, {
      thing: {
        properties: { ...properties, ...(isRough ? { precision: 'area' } : {}) },
        Locations: [
          {
            name: 'Here',
            description: '',
            encodingType: 'application/geo+json',
            location: { type: 'Point', coordinates: [lon, lat] },
          },
        ],
      },
      datastream: {
        observationType: `${OM}/OM_${type}`,
        ...(type === 'Measurement' ? {} : { unitOfMeasurement: { name: null, symbol: null, definition: null } }),
        ...(observes && { ObservedProperty: { ...observes, description: '' } }),
      },
    }),
  )
  const stream = Number((await client.get(`${path}/Datastreams`)).at('value', 0, '@iot.id'))
  return { thing: Number(/\((\d+)\)/.exec(path)?.[1]), stream }
}

/** Sends values of a datastream, each with its moment or its interval. */
export async function tell(
  client: TestClient,
  stream: number,
  rows: readonly (readonly [string, unknown])[],
): Promise<void> {
  const sent = [{ Datastream: { '@iot.id': stream }, components: ['phenomenonTime', 'result'], dataArray: rows }]
  const { text } = await client.post('CreateObservations', sent)
  if (text.includes('"error"')) throw new Error(text)
}

/** A page, and what it says as data. */
export async function read(
  square: TestSquare,
  path: string,
): Promise<{
  readonly status: number
  readonly html: string
  readonly at: (...names: readonly (string | number)[]) => unknown
}> {
  const { statusCode, body } = await square.server.inject({ url: path, headers: { accept: 'text/html' } })
  const answer = await square.server.inject({ url: path, headers: { accept: 'application/json' } })
  const document: unknown = JSON.parse(answer.body)
  return {
    status: statusCode,
    html: body,
    at: (...names) =>
      ['data', ...names].reduce<unknown>(
        (whole, name) =>
          typeof whole === 'object' && whole !== null ? (whole as Record<string | number, unknown>)[name] : undefined,
        document,
      ),
  }
}
