import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { takeMessage } from '../ingest/mqtt/take-message.ts'
import { takeOrKeep } from '../ingest/mqtt/take-or-keep.ts'
import { giveDeviceKey } from '../keys/testing.ts'
import { observations } from '../module.ts'
import { roughly } from '../place.ts'
import { removeEnded } from './remove-ended.ts'
import { hide, show } from './staff.ts'
import { confirmSensor, newestLetter, registerSensor, sendWith, thingsNamed } from './testing.ts'

const HALLE = { lon: 4.2365, lat: 50.7335 }

describe('a resident manages a sensor', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(() => square.close())

  async function registered(name: string, email = 'an@example.be') {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor, { name, email })
    const key = await confirmSensor(visitor, path)
    const [thing] = await thingsNamed(square, name)
    assert.ok(thing)
    const streams = thing.Datastreams.map((one) => one['@iot.id'])
    const stream = streams[0] ?? 0
    const send = (with_ = key, result = 12.5) =>
      sendWith(square, with_, `Datastreams(${stream})/Observations`, { result })
    return { visitor, path, key, thing: thing['@iot.id'], stream, streams, send }
  }

  test('its key writes to its own datastreams and to nothing else, and no other key writes to them', async () => {
    const mine = await registered('Van mij')
    const yours = await registered('Van jou', 'jou@example.be')
    const ofLeuven = await giveDeviceKey(square.services, { scopes: ['observations', 'entities'] })
    const ofHalle = await giveDeviceKey(square.services, { body: 'halle', scopes: ['observations', 'entities'] })
    assert.equal((await mine.send()).statusCode, 201)
    for (const key of [yours.key, ofLeuven, ofHalle])
      assert.equal((await mine.send(key)).statusCode, 403, 'somebody else sends to mine')
    for (const path of [`Things(${mine.thing})`, `Datastreams(${mine.stream})`]) {
      assert.equal((await sendWith(square, mine.key, path, { name: 'x' }, 'PATCH')).statusCode, 403, 'no entities')
      assert.equal((await sendWith(square, ofLeuven, path, { name: 'x' }, 'PATCH')).statusCode, 403)
      assert.equal((await sendWith(square, ofLeuven, path, {}, 'DELETE')).statusCode, 403)
    }
    assert.equal((await sendWith(square, mine.key, 'Things', { name: 'Nog een' })).statusCode, 403)
    const made = await sendWith(square, ofLeuven, 'Things', { name: 'Van Leuven' })
    assert.equal(made.statusCode, 201)
    const array = [{ Datastream: { '@iot.id': yours.stream }, components: ['result'], dataArray: [[1]] }]
    const answer = await sendWith(square, mine.key, 'CreateObservations', array)
    assert.match(answer.body, /error/)
    const [kept] = await square.services.sql<{ owner: string }>`
      select owner from observations.quarantine order by id desc limit 1`
    assert.match(kept?.owner ?? '', /^resident:/, 'what was refused is kept with who sent it')
    const [count] = await square.services.sql<{ count: number }>`
      select count(*)::int as count from observations.observation where datastream = ${yours.stream}`
    assert.equal(count?.count, 0)
  })

  test('its key publishes times and values, and no words or places, in whatever way they come', async () => {
    const { key, stream, send } = await registered('Zonder woorden', 'stil@example.be')
    const { sql } = square.services
    const before = await send()
    assert.equal(before.statusCode, 201)
    const feature = {
      name: 'Koop bij mij',
      description: '',
      encodingType: 'application/geo+json',
      feature: { type: 'Point', coordinates: [4.7, 50.88] },
    }
    const extras = [
      { parameters: { note: 'Koop bij mij' } },
      { resultQuality: 'Koop bij mij' },
      { FeatureOfInterest: feature },
      { FeatureOfInterest: { '@iot.id': 1 } },
    ]
    const observations = `Datastreams(${stream})/Observations`
    for (const extra of extras) {
      const body = { result: 7, ...extra }
      const posted = await sendWith(square, key, observations, body)
      assert.equal(posted.statusCode, 400, posted.body)
      assert.match(posted.body, /FeatureOfInterest/, 'it says what to leave out')
      const batch = { requests: [{ id: '1', method: 'post', url: observations, body }] }
      assert.match((await sendWith(square, key, '$batch', batch)).body, /"status":400/)
    }
    const made = new URL(String(before.headers.location)).pathname.replace('/sensorthings/v1.1/', '')
    const corrected = await sendWith(square, key, made, { result: 8 }, 'PATCH')
    assert.equal(corrected.statusCode, 200, corrected.body)
    for (const extra of extras.slice(0, 2))
      assert.equal((await sendWith(square, key, made, extra, 'PATCH')).statusCode, 400)
    for (const [component, cell] of [
      ['parameters', { note: 'Koop bij mij' }],
      ['resultQuality', 'Koop bij mij'],
      ['FeatureOfInterest/id', 1],
    ]) {
      const array = [{ Datastream: { '@iot.id': stream }, components: ['result', component], dataArray: [[7, cell]] }]
      assert.match((await sendWith(square, key, 'CreateObservations', array)).body, /error/)
    }
    const [held] = await sql<{ owner: string }>`select owner from observations.datastream where id = ${stream}`
    const sender = { body: held?.owner ?? '' }
    for (const extra of extras.slice(0, 2)) {
      const text = JSON.stringify({ result: 7, ...extra })
      assert.equal((await takeMessage(square.services, sender, { datastream: stream, text }))?.code, 'says-more')
    }
    const from = { ...sender, source: 'key:mine' }
    const message = JSON.stringify({ result: 7, FeatureOfInterest: feature })
    for (const payload of [message, `${message} `.repeat(2)])
      await takeOrKeep(square.services, from, { datastream: stream, payload })
    const waiting = await sql<{ kept: string }>`
      select payload::text || context::text as kept from observations.quarantine where owner = ${sender.body}`
    assert.equal(waiting.length, 5)
    for (const { kept } of waiting)
      assert.doesNotMatch(kept, /Koop|4\.7|parameters|Feature/, 'nobody reads it later either')
    const [kept] = await sql<{ values: number; features: number }>`
      select (select count(*)::int from observations.observation where datastream = ${stream}) as values,
        (select count(*)::int from observations.feature where name = 'Koop bij mij') as features`
    assert.deepEqual(kept, { values: 2, features: 0 })
  })

  test('a new key stops the old one, a pause stops both, and going on does not', async () => {
    const { visitor, path, key, send } = await registered('Sleutels')
    await visitor.get(path)
    const renewed = await visitor.post(path, { answer: 'key' })
    const fresh = /spsta_[\w-]{32}/.exec(renewed.body)?.[0] ?? ''
    assert.notEqual(fresh, key)
    square.services.wait({ seconds: 6 })
    assert.equal((await send(key)).statusCode, 401)
    assert.equal((await send(fresh)).statusCode, 201)
    await visitor.post(path, { answer: 'pause' })
    square.services.wait({ seconds: 6 })
    assert.equal((await send(fresh, 13)).statusCode, 401)
    assert.equal((await visitor.post(path, { answer: 'key' })).statusCode, 303, 'no key during a pause')
    await visitor.post(path, { answer: 'resume' })
    square.services.wait({ seconds: 6 })
    assert.equal((await send(fresh, 13)).statusCode, 201)
  })

  test('it gets another name, and moves to the cell of the new place; what it measured stays where that was', async () => {
    const { visitor, path, thing, stream, send } = await registered('Oude naam')
    await send()
    await visitor.get(path)
    const short = await visitor.post(`${path}/name`, { name: 'x' })
    assert.equal(short.statusCode, 422)
    await visitor.post(`${path}/name`, { name: 'Nieuwe naam' })
    await visitor.get(`${path}/move`)
    const moved = await visitor.post(`${path}/move`, { coordinates: `${HALLE.lat}, ${HALLE.lon}` })
    assert.equal(moved.statusCode, 303)
    square.services.wait({ seconds: 6 })
    await send(undefined, 14)
    const [found] = await thingsNamed(square, 'Nieuwe naam')
    assert.equal(found?.['@iot.id'], thing)
    const there = roughly(HALLE)
    assert.deepEqual(
      found.Locations.map(({ location }) => location.coordinates),
      [[there.lon, there.lat]],
    )
    const told = await square.server.inject(
      `/sensorthings/v1.1/Datastreams(${stream})/Observations?$orderby=phenomenonTime&$expand=FeatureOfInterest`,
    )
    const features = (told.json() as { value: { FeatureOfInterest: { feature: unknown } }[] }).value.map((one) =>
      JSON.stringify(one.FeatureOfInterest.feature),
    )
    assert.equal(new Set(features).size, 2)
    assert.ok(features[1]?.includes(String(there.lon)))
    const [row] = await square.services.sql<{ body: string; municipality: string }>`
      select r.body, d.municipality from observations.registration r join observations.datastream d on d.thing = r.thing
      where r.thing = ${thing} limit 1`
    assert.deepEqual(row, { body: 'halle', municipality: '23027' })
  })

  test('who lost the letter comes to it through the own file, and nobody else does', async () => {
    const { path } = await registered('Brief kwijt', 'kwijt@example.be')
    const [row] = await square.services.sql<{ id: string }>`
      select registration as id from observations.registration_contact where email = 'kwijt@example.be'`
    const own = `/nl/sensors/own/${row?.id}`
    const signedIn = async (email: string) => {
      const visitor = square.visitor()
      await visitor.get('/nl/sign-in')
      await visitor.post('/nl/sign-in/link', { email })
      await square.jobs.drain()
      const { text } = await newestLetter(square, email)
      await visitor.signIn(/https?:\S+\/sign-in\/\S+/.exec(text)?.[0] ?? '')
      return visitor
    }
    const mine = await signedIn('kwijt@example.be')
    assert.equal((await mine.get(own)).headers.location, path)
    assert.equal((await (await signedIn('ander@example.be')).get(own)).statusCode, 404)
    assert.equal((await square.visitor().get(own)).statusCode, 401)
  })

  test('ending erases who it was at once, and keeps the measurements under a general name', async () => {
    const { visitor, path, thing, stream, key, send } = await registered('Tuin van Jan', 'jan@example.be')
    await send()
    await visitor.get(`${path}/end`)
    const ended = await visitor.post(`${path}/end`, { measurements: 'keep' })
    assert.match(ended.body, /De metingen blijven staan/)
    assert.equal((await visitor.get(path)).statusCode, 404)
    square.services.wait({ seconds: 6 })
    assert.equal((await send(key, 15)).statusCode, 401)
    const shown = await square.server.inject(`/sensorthings/v1.1/Things(${thing})`)
    assert.equal(shown.json<{ name: string }>().name, 'Fijnstofmeter met SDS011 en BME280')
    const values = await square.server.inject(`/sensorthings/v1.1/Datastreams(${stream})/Observations/$count`)
    assert.equal(values.body, '1')
    for (const word of ['jan@example.be', 'Tuin van Jan'])
      assert.equal(await countOf(square, word), 0, `${word} stands in no table of sensors`)
  })

  test('what is hidden shows no place and no feature, also of before; it cannot move away', async () => {
    const { visitor, path, thing, send } = await registered('Blijft hier', 'hier@example.be')
    await send()
    await visitor.get(`${path}/move`)
    await visitor.post(`${path}/move`, { coordinates: `${HALLE.lat}, ${HALLE.lon}` })
    const { sql, clock } = square.services
    const [row] = await sql<{ id: string; owner: string }>`
      select id, owner from observations.registration where thing = ${thing}`
    assert.ok(row)
    await sql`
      insert into observations.feature (owner, name, encoding_type, feature, created_at, updated_at)
      values (${row.owner}, 'Woorden van vroeger', 'application/geo+json', '{"type":"Point","coordinates":[4.7,50.88]}', now(), now())`
    const seen = async () => {
      const [locations, features, historical] = await Promise.all(
        ['location', 'feature', 'historical_location'].map((table) => idsOf(square, table, row.owner)),
      )
      const paths = [
        ...(locations ?? []).map((id) => `Locations(${id})`),
        ...(features ?? []).map((id) => `FeaturesOfInterest(${id})`),
        ...(historical ?? []).map((id) => `HistoricalLocations(${id})`),
        `Things(${thing})`,
      ]
      assert.ok(paths.length >= 8, paths.join(' '))
      const answers = await Promise.all(paths.map((one) => square.server.inject(`/sensorthings/v1.1/${one}`)))
      return new Set(answers.map(({ statusCode }) => statusCode))
    }
    assert.deepEqual(await seen(), new Set([200]))
    await hide(row.id, 'Staat verkeerd', { id: 'sam' }, { sql, clock })
    assert.deepEqual(await seen(), new Set([404]))
    const moved = await visitor.post(`${path}/move`, { coordinates: `${HALLE.lat}, ${HALLE.lon}` })
    assert.equal(moved.statusCode, 409)
    assert.match(moved.body, /verborg deze sensor/)
    for (const answer of ['key', 'pause', 'resume']) {
      await visitor.get(path)
      assert.equal((await visitor.post(path, { answer })).statusCode, 409, answer)
    }
    assert.doesNotMatch((await visitor.get(path)).body, /je sensor werkt|sensors\/datastreams\//)
    await show(row.id, { id: 'sam' }, { sql, clock })
    assert.deepEqual(await seen(), new Set([200]))
    await visitor.post(`${path}/end`, { measurements: 'remove' })
    assert.deepEqual(await seen(), new Set([404]), 'before the job takes them out')
    const [kept] = await sql<{ count: number }>`
      select count(*)::int as count from core.letter where body like ${`%${row.id}%`} or recipient = 'hier@example.be'`
    assert.equal(kept?.count, 0, 'letters that are kept for the operator go along')
    assert.equal(await removeEnded(square.services), 1)
  })

  test('ending with everything hides the measurements at once, and takes them out', async () => {
    const { visitor, path, thing, stream, streams, send } = await registered('Weg ermee', 'weg@example.be')
    await send()
    const [own] = await square.services.sql<{ owner: string; sensor: number }>`
      select owner, sensor from observations.datastream where id = ${stream}`
    await square.services.sql`
      insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, description, observation_type,
        result_kind, unit, ucum, created_at, updated_at)
      select municipality, 'leuven', (select min(id) from observations.thing where id <> ${thing}), sensor, observed_property, 'Of another', '',
        observation_type, result_kind, unit, ucum, now(), now() from observations.datastream where id = ${stream}`
    await square.services.sql`
      insert into observations.quarantine (owner, source, format, reason, detail, payload, context, came_at)
      values (${own?.owner ?? ''}, 'key:x', 'mqtt', 'time-unknown', '', '"x"', '{}', now())`
    await visitor.get(`${path}/end`)
    await visitor.post(`${path}/end`, { measurements: 'remove' })
    const waiting = await square.services.sql`select from observations.quarantine where owner = ${own?.owner ?? ''}`
    assert.equal(waiting.length, 0, 'nobody mends what waited')
    for (const url of [
      `/sensorthings/v1.1/Things(${thing})`,
      `/sensorthings/v1.1/Datastreams(${stream})`,
      `/nl/sensors/things/${thing}`,
    ])
      assert.equal((await square.server.inject({ url, headers: { host: 'streekplein.example' } })).statusCode, 404, url)
    assert.equal(await removeEnded(square.services), 1)
    assert.equal(await removeEnded(square.services), 0)
    const [left] = await square.services.sql<{ count: number }>`
      select (select count(*) from observations.observation where datastream = any(${streams}::int[]))
        + (select count(*) from observations.thing where id = ${thing}) + (select count(*) from observations.registration where thing is null and ended_at is not null) as count`
    assert.equal(left?.count, 0)
  })
})

/** The numbers of the rows of a table that an owner has. */
async function idsOf({ services }: TestSquare, table: string, owner: string): Promise<number[]> {
  const text = `select id from observations.${table} where owner = '${owner}'`
  const rows = await services.sql<{ id: number }>(Object.assign([text], { raw: [text] }))
  return rows.map(({ id }) => id)
}

/** In how many rows of the tables of sensors a word stands, in any column. */
async function countOf({ services }: TestSquare, word: string): Promise<number> {
  const tables = await services.sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'observations' and c.relkind in ('r', 'p')`
  let count = 0
  for (const { name } of tables) {
    const text = `select count(*)::int as count from observations.${name} t where t::text like '%${word}%'`
    const [row] = await services.sql<{ count: number }>(Object.assign([text], { raw: [text] }))
    count += row?.count ?? 0
  }
  return count
}
