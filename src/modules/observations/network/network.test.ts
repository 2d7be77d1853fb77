import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { openAlertBench } from '../alerts/testing.ts'
import { giveDeviceKey } from '../keys/testing.ts'
import { observations } from '../module.ts'
import { confirmSensor, linkIn, newestLetter, registerSensor, sendWith, thingsNamed } from '../register/testing.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { countAgain } from './count-hours.ts'
import { signedIn } from './testing.ts'

const LEUVEN = { owner: 'leuven', municipality: '24062' }
const HALLE = { owner: 'halle', municipality: '23027' }

describe('what staff see of their sensors', () => {
  let square: TestSquare
  let leuven: TestVisitor
  let halle: TestVisitor
  let streams: { leuven: number; halle: number }
  before(async () => {
    square = await openTestSquare([region, observations])
    leuven = await signedIn(square, 'leuven', 'administrator')
    halle = await signedIn(square, 'halle', 'administrator')
    const bench = openAlertBench(square)
    streams = { leuven: await bench.stream(LEUVEN), halle: await bench.stream(HALLE) }
  })
  after(() => square.close())

  const json = async (visitor: TestVisitor, query = '') =>
    (await visitor.get(`/nl/staff/sensors.json${query}`)).json<{
      counts: Record<string, number>
      streams: { id: number; owner: string }[]
      hours: { observations: number }[]
      refused: { owner: string; reason: string; count: number; newest: number }[]
      residents: Record<string, number>
    }>()

  test('each body sees its own datastreams by their state, what came in by the hour, and nothing of another', async () => {
    const key = await giveDeviceKey(square.services)
    assert.equal(
      (await sendWith(square, key, `Datastreams(${streams.leuven})/Observations`, { result: 5 })).statusCode,
      201,
    )
    await rollUpStale(square.services)
    await countAgain(square.services)
    const seen = await json(leuven)
    assert.deepEqual(seen.counts, { fresh: 1, silent: 0, none: 0 })
    assert.equal(
      seen.hours.reduce((sum, { observations: count }) => sum + count, 0),
      1,
    )
    assert.equal(seen.hours.length, 24)
    const other = await json(halle, '?state=none')
    assert.deepEqual(
      other.streams.map(({ id }) => id),
      [streams.halle],
    )
    assert.equal(
      other.hours.reduce((sum, { observations: count }) => sum + count, 0),
      0,
    )
    assert.deepEqual((await json(halle, '?owner=leuven')).counts, { fresh: 0, silent: 0, none: 0 })
    square.services.wait({ hours: 26 })
    leuven = await signedIn(square, 'leuven', 'administrator')
    halle = await signedIn(square, 'halle', 'administrator')
    assert.equal((await json(leuven)).counts['silent'], 1)
    const csv = await leuven.get('/nl/staff/sensors.csv')
    assert.match(csv.body, /^id,name,/)
    assert.equal(csv.body.trim().split('\r\n').length, 2)
    const page = await leuven.get('/nl/staff/sensors')
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /1 reeks is gestopt/)
  })

  test('what was refused is mended, read again and dropped by its own staff only', async () => {
    const key = await giveDeviceKey(square.services)
    const broken = (result: unknown) => [
      {
        Datastream: { '@iot.id': streams.leuven },
        components: ['phenomenonTime', 'result'],
        dataArray: [['yesterday', result]],
      },
    ]
    for (const result of [7, 8, 9]) await sendWith(square, key, 'CreateObservations', broken(result))
    const [group] = (await json(leuven)).refused
    assert.equal(group?.count, 3)
    assert.deepEqual((await json(halle)).refused, [])
    const path = `/nl/staff/sensors/refused/${group.newest}`
    const shown = await leuven.get(path)
    assert.match(shown.body, /Dit is geen tijd zoals afgesproken/)
    assert.match(shown.body, /yesterday/)
    assert.equal((await halle.get(path)).statusCode, 404)
    await halle.get('/nl/staff/sensors')
    const mended = JSON.stringify(['2026-03-02T10:00:00Z', 9])
    assert.equal((await halle.post(path, { answer: 'again', text: mended })).statusCode, 404)
    const still = await leuven.post(path, { answer: 'again', text: '["nonsense", 9]' })
    assert.equal(still.statusCode, 422)
    assert.match(still.body, /nonsense/, 'what was typed is there again')
    assert.equal((await leuven.post(path, { answer: 'again', text: mended })).statusCode, 303)
    assert.equal((await leuven.get(path)).statusCode, 404, 'it waits no longer')
    const told = await square.server.inject(
      `/sensorthings/v1.1/Datastreams(${streams.leuven})/Observations?$filter=result eq 9`.replaceAll(' ', '%20'),
    )
    assert.match(told.body, /2026-03-02T10:00:00/)

    const [left] = (await json(leuven)).refused
    const next = `/nl/staff/sensors/refused/${left?.newest}`
    await leuven.get(next)
    assert.equal((await leuven.post(next, { answer: 'drop' })).statusCode, 422, 'only when it is sure')
    assert.equal((await leuven.post(next, { answer: 'drop', sure: 'yes' })).statusCode, 303)
    const [last] = (await json(leuven)).refused
    assert.equal(last?.count, 1)
    const whole = { like: String(last.newest) }
    assert.equal((await halle.get(`/nl/staff/sensors/refused?like=${last.newest}`)).statusCode, 404)
    assert.match(
      (await leuven.get(`/nl/staff/sensors/refused?like=${group.newest}`)).body,
      /yesterday/,
      'one that was mended leads there too',
    )
    assert.equal((await halle.post('/nl/staff/sensors/refused', whole)).statusCode, 404)
    const again = await leuven.post('/nl/staff/sensors/refused', whole)
    assert.match(String(again.headers.location), /stored=0&again=1/)
  })

  test('what staff of the office of the region write in the place of a message stays within its own sensors', async () => {
    const office = await signedIn(square, 'region-office', 'administrator')
    const { sql } = square.services
    const [kept] = await sql<{ id: number }>`
      insert into observations.quarantine (owner, source, format, reason, payload, came_at)
      values ('region-office', 'key:x', 'mqtt', 'observation-wrong', '"{"', now()) returning id`
    const path = `/nl/staff/sensors/refused/${kept?.id}`
    await office.get(path)
    const text = JSON.stringify({ Datastream: { '@iot.id': streams.halle }, result: 1 })
    const answer = await office.post(path, { answer: 'again', text })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Deze reeks is van iemand anders/)
  })

  test('a sensor of a resident is hidden with a reason, objected to, and shown again', async () => {
    const resident = square.visitor()
    const path = await registerSensor(square, resident, { name: 'Vieze naam', email: 'an@example.be' })
    const key = await confirmSensor(resident, path)
    const [thing] = await thingsNamed(square, 'Vieze naam')
    assert.ok(thing)
    const stream = thing.Datastreams[0]?.['@iot.id'] ?? 0
    const send = () => sendWith(square, key, `Datastreams(${stream})/Observations`, { result: 12.5 })
    assert.equal((await send()).statusCode, 201)
    const [row] = await square.services.sql<{ id: string }>`
      select id from observations.registration where thing = ${thing['@iot.id']}`
    const own = `/nl/staff/sensors/residents/${row?.id}`

    assert.equal((await json(leuven)).residents['all'], 1)
    assert.equal((await json(halle)).residents['all'], 0)
    assert.equal((await halle.get(own)).statusCode, 404)
    await halle.get('/nl/staff/sensors')
    assert.equal((await halle.post(own, { answer: 'hide', reason: 'Dit is niet van ons.' })).statusCode, 404)
    const seen = await leuven.get(own)
    assert.ok(!seen.body.includes('an@example.be'), 'staff do not see whose it is')
    assert.equal((await leuven.post(own, { answer: 'hide', reason: '' })).statusCode, 422)
    assert.equal((await leuven.post(own, { answer: 'hide', reason: 'De naam is beledigend.' })).statusCode, 303)
    await square.jobs.drain()
    const letter = await newestLetter(square, 'an@example.be')
    assert.match(letter.text, /De naam is beledigend\./)
    assert.equal(linkIn(letter), path)

    square.services.wait({ seconds: 6 })
    assert.equal((await send()).statusCode, 401)
    for (const url of publicAnswers(thing['@iot.id'], stream)) {
      const answer = await square.server.inject({ url, headers: { host: 'streekplein.example' } })
      assert.ok(answer.statusCode === 404 || !answer.body.includes('Vieze naam'), url)
      assert.ok(!/"result":\s*12\.5/.test(answer.body), url)
    }
    await resident.get(path)
    const objected = await resident.post(`${path}/objection`, { objection: 'Het is de naam van ons straatje.' })
    assert.equal(objected.statusCode, 303)
    assert.match((await leuven.get(own)).body, /naam van ons straatje/)
    assert.equal((await leuven.post(own, { answer: 'show' })).statusCode, 303)
    await square.jobs.drain()
    assert.match((await newestLetter(square, 'an@example.be')).subject, /weer zichtbaar/)
    square.services.wait({ seconds: 6 })
    assert.equal((await send()).statusCode, 201)
    assert.equal((await thingsNamed(square, 'Vieze naam')).length, 1)
  })

  /** Where a thing and its values could be read by everybody. */
  function publicAnswers(thing: number, stream: number): string[] {
    const root = '/sensorthings/v1.1'
    return [
      '/nl/sensors',
      `/nl/sensors/things/${thing}`,
      `/nl/sensors/datastreams/${stream}`,
      `/nl/sensors/datastreams/${stream}/alerts`,
      `/api/datastreams/${stream}/observations.csv`,
      `/api/datastreams/${stream}/roll-ups?span=hour`,
      `/api/datastreams/${stream}/live`,
      '/nl/search?q=vieze',
      '/sitemap.xml',
      `${root}/Things`,
      `${root}/Things(${thing})`,
      `${root}/Things?$expand=Datastreams/Observations`,
      `${root}/Datastreams`,
      `${root}/Datastreams(${stream})/Observations`,
      `${root}/Datastreams?$expand=Observations($orderby=phenomenonTime desc;$top=1)`.replaceAll(' ', '%20'),
      `${root}/Observations?$expand=Datastream/Thing`,
      `${root}/ObservedProperties?$expand=Datastreams`,
      `${root}/Locations?$expand=Things`,
      `${root}/HistoricalLocations?$expand=Thing`,
    ]
  }
})
