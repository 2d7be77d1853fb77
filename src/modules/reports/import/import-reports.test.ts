import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import type { ImportResult } from '#web/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../module.ts'
import { listReports } from '../store/find.ts'
import { listParties } from '../store/parties.ts'
import { reportsImporter } from './import-reports.ts'

const REAL_FILE = '../shared/data/05-service-requests/assen-nl-2026/all_meldingen.json.gz'

function record(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const created_at = '2026-02-01T10:00:00.5+00:00'
  return { id, lng: 4.7009, lat: 50.8798, subcategory_slug: 'straatverlichting', created_at, ...changes }
}

function fileOf(content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'import-')), 'reports.json')
  writeFileSync(path, content)
  return path
}

describe('importing reports', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  function take(file: string, options: Record<string, string> = {}): Promise<ImportResult> {
    return reportsImporter.run({ file, options: { as: 'assen', ...options }, progress: () => {} }, square.services)
  }

  test('takes in what can be understood and lists the rest with number and reason', async () => {
    const lines = [
      record('a1'),
      record('a2', { lng: 'east' }),
      record('a3', { created_at: 'yesterday' }),
      record('a4', { lng: 6.57, lat: 53.02 }),
      record('a5', { subcategory_slug: 'something-new' }),
    ]
    const { added, rejected } = await take(fileOf(JSON.stringify(lines)))
    assert.equal(added, 2)
    assert.deepEqual(rejected, [
      { line: 2, reason: 'lng must be a number' },
      { line: 3, reason: 'created_at "yesterday" is not a time with an offset' },
      { line: 4, reason: 'The place is outside the region.' },
    ])
  })

  test('gives reports to the body that works for several municipalities, and lets the municipality read along', async () => {
    const { sql } = square.services
    const person = await addStaff(square.services, { name: 'Mia', email: null, body: 'leuven', role: 'administrator' })
    const mia = square.visitor()
    await mia.signIn(await createSignInLink(square.services, person))
    const track = '/nl/region/24062/tracks/reports'
    await mia.get(track)
    assert.equal((await mia.post(track, { track: 'joint', jointBody: 'ecowerf' })).statusCode, 303)
    assert.equal((await take(fileOf(JSON.stringify([record('j1')])))).added, 1)
    const { reports: given } = await listReports(sql, { bodies: ['ecowerf'] }, { limit: 5 })
    assert.equal(given.length, 1)
    assert.deepEqual(await listParties(sql, given[0]?.id ?? ''), ['leuven'])
    await mia.post(track, { track: 'shared' })
  })

  test('the same file twice adds nothing', async () => {
    const file = fileOf(JSON.stringify([record('b1'), record('b2')]))
    assert.equal((await take(file)).added, 2)
    const { added, known } = await take(file)
    assert.deepEqual([added, known], [0, 2])
  })

  test('a file that stops halfway gives everything before the break, and goes on where it was', async () => {
    const whole = JSON.stringify([record('c1'), record('c2'), record('c3')], null, 2)
    const { added, rejected } = await take(fileOf(whole.slice(0, whole.lastIndexOf('"lat"'))))
    assert.equal(added, 2)
    assert.deepEqual(rejected, [{ line: 3, reason: 'The file stops in the middle of this record.' }])
    const again = await take(fileOf(whole))
    assert.deepEqual([again.added, again.known], [1, 2])
  })

  test('a gzip file that stops halfway gives everything before the break', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => record(`d${index}`, { note: `${Math.sin(index)}` }))
    const packed = gzipSync(JSON.stringify(many))
    const { added, rejected } = await take(fileOf(packed.subarray(0, packed.length / 2)))
    assert.ok(added > 500, `${added} added`)
    assert.match(rejected.at(-1)?.reason ?? '', /damaged or stops here/)
  })

  test('signs in texts do not confuse the reader', async () => {
    const tricky = [record('e{1}'), record('e"]2'), record('e\\"{3')]
    assert.equal((await take(fileOf(JSON.stringify(tricky)))).added, 3)
  })

  test('a file of something else says so', async () => {
    const { added, remarks } = await take(fileOf('[{"name":"Jan"},{"name":"An"}]'))
    assert.equal(added, 0)
    assert.match(remarks.join(), /Is --as right/)
    const empty = await take(fileOf('this is no JSON'))
    assert.equal(empty.added, 0)
  })

  test('an unknown kind of file or municipality is refused with what may be said', async () => {
    const file = fileOf('[]')
    await assert.rejects(take(file, { as: 'excel' }), /--as must be one of: assen/)
    await assert.rejects(take(file, { 'move-to': '99999' }), /--move-to must be the NIS code/)
  })

  test('the real file of Assen is taken in on Leuven and is visible in list and map', async (context) => {
    if (!existsSync(REAL_FILE)) return context.skip('../shared/data is not here')
    const outside = await take(REAL_FILE)
    assert.equal(outside.added, 0)
    assert.match(outside.remarks.join(), /add --move-to/)
    const { added, known, rejected } = await take(REAL_FILE, { 'move-to': '24062' })
    assert.equal(added + known + rejected.length, 1898)
    assert.ok(added > 1800, `${added} added`)
    const again = await take(REAL_FILE, { 'move-to': '24062' })
    assert.deepEqual([again.added, again.known], [0, added])
    const { total } = await listReports(
      square.services.sql,
      { municipalities: ['24062'], category: 'dumping' },
      { limit: 1 },
    )
    assert.ok(total > 0)
    const page = await square.visitor().get('/nl/reports?municipality=24062')
    assert.match(page.body, /<circle/)
  })
})
