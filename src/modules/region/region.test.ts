import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { prepare } from './prepare.ts'
import * as region from './public.ts'
import { putTrack } from './store/bodies.ts'
import { openTestRegion } from './testing.ts'

const today = Temporal.PlainDate.from('2026-03-02')
const then = Temporal.PlainDate.from('2024-06-01')
describe('the region', () => {
  let opened: Awaited<ReturnType<typeof openTestRegion>>

  before(async () => {
    opened = await openTestRegion()
  })
  after(() => opened.close())

  test('lists the municipalities of today and those of then', async () => {
    const { sql } = opened.services
    assert.equal((await region.listMunicipalities(sql, { on: today })).length, 82)
    assert.equal((await region.listMunicipalities(sql, { on: then })).length, 84)
    const leuven = await region.listMunicipalities(sql, { on: today, subRegion: 'leuven' })
    assert.equal(leuven.length, 30)
    assert.deepEqual(
      (await region.listSubRegions(sql)).map(({ id }) => id),
      ['halle-vilvoorde', 'leuven', 'brussels'],
    )
  })

  test('the facts can be brought in twice', async () => {
    const { sql } = opened.services
    const before_ = await region.listMunicipalities(sql, { on: today })
    await sql`insert into region.postal_code (code, nis) values ('9999', '24062')`
    await prepare(opened.services)
    // What the facts do not have goes, what they have stays.
    assert.deepEqual(await region.listMunicipalities(sql, { on: today }), before_)
  })

  test('tells old and new municipality apart, with their days', async () => {
    const { sql } = opened.services
    const herne = await region.findMunicipality(sql, '23032')
    assert.equal(herne?.nl, 'Herne')
    assert.equal(herne?.validUntil?.toString(), '2025-01-01')
    assert.equal(herne?.validFrom, null)
    assert.equal(await region.findMunicipality(sql, '99999'), undefined)
  })

  test('finds what an old code is today, also outside the region', async () => {
    const { sql } = opened.services
    assert.deepEqual(await region.resolveNis(sql, '23023', today), ['23106'])
    assert.deepEqual(await region.resolveNis(sql, '23106', then), ['23023', '23024', '23032'])
    assert.deepEqual(await region.resolveNis(sql, '55022', today), ['58001'])
    const resolve = await region.nisResolver(sql, today)
    assert.deepEqual(resolve('44034'), ['44087'])
  })

  test('a postal code may belong to several municipalities, and to another one before a merger', async () => {
    const { sql } = opened.services
    const names = async (code: string, on: Temporal.PlainDate) =>
      (await region.municipalitiesOfPostalCode(sql, code, on)).map(({ nl }) => nl)
    assert.deepEqual(await names('1070', today), ['Anderlecht', 'Brussel'])
    assert.deepEqual(await names('1755', today), ['Pajottegem'])
    assert.deepEqual(await names('1755', then), ['Gooik'])
    assert.deepEqual(await names('9000', today), [])
  })

  test('every municipality has its own local government, and public bodies are not invented', async () => {
    const { sql } = opened.services
    const halle = await region.bodyOfMunicipality(sql, '23027')
    assert.deepEqual([halle?.id, halle?.kind, halle?.fr, halle?.demo], ['halle', 'municipality', 'Hal', false])
    const province = await region.findBody(sql, 'vlaams-brabant')
    assert.deepEqual([province?.kind, province?.demo], ['province', false])
    assert.equal((await region.listBodies(sql, { kind: 'municipality' })).length, 85)
  })

  test('a municipality that did not choose yet is on the shared track', async () => {
    assert.equal((await region.trackOf(opened.services.sql, '24001', 'reports')).track, 'shared')
  })

  test('the demonstration can be filled twice, shows itself as such, and goes away without a trace', async () => {
    const { services } = opened
    const { sql } = services
    const bodiesBefore = await region.listBodies(sql)
    await fillDemo(services)
    await fillDemo(services)
    assert.ok((await region.listBodies(sql, { kind: 'company' })).every(({ demo }) => demo))
    assert.equal((await region.trackOf(sql, '23106', 'reports')).jointBody, 'haviland')
    const above = await region.listBodiesAbove(sql, 'leuven', today)
    assert.deepEqual(
      above.map(({ id }) => id),
      ['ecowerf', 'interleuven', 'vlaams-brabant'],
    )
    assert.equal((await region.listStaff(sql, 'leuven')).length, 3)

    await clearDemo(services)
    assert.deepEqual(await region.listBodies(sql), bodiesBefore)
    assert.equal((await region.listStaff(sql, 'leuven')).length, 0)
    assert.equal((await region.trackOf(sql, '23106', 'reports')).track, 'shared')
  })

  test('what a municipality chose itself stays when the demonstration goes', async () => {
    const { services } = opened
    await fillDemo(services)
    const chosen = {
      nis: '24107',
      capability: 'reports',
      track: 'own',
      jointBody: null,
      ownUrl: 'https://www.tienen.example/',
    } as const
    await putTrack(services.sql, chosen, services.clock())
    await clearDemo(services)
    assert.deepEqual(await region.trackOf(services.sql, '24107', 'reports'), chosen)
  })

  test('the database refuses a joint track without a body', async () => {
    const track = { nis: '24001', capability: 'reports', track: 'joint', jointBody: null, ownUrl: null } as const
    await assert.rejects(putTrack(opened.services.sql, track, opened.services.clock()))
  })
})
