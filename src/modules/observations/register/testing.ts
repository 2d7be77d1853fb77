import assert from 'node:assert/strict'
import type { TestSquare, TestVisitor } from '#web/testing.ts'

/** In the middle of Leuven, and not of a cell. */
export const HOME = { lon: 4.700912, lat: 50.879834 }

interface Choices {
  readonly name?: string
  readonly email?: string
  readonly kit?: Readonly<Record<string, string | readonly string[]>>
  readonly way?: Readonly<Record<string, string>>
  readonly coordinates?: string
}

/** Fills in the whole form as a resident does, without scripts. Gives the address to confirm, as the letter names it. */
export async function registerSensor(square: TestSquare, visitor: TestVisitor, choices: Choices = {}): Promise<string> {
  const {
    name = 'Dakgoot bij het park',
    email = 'an@example.be',
    kit = { kit: 'air-bme280' },
    way = { way: 'http' },
  } = choices
  await visitor.get('/nl/sensors/register')
  const begun = await visitor.post('/nl/sensors/register', kit)
  assert.equal(begun.statusCode, 303, begun.body)
  const token = /register\/([\w-]+)\/place/.exec(String(begun.headers.location))?.[1] ?? ''
  const form = `/nl/sensors/register/${token}`
  const coordinates = choices.coordinates ?? `${HOME.lat}, ${HOME.lon}`
  for (const [step, fields] of [
    ['place', { coordinates }],
    ['stands', { outdoors: 'yes', side: 'garden', height: '2,5' }],
    ['way', way],
    ['you', { name, email, licence: 'CC-BY-4.0', agrees: 'yes' }],
    ['check', {}],
  ] as const) {
    const shown = await visitor.get(`${form}/${step}`)
    assert.equal(shown.statusCode, 200, `${step}: ${shown.statusCode}`)
    const answer = await visitor.post(`${form}/${step}`, fields)
    assert.equal(answer.statusCode, 303, `${step}: ${answer.body}`)
  }
  const sent = await visitor.get(`${form}/sent`)
  assert.ok(sent.body.includes(email))
  await square.jobs.drain()
  return linkIn(await newestLetter(square, email))
}

/** Confirms, and gives the key that the page shows. */
export async function confirmSensor(visitor: TestVisitor, path: string): Promise<string> {
  await visitor.get(path)
  const answer = await visitor.post(path, { answer: 'confirm' })
  assert.equal(answer.statusCode, 200, answer.body)
  return /spsta_[\w-]{32}/.exec(answer.body)?.[0] ?? ''
}

export async function newestLetter({ services }: TestSquare, to: string): Promise<{ subject: string; text: string }> {
  const [letter] = await services.sql<{ subject: string; text: string }>`
    select subject, body as text from core.letter where recipient = ${to} order by id desc limit 1`
  assert.ok(letter, `a letter to ${to}`)
  return letter
}

/** The path of the page of a sensor, in a letter. */
export function linkIn({ text }: { readonly text: string }): string {
  return new URL(/https?:\/\/\S+\/sensors\/mine\/\S+/.exec(text)?.[0] ?? '').pathname
}

/** Sends SensorThings with a key; gives the status. */
export async function sendWith(
  square: TestSquare,
  key: string,
  path: string,
  body: unknown,
  method: 'POST' | 'PATCH' | 'DELETE' = 'POST',
) {
  return square.server.inject({
    method,
    url: `/sensorthings/v1.1/${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
}

/** The things of the public interface that have this name. */
export async function thingsNamed(square: TestSquare, name: string) {
  const answer = await square.server.inject(
    `/sensorthings/v1.1/Things?$filter=${encodeURIComponent(`name eq '${name}'`)}&$expand=Datastreams,Locations`,
  )
  return (
    answer.json() as {
      value: readonly {
        '@iot.id': number
        Datastreams: readonly { '@iot.id': number; name: string }[]
        Locations: readonly { location: { coordinates: readonly number[] } }[]
        properties: Record<string, unknown>
      }[]
    }
  ).value
}
