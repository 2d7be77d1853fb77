import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { walled } from '#core/database/walls.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink, type Role } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { observations } from '../../module.ts'
import type { ConnectorState } from '../pull/connector.ts'
import { listConnectors } from '../pull/connector-store.ts'
import { connect, openOtherSystem, stateOf, type OtherSystem } from '../pull/testing.ts'

const LIST = '/nl/staff/sensor-connectors'
const VALUES = { json: [] }

describe('the pages about fetching measurements', () => {
  let square: TestSquare
  let other: OtherSystem
  let ada: TestVisitor
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
    ada = await enter('leuven')
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    other = await openOtherSystem(() => VALUES)
  })
  afterEach(() => other.close())

  async function enter(body: string, role: Role = 'administrator'): Promise<TestVisitor> {
    const visitor = square.visitor()
    const id = await addStaff(square.services, { name: `Ada of ${body}`, email: null, body, role })
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }
  const all = () => listConnectors(square.services.sql, { now: square.services.clock() })
  const only = async (): Promise<ConnectorState> => {
    const [state, ...others] = await all()
    assert.ok(state !== undefined && others.length === 0)
    return state
  }
  const fields = (changes: Record<string, string> = {}) => ({
    name: 'Fijn stof',
    body: 'leuven',
    area: '50.85, 4.65, 50.92, 4.76',
    every: '5',
    address: other.address,
    ...changes,
  })

  test('an administrator adds a system, sees how it goes, pauses it and stops it for good', async () => {
    assert.match((await ada.get(LIST)).body, /nergens iets opgehaald/)
    await ada.get(`${LIST}/new/sensor-community`)
    assert.equal((await ada.post(`${LIST}/new/sensor-community`, fields())).statusCode, 303)
    await square.jobs.drain()
    assert.equal(other.asked.length, 1, 'it is asked at once')
    const { id } = await only()
    const here = `${LIST}/${id}`
    const shown = (await ada.get(here)).body
    assert.match(shown, /werkt/)
    assert.match(shown, /0 = 0 bewaard \+ 0 al bekend \+ 0 niet/)
    assert.match(shown, /elke 5 minuten/)
    // Name and kind are one box: beside each other on a telephone names break in the middle.
    assert.match((await ada.get(LIST)).body, new RegExp(`<td[^>]*data-label="Naam"[^>]*><div><a[^>]*href="${here}"`))

    assert.equal((await ada.post(`${here}/pause`)).statusCode, 303)
    assert.match((await ada.get(here)).body, /gepauzeerd/)
    square.services.wait({ hours: 1 })
    await square.jobs.runNow('observations.pull')
    assert.equal(other.asked.length, 1)
    await ada.post(`${here}/resume`)
    await square.jobs.drain()
    await ada.post(`${here}/run`)
    await square.jobs.drain()
    assert.equal(other.asked.length, 3)

    await ada.get(`${here}/remove`)
    assert.equal((await ada.post(`${here}/remove`)).statusCode, 422)
    assert.equal((await ada.post(`${here}/remove`, { sure: 'yes' })).statusCode, 303)
    assert.equal((await ada.get(here)).statusCode, 404)
    const deeds = await square.services.sql<{ action: string }>`
      select action from core.audit where subject = ${`connector:${id}`} order by id`
    assert.deepEqual(
      deeds.map(({ action }) => action.replace('observations.', '')),
      ['add-connector', 'pause-connector', 'resume-connector', 'run-connector', 'remove-connector'],
    )
  })

  test('what cannot be right is told beside its field, and what was typed stays', async () => {
    const wrong: [string, string, Record<string, string>][] = [
      ['sensor-community', 'name', { name: '' }],
      ['sensor-community', 'body', { body: 'halle' }],
      ['sensor-community', 'area', { area: '' }],
      ['sensor-community', 'area', { area: '50.85, 4.65, 50.92' }],
      ['sensor-community', 'area', { area: '50.92, 4.65, 50.85, 4.76' }],
      ['sensor-community', 'area', { area: '40, 4, 50, 5' }],
      ['sensor-community', 'every', { every: '1' }],
      ['sensor-community', 'address', { address: 'http://169.254.169.254' }],
      ['sensor-community', 'address', { address: 'https://user:secret@x.example' }],
      ['telraam', 'ids', { ids: '', apiKey: 'k', every: '60', days: '7' }],
      ['telraam', 'ids', { ids: '12; drop', apiKey: 'k', every: '60', days: '7' }],
      ['telraam', 'apiKey', { ids: '12', every: '60', days: '7' }],
      ['telraam', 'every', { ids: '1 2 3 4 5 6 7 8 9 10 11', apiKey: 'k', every: '15', days: '7' }],
      ['waterinfo', 'ids', { area: '', ids: '', days: '7' }],
      ['waterinfo', 'days', { days: '4000' }],
      ['sensorthings', 'address', { address: '', days: '7' }],
      ['sensorthings', 'address', { address: 'http://127.0.0.1:8080/sensorthings/v1.1', days: '7' }],
    ]
    for (const [kind, field, changes] of wrong) {
      const path = `${LIST}/new/${kind}`
      await ada.get(path)
      const answer = await ada.post(path, fields({ name: 'Blijft staan', ...changes }))
      assert.equal(answer.statusCode, 422, `${kind} ${JSON.stringify(changes)}`)
      assert.match(answer.body, new RegExp(`href="#${field}"`), `${kind} ${JSON.stringify(changes)}`)
      if (changes['name'] === undefined) assert.match(answer.body, /value="Blijft staan"/)
    }
    assert.deepEqual(await all(), [])
  })

  test('a key is kept sealed, shown to nobody, and asked again when the address is another', async () => {
    const path = `${LIST}/new/telraam`
    await ada.get(path)
    const typed = fields({ ids: '9000001234', apiKey: 'very-secret-key', every: '60', days: '1' })
    assert.equal((await ada.post(path, typed)).statusCode, 303)
    const { id, apiKey } = await only()
    assert.ok(apiKey.length > 20 && !apiKey.includes('very-secret-key'))
    const change = `${LIST}/${id}/change`
    for (const page of [LIST, `${LIST}/${id}`, change])
      assert.ok(!(await ada.get(page)).body.includes('very-secret-key'))
    const withoutKey = { ...typed, apiKey: '' }
    assert.equal((await ada.post(change, { ...withoutKey, name: 'Anders' })).statusCode, 303)
    assert.equal((await only()).title, 'Anders')
    assert.equal((await only()).apiKey, apiKey)
    const elsewhere = await ada.post(change, { ...withoutKey, address: 'https://evil.example' })
    assert.equal(elsewhere.statusCode, 422)
    assert.match(elsewhere.body, /href="#apiKey"/)
    assert.equal((await only()).settings.address, other.address)
    await square.jobs.drain()
    assert.ok(other.asked.length > 0)
    assert.equal(other.asked[0]?.headers['x-api-key'], 'very-secret-key')
  })

  test('nobody sees or changes what is fetched for another body', async () => {
    const id = await connect(square, 'sensor-community', {
      address: other.address,
      owner: 'halle',
      area: { south: 50.7, west: 4.2, north: 50.8, east: 4.3 },
    })
    assert.ok(!(await ada.get(LIST)).body.includes(id))
    const before = await stateOf(square, id)
    assert.equal((await ada.get(`${LIST}/${id}`)).statusCode, 404)
    await ada.get(`${LIST}/new/telraam`)
    for (const deed of ['pause', 'resume', 'run', 'remove', 'change'])
      assert.equal((await ada.post(`${LIST}/${id}/${deed}`, { ...fields(), sure: 'yes' })).statusCode, 404, deed)
    assert.deepEqual(await stateOf(square, id), before)
    const handler = await enter('leuven', 'handler')
    assert.equal((await handler.get(LIST)).statusCode, 403)
  })

  test('a query without any filter finds and changes nothing of another body', async () => {
    const area = { south: 50.7, west: 4.2, north: 50.8, east: 4.3 }
    const { sql, clock } = square.services
    for (const owner of ['halle', 'leuven']) {
      const id = await connect(square, 'sensor-community', { address: other.address, owner, area })
      await sql`
        insert into observations.connector_part (connector, part, asked_at) values (${id}, 'now', ${clock()})`
      await sql`
        insert into observations.lorawan_application (id, owner, application, mapping, created_at, changed_at)
        values (${id}, ${owner}, 'walls', '{}', ${clock()}, ${clock()})`
    }
    const scope = { permission: 'keys.administer', bodies: ['leuven'], visitor: randomUUID(), email: null }
    const mine = walled(sql, scope)
    assert.deepEqual(await mine`select owner from observations.connector`, [{ owner: 'leuven' }])
    assert.deepEqual(await mine`select owner from observations.lorawan_application`, [{ owner: 'leuven' }])
    assert.equal((await mine`select part from observations.connector_part`).length, 1)
    await mine`update observations.connector set enabled = false`
    await mine`delete from observations.connector_part`
    await mine`delete from observations.lorawan_application`
    await assert.rejects(mine`update observations.connector set owner = 'halle'`, /row-level security/)
    assert.deepEqual(await sql`select enabled from observations.connector where owner = 'halle'`, [{ enabled: true }])
    assert.equal((await sql`select part from observations.connector_part`).length, 1)
    assert.deepEqual(await sql`select owner from observations.lorawan_application`, [{ owner: 'halle' }])
    await sql`delete from observations.lorawan_application`
    for (const permission of ['people.administer', 'reports.read'])
      assert.deepEqual(await walled(sql, { ...scope, permission })`select id from observations.connector`, [])
  })

  test('every page is there in four languages', async () => {
    const id = await connect(square, 'telraam', { address: other.address, ids: ['1'], key: 'k' })
    await square.services.sql`update observations.connector set problem = 'too-busy', detail = '429'`
    for (const language of ['nl', 'fr', 'en', 'de'])
      for (const path of [
        '',
        '/new/telraam',
        '/new/sensorthings',
        '/new-lorawan',
        `/${id}`,
        `/${id}/change`,
        `/${id}/remove`,
      ]) {
        const answer = await ada.get(`/${language}/staff/sensor-connectors${path}`)
        assert.equal(answer.statusCode, 200, `${language} ${path}`)
        assert.match(answer.body, new RegExp(`<html lang="${language}"`))
      }
  })

  test('an administrator says what the fields of an application mean', async () => {
    const path = `${LIST}/new-lorawan`
    await ada.get(path)
    const typed = {
      body: 'leuven',
      application: 'town-air',
      fields: 'TempC_SHT = air-temperature Cel',
      others: 'ignore',
    }
    for (const [field, changes] of [
      ['body', { body: 'halle' }],
      ['application', { application: 'Town Air' }],
      ['fields', { fields: 'TempC_SHT = air-temperature smiles' }],
      ['others', { others: '' }],
    ] as const) {
      const answer = await ada.post(path, { ...typed, ...changes })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, new RegExp(`href="#${field}"`))
      if (field !== 'fields') assert.match(answer.body, /TempC_SHT = air-temperature Cel/)
    }
    assert.equal((await ada.post(path, typed)).statusCode, 303)
    assert.match((await ada.post(path, typed)).body, /al gezegd/)
    const list = (await ada.get(LIST)).body
    const here = /href="(\/nl\/staff\/sensor-connectors\/lorawan\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    assert.match((await ada.get(here)).body, /TempC_SHT = air-temperature Cel/)
    assert.equal((await ada.post(here, { ...typed, fields: 'a = -' })).statusCode, 303)
    const halle = await enter('halle')
    assert.equal((await halle.get(here)).statusCode, 404)
    await halle.get(path)
    assert.equal((await halle.post(here, typed)).statusCode, 404)
    assert.equal((await halle.post(`${here}/remove`, { sure: 'yes' })).statusCode, 404)
    const [kept] = await square.services.sql<{ mapping: object }>`select mapping from observations.lorawan_application`
    assert.deepEqual(kept?.mapping, { fields: { a: null }, others: 'ignore', atHome: false })
    await ada.get(`${here}/remove`)
    assert.equal((await ada.post(`${here}/remove`, { sure: 'yes' })).statusCode, 303)
    assert.equal((await ada.get(here)).statusCode, 404)
  })
})
