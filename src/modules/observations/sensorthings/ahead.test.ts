import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { takeMessage } from '../ingest/mqtt/take-message.ts'
import { observations } from '../module.ts'
import { makeThing, read, tell } from '../pages/testing.ts'
import { listRefused } from '../public.ts'
import { openClient, type TestClient } from './testing.ts'

describe('values that lie ahead of the clock', () => {
  let square: TestSquare
  let client: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
  })
  after(() => square.close())
  const at = (minutes: number) => square.services.clock().add({ minutes }).toString()
  const DAY = 24 * 60

  test('what is more than a day ahead is refused by every way in, and told why', async () => {
    const { stream } = await makeThing(client, 'Wrong clock')
    for (const [phenomenonTime, why] of [
      [at(DAY + 1), /meer dan een dag vooruit.*isForecast/],
      ['2099-01-01T00:00:00Z/2099-01-02T00:00:00Z', /meer dan een dag vooruit/],
    ] as const) {
      const refused = await client.post(`Datastreams(${stream})/Observations`, { phenomenonTime, result: 1 })
      assert.equal(refused.status, 400)
      assert.match(refused.text, why)
    }
    const sent = [
      {
        Datastream: { '@iot.id': stream },
        components: ['phenomenonTime', 'result'],
        dataArray: [
          [at(DAY + 1), 1],
          [at(0), 2],
        ],
      },
    ]
    const told = await client.post('CreateObservations', sent)
    assert.deepEqual([told.at(0), told.at(1) === 'error'], ['error', false])
    const refused = await listRefused(square.services.sql, { limit: 9 })
    assert.deepEqual(
      refused.map(({ reason }) => reason),
      ['time-ahead'],
    )
    const text = JSON.stringify({ phenomenonTime: at(DAY + 1), result: 1 })
    const message = await takeMessage(square.services, { body: 'leuven' }, { datastream: stream, text })
    assert.equal(message?.code, 'time-ahead')
    const months = await square.services.sql<{ name: string }>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'observations.observation'::regclass and c.relname !~ '_2026_'`
    assert.deepEqual(months, [], 'and a wrong clock makes no months')
  })

  test('a forecast may lie ahead; the newest is what was measured, and a sensor that stopped is silent all the same', async () => {
    const { thing, stream } = await makeThing(client, 'Forecast')
    const url = `Datastreams(${stream})`
    assert.equal((await client.send('PATCH', url, { properties: { isForecast: true } })).status, 200)
    await tell(client, stream, [
      [at(-3 * DAY), 4],
      [`${at(-2 * DAY)}/${at(2 * DAY)}`, 5],
      [at(30 * DAY), 6],
    ])
    const page = await read(square, `/nl/sensors/datastreams/${stream}`)
    assert.deepEqual([page.at('newest', 'result'), page.at('state')], [5, 'silent'])
    const things = (await read(square, '/nl/sensors?state=silent')).at('things') as { id: number }[]
    assert.ok(things.some(({ id }) => id === thing))
    await tell(client, stream, [[at(4), 7]])
    assert.equal((await read(square, `/nl/sensors/things/${thing}`)).at('datastreams', 0, 'newest', 'result'), 7)
    const [onlyAhead, other] = [await makeThing(client, 'Ahead'), await makeThing(client, 'Nothing yet')]
    await tell(client, onlyAhead.stream, [[at(600), 1]])
    for (const { stream: one } of [onlyAhead, other])
      assert.equal((await read(square, `/nl/sensors/datastreams/${one}`)).at('state'), 'none')
  })
})
