import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { writeWindow } from '#web/maps/map-window.ts'
import { PICK_SIZE } from '#web/maps/pick-map-svg.tsx'
import { observations } from '../module.ts'
import { roughly } from '../place.ts'
import { confirmSensor, HOME, linkIn, newestLetter, registerSensor, sendWith, thingsNamed } from './testing.ts'

describe('a resident registers a sensor', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(() => square.close())

  test('from the form to the first value, without an account or scripts', async () => {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor)
    assert.deepEqual(await thingsNamed(square, 'Dakgoot bij het park'), [], 'nothing is public before it is confirmed')
    const key = await confirmSensor(visitor, path)
    assert.match(key, /^spsta_/)
    const [thing] = await thingsNamed(square, 'Dakgoot bij het park')
    assert.ok(thing)
    assert.deepEqual(thing.properties, {
      precision: 'area',
      outdoors: true,
      side: 'garden',
      height: 2.5,
      license: 'CC-BY-4.0',
    })
    const rough = roughly(HOME)
    assert.deepEqual(thing.Locations[0]?.location.coordinates, [rough.lon, rough.lat])
    assert.equal(thing.Datastreams.length, 5)

    const waiting = await visitor.get(path)
    assert.match(waiting.body, /We wachten op de eerste waarde/)
    const stream = thing.Datastreams[0]?.['@iot.id'] ?? 0
    assert.equal((await sendWith(square, key, `Datastreams(${stream})/Observations`, { result: 12.5 })).statusCode, 201)
    assert.match((await visitor.get(path)).body, /Er kwamen waarden aan/)
    const feature = await square.server.inject(
      `/sensorthings/v1.1/Datastreams(${stream})/Observations?$expand=FeatureOfInterest`,
    )
    assert.ok(feature.body.includes(`[${rough.lon},${rough.lat}]`), 'the value is about the rough place')
  })

  test('the exact place, the address and the owner stand on no public page and in no public answer', async () => {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor, { name: 'Verborgen hoek', email: 'geheim@example.be' })
    await confirmSensor(visitor, path)
    const [thing] = await thingsNamed(square, 'Verborgen hoek')
    const id = thing?.['@iot.id']
    const told = await Promise.all(
      [
        `/nl/sensors/things/${id}`,
        `/sensorthings/v1.1/Things(${id})?$expand=Locations,HistoricalLocations/Locations,Datastreams`,
        '/sensorthings/v1.1/FeaturesOfInterest',
        '/sensorthings/v1.1/Locations',
        '/nl/sensors',
      ].map((url) => square.server.inject({ url, headers: { host: 'streekplein.example' } })),
    )
    for (const { body, statusCode } of told) {
      assert.equal(statusCode, 200)
      for (const secret of ['geheim@example.be', String(HOME.lon), String(HOME.lat), 'resident:'])
        assert.ok(!body.includes(secret), secret)
    }
  })

  test('a form that is confirmed twice, or sent twice, is one sensor', async () => {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor, { name: 'Twee keer', email: 'twee@example.be' })
    await confirmSensor(visitor, path)
    const again = await visitor.post(path, { answer: 'confirm' })
    assert.equal(again.statusCode, 303)
    assert.equal((await thingsNamed(square, 'Twee keer')).length, 1)
  })

  test('what is wrong is said beside the field, and nothing is lost', async () => {
    const visitor = square.visitor()
    await visitor.get('/nl/sensors/register')
    assert.equal((await visitor.post('/nl/sensors/register', {})).statusCode, 422)
    assert.equal((await visitor.post('/nl/sensors/register', { kit: 'made-up' })).statusCode, 422)
    const bare = await visitor.post('/nl/sensors/register', { kit: 'other' })
    assert.equal(bare.statusCode, 422)
    assert.match(bare.body, /Vink aan wat je sensor meet/)
    const begun = await visitor.post('/nl/sensors/register', { kit: 'other', measures: ['ph', 'nonsense', 'rain'] })
    const form = String(begun.headers.location).replace('/place', '')
    const found = await visitor.post(`${form}/place`, { postalCode: '3000' })
    assert.equal(found.statusCode, 200, 'Enter in the field of the postal code shows it on the map')
    assert.equal((await visitor.post(`${form}/place`, { postalCode: '9999' })).statusCode, 422)
    assert.equal((await visitor.post(`${form}/place`, { postalCode: '3000', next: 'yes' })).statusCode, 422)
    for (const [coordinates, words] of [
      ['', /Druk eerst op de kaart/],
      ['here', /twee getallen/],
      ['48.8566, 2.3522', /niet in de regio/],
    ] as const) {
      const answer = await visitor.post(`${form}/place`, { coordinates })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, words)
    }
    assert.equal((await visitor.get(`${form}/you`)).headers.location, `${form}/place`, 'no page is jumped over')
    await visitor.post(`${form}/place`, { pin: `${HOME.lon},${HOME.lat}` })
    const high = await visitor.post(`${form}/stands`, { outdoors: 'no', side: 'road', height: 'heel hoog' })
    assert.equal(high.statusCode, 422)
    assert.match(high.body, /value="heel hoog"/)
    await visitor.post(`${form}/stands`, { outdoors: 'no', side: 'road', height: '' })
    assert.equal((await visitor.post(`${form}/way`, { way: 'sensor-community', number: 'x1' })).statusCode, 422)
    assert.equal((await visitor.post(`${form}/way`, { way: 'pigeon' })).statusCode, 422)
    await visitor.post(`${form}/way`, { way: 'http' })
    for (const name of [
      'Win nu op www.prijs',
      'https://x',
      'mail jan@x',
      'gratis.example',
      'bit\u2024ly/abc',
      'evil\u3002com',
    ])
      assert.match((await visitor.post(`${form}/you`, { name })).body, /Zet geen webadres/, name)
    const you = await visitor.post(`${form}/you`, { name: 'Regen', email: 'nowhere', licence: 'CC0-1.0' })
    assert.equal(you.statusCode, 422)
    assert.match(you.body, /Vink aan dat je akkoord gaat/)
    assert.match(you.body, /value="Regen"/)
    const french = await visitor.post(`${form.replace('/nl/', '/fr/')}/you`, { name: 'Regen', _language: 'fr' })
    assert.match(french.body, /value="Regen"/, 'the language switch keeps what was typed')
    assert.match(french.body, /Nom du capteur/)
  })

  test('a letter that asks to confirm holds no word of who filled in the form, and no sign that nobody sees', async () => {
    const path = await registerSensor(square, square.visitor(), { name: 'Gratis\u202E geld', email: 'wie@example.be' })
    const letter = await newestLetter(square, 'wie@example.be')
    assert.doesNotMatch(`${letter.subject} ${letter.text}`, /Gratis|\u202E/)
    assert.match(letter.text, /een sensor in Leuven/)
    await confirmSensor(square.visitor(), path)
    assert.equal((await thingsNamed(square, 'Gratis geld')).length, 1)
  })

  test('who is registered again and again by strangers can still register', async () => {
    for (let turn = 0; turn < 22; turn++) {
      await registerSensor(square, square.visitor(), { email: 'doel@example.be' })
      square.services.wait({ hours: 3 })
    }
    const [waiting] = await square.services.sql<{ count: number }>`
      select count(*)::int as count from observations.registration_contact where email = 'doel@example.be'`
    assert.equal(waiting?.count, 20, 'the oldest are forgotten')
    const path = await registerSensor(square, square.visitor(), { name: 'Van mezelf', email: 'doel@example.be' })
    await confirmSensor(square.visitor(), path)
    assert.equal((await thingsNamed(square, 'Van mezelf')).length, 1)
  })

  test('pressing the map comes closer first, then picks', async () => {
    const visitor = square.visitor()
    await visitor.get('/nl/sensors/register')
    const begun = await visitor.post('/nl/sensors/register', { kit: 'rain' })
    const form = String(begun.headers.location)
    await visitor.get(form)
    const map = writeWindow({ ...HOME, zoom: 9 })
    const middle = { 'pin.x': String(PICK_SIZE.width / 2), 'pin.y': String(PICK_SIZE.height / 2) }
    const closer = await visitor.post(form, { map, ...middle })
    assert.equal(closer.statusCode, 200)
    assert.match(closer.body, /De kaart kwam dichterbij/)
    const near = /name="map" value="([^"]+)"/.exec(closer.body)?.[1] ?? ''
    assert.notEqual(near, map)
    const picked = await visitor.post(form, { map: near, ...middle })
    assert.match(picked.body, /Je koos een plek in/)
    const pin = /name="pin" value="([^"]+)"/.exec(picked.body)?.[1] ?? ''
    assert.equal((await visitor.post(form, { map: near, pin })).statusCode, 303)
    const here = await visitor.post(form, { here: `${HOME.lon},${HOME.lat}` })
    assert.match(here.body, /Je koos een plek in Leuven/)
    const picture = await square.server.inject(`/sensors/register/map.svg?map=${near}`)
    assert.match(picture.body, /^<svg/)
  })

  test('what another network sends is a task for staff, and no key', async () => {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor, {
      name: 'Al op de kaart',
      email: 'sc@example.be',
      way: { way: 'sensor-community', number: '12345' },
    })
    await visitor.get(path)
    const answer = await visitor.post(path, { answer: 'confirm' })
    assert.equal(answer.statusCode, 303)
    const shown = await visitor.get(path)
    assert.match(shown.body, /nummer 12345/)
    assert.ok(!shown.body.includes('spsta_'))
  })

  test('a secret that was made up, a form that is too old and a letter too late are answered alike', async () => {
    const visitor = square.visitor()
    const path = await registerSensor(square, visitor, { name: 'Te laat', email: 'laat@example.be' })
    assert.equal((await visitor.get(`${path.slice(0, -3)}abc`)).statusCode, 404)
    assert.equal((await visitor.get('/nl/sensors/register/xyz/way')).statusCode, 410)
    square.services.wait({ hours: 24 * 7 + 1 })
    assert.equal((await visitor.get(path)).statusCode, 404)
    await square.jobs.runNow('core.enforce-retention')
    await square.jobs.drain()
    const [left] = await square.services.sql<{ count: number }>`
      select count(*)::int as count from observations.registration_contact where email = 'laat@example.be'`
    assert.equal(left?.count, 0)
    const [drafts] = await square.services.sql<{ count: number }>`
      select count(*)::int as count from observations.registration_draft`
    assert.equal(drafts?.count, 0)
  })

  test('nobody floods a mailbox, and an address has twenty sensors at most', async () => {
    const { sql } = square.services
    const visitor = square.visitor('192.0.2.7')
    for (let turn = 0; turn < 10; turn++)
      await registerSensor(square, visitor, { name: `Reeks ${turn}`, email: 'veel@example.be' })
    await assert.rejects(registerSensor(square, visitor, { name: 'Reeks 11', email: 'veel@example.be' }), /check/)
    await sql`
      insert into observations.registration_contact (registration, email, language, lon, lat)
      select id, 'VEEL@example.be', 'nl', 4.7, 50.8 from observations.registration
      where id not in (select registration from observations.registration_contact) limit 20`
    for (let turn = 0; turn < 10; turn++)
      await sql`
        with made as (
          insert into observations.registration (id, owner, body, municipality, kit, measures, name, outdoors, side, way, licence, asked_at)
          values (gen_random_uuid(), ${`resident:${String(turn).padStart(12, '0')}`}, 'leuven', '24062', 'rain', '{rain}', 'x', true, 'road', 'http', 'CC0-1.0', now())
          returning id)
        insert into observations.registration_contact (registration, email, language, lon, lat) select id, 'veel@example.be', 'nl', 4.7, 50.8 from made`
    square.services.wait({ hours: 25 })
    const before = (await newestLetter(square, 'veel@example.be')).subject
    const last = await registerSensor(square, square.visitor(), { name: 'Eenentwintig', email: 'veel@example.be' })
    assert.equal((await newestLetter(square, 'veel@example.be')).subject, before, 'no letter, and the same answer')
    assert.equal(last, linkIn(await newestLetter(square, 'veel@example.be')))
  })
})
