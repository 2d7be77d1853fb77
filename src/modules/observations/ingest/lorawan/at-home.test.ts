import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { giveDeviceKey } from '../../keys/testing.ts'
import { observations } from '../../module.ts'
import { roughly } from '../../place.ts'
import { registerSensor, thingsNamed } from '../../register/testing.ts'
import { removeEnded } from '../../register/remove-ended.ts'
import { signedIn } from '../../network/testing.ts'
import { saveApplication } from './application-store.ts'
import { PATH, uplink } from './testing.ts'

const EXACT = { latitude: 50.873_219_876, longitude: 4.717_771_234 }

describe('devices at home, by The Things Stack', () => {
  let square: TestSquare
  let key: string
  before(async () => {
    square = await openTestSquare([region, observations])
    key = await giveDeviceKey(square.services, { scopes: ['observations', 'entities'] })
  })
  after(() => square.close())

  let minute = 0
  /** An uplink of a device, with the exact place that its owner wrote at the network. */
  async function send(device: string, payload: unknown, application = 'town-air') {
    const message = uplink(payload, {
      received_at: `2026-03-02T10:${String(minute++).padStart(2, '0')}:00Z`,
      locations: { user: EXACT },
    })
    Object.assign(message.end_device_ids, {
      device_id: device,
      dev_eui: `EUI-${device}`,
      application_ids: { application_id: application },
    })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const answer = await square.server.inject({ method: 'POST', url: PATH, headers, payload: JSON.stringify(message) })
    return answer.json<{ stored: number; refused: string[] }>()
  }

  async function registered(name: string, device: string) {
    const visitor = square.visitor()
    const way = { way: 'ttn', device }
    const path = await registerSensor(square, visitor, { name, email: `${device}@example.be`, way })
    await visitor.get(path)
    assert.equal((await visitor.post(path, { answer: 'confirm' })).statusCode, 303)
    const [row] = await square.services.sql<{
      id: string
    }>`select id from observations.registration where name = ${name}`
    return { visitor, path, id: row?.id ?? '' }
  }

  async function connect(staff: TestVisitor, id: string, device: string) {
    const page = `/nl/staff/sensors/residents/${id}`
    await staff.get(page)
    return staff.post(page, { answer: 'connected', device })
  }

  /** Whether a text stands in any row of any table of sensors, but that of who registered. */
  async function isAnywhere(text: string): Promise<string[]> {
    const tables = await square.services.sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'observations' and c.relkind in ('r', 'p') and c.relname not like 'registration%'`
    const found: string[] = []
    for (const { name } of tables) {
      const asked = `select 1 from observations.${name} t where t::text ilike '%${text}%' limit 1`
      if ((await square.services.sql(Object.assign([asked], { raw: [asked] }))).length > 0) found.push(name)
    }
    return found
  }

  test('what a connected device sends is of its resident: values, no place and no number of it', async () => {
    const { id } = await registered('Dak van An', 'box-an')
    const staff = await signedIn(square, 'leuven', 'administrator')
    const before = await send('box-an', { temperature: 8, gps: '50.87321, 4.71777' })
    assert.equal(before.stored, 1, 'nobody connected it yet')
    assert.deepEqual(await isAnywhere('4.71777'), [], 'and yet it is rough, since somebody wrote its name')
    assert.equal((await connect(staff, id, 'box an')).statusCode, 422)
    assert.equal((await connect(staff, id, 'box-an@town-air')).statusCode, 303)
    const [thing] = await thingsNamed(square, 'Dak van An')
    assert.deepEqual(await send('box-an', { temperature: 9, pm2_5: 4, strange: 1 }), {
      stored: 2,
      known: 0,
      refused: ['The format does not know what is observed here. ("strange")'],
    })
    const values = await square.services.sql<{ property: string; number: number; parameters: unknown }>`
      select p.key as property, o.number, o.parameters from observations.observation o
      join observations.datastream d on d.id = o.datastream join observations.observed_property p on p.id = d.observed_property
      where d.thing = ${thing?.['@iot.id'] ?? 0} order by p.key`
    assert.deepEqual(values, [
      { property: 'air-temperature', number: 9, parameters: null },
      { property: 'pm2-5', number: 4, parameters: null },
    ])
    const early = uplink({ temperature: 9 }, { received_at: '2035-01-01T00:00:00Z', locations: { user: EXACT } })
    Object.assign(early.end_device_ids, { device_id: 'box-an', dev_eui: 'EUI-box-an' })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const refused = await square.server.inject({ method: 'POST', url: PATH, headers, payload: JSON.stringify(early) })
    assert.equal(refused.statusCode, 202, 'its time is refused')
    for (const text of ['4.71777', '50.87321', 'EUI-box-an']) assert.deepEqual(await isAnywhere(text), [], text)
  })

  test('one that was known exactly stands rough once it is connected', async () => {
    assert.equal((await send('box-bo', { temperature: 8 })).stored, 1)
    assert.ok((await isAnywhere('4.71777')).length > 0, 'a device of the body, as far as anybody knows')
    const { id } = await registered('Raam van Bo', 'box-bo')
    await connect(await signedIn(square, 'leuven', 'administrator'), id, 'EUI-box-bo')
    for (const text of ['4.71777', 'EUI-box-bo']) assert.deepEqual(await isAnywhere(text), [], text)
  })

  test('what somebody writes in a form takes no device of a body away', async () => {
    assert.equal((await send('box-town', { temperature: 8 })).stored, 1)
    const { visitor, path } = await registered('Niet van mij', 'box-town')
    assert.equal((await send('box-town', { temperature: 9, humidity: 50 })).stored, 2)
    assert.ok((await isAnywhere('EUI-box-town')).length > 0, 'it stands where it stood')
    await visitor.get(`${path}/end`)
    await visitor.post(`${path}/end`, { measurements: 'remove' })
    assert.equal((await send('box-town', { temperature: 10 })).stored, 1, 'nor stops it')
    const [kept] = await square.services.sql<{ owner: string }>`
      select owner from observations.thing where outside_key = 'lorawan/town-air/box-town'`
    assert.equal(kept?.owner, 'leuven')
  })

  test('paused, hidden and ended nothing of it is taken in or kept', async () => {
    const { visitor, path, id } = await registered('Tuin van Cis', 'eui-70b3d57ed00000dd')
    await send('eui-70b3d57ed00000dd', { temperature: 7 })
    const names = await square.services.sql<{
      name: string
    }>`select name from observations.thing where outside_key like '%00dd'`
    assert.ok(
      names.every(({ name }) => /^Sensor [0-9a-f]{6}$/.test(name)),
      'its number is no name',
    )
    await connect(await signedIn(square, 'leuven', 'administrator'), id, 'eui-70b3d57ed00000dd')
    assert.equal((await send('eui-70b3d57ed00000dd', { temperature: 8 })).stored, 1)
    await visitor.get(path)
    await visitor.post(path, { answer: 'pause' })
    assert.equal((await send('eui-70b3d57ed00000dd', { temperature: 9 })).stored, 0)
    await visitor.post(path, { answer: 'resume' })
    assert.equal((await send('eui-70b3d57ed00000dd', { temperature: 10 })).stored, 1)
    await visitor.get(`${path}/end`)
    await visitor.post(`${path}/end`, { measurements: 'remove' })
    const after = await send('eui-70b3d57ed00000dd', { temperature: 11 })
    assert.deepEqual([after.stored, after.refused.length], [0, 1])
    const [left] = await square.services.sql<{
      owner: string
    }>`select owner from observations.registration where id = ${id}`
    assert.ok((await removeEnded(square.services)) > 0)
    for (const text of ['eui-70b3d57ed00000dd', left?.owner ?? 'nobody', '4.71777, 50.87'])
      assert.deepEqual(await isAnywhere(text), [], 'no thing, nothing in quarantine')
  })

  test('an application of which somebody said so makes things in their cell', async () => {
    const { services } = square
    const application = { id: randomUUID(), owner: 'leuven', application: 'at-home' }
    const mapping = { fields: {}, others: 'wait', atHome: true } as const
    await send('kit-1', { temperature: 7 }, 'at-home')
    assert.ok((await isAnywhere('EUI-kit-1')).length > 0)
    await saveApplication(services.sql, { ...application, mapping }, services.clock())
    await send('kit-1', { temperature: 8 }, 'at-home')
    const [at] = await services.sql<{ lon: number; lat: number }>`
      select l.lon, l.lat from observations.location l join observations.thing_location tl on tl.location = l.id
      join observations.thing t on t.id = tl.thing where t.outside_key = 'lorawan/at-home/kit-1'`
    assert.deepEqual(at, roughly({ lon: EXACT.longitude, lat: EXACT.latitude }))
    assert.deepEqual(await isAnywhere('EUI-kit-1'), [])
  })
})
