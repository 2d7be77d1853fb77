import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { findByNumber } from '../assets/store.ts'
import { away, feature, geoJson, take } from '../assets/testing.ts'
import { dayOf } from '#core/i18n/format.ts'
import { openTestDesk, type TestDesk } from '../handling/testing.ts'

describe('reports that name the same lamp', () => {
  let desk: TestDesk
  before(async () => {
    desk = await openTestDesk()
    await take(desk.square, geoJson([feature('L1', away(0)), feature('L2', away(12)), feature('L9', away(150))]))
  })
  after(() => desk.square.close())

  async function lamp(number: string) {
    const { sql, clock } = desk.square.services
    const question = { layer: 'lamp', number, municipalities: ['24062'] }
    const [found] = await findByNumber(sql, question, dayOf(clock()))
    assert.ok(found)
    return found
  }

  /** A report of a lamp a week ago, in words that say nothing of what a resident writes in these tests. */
  async function about(number: string, metres: number) {
    const { clock } = desk.square.services
    return desk.newReport({
      category: 'street-light',
      note: 'Het deksel onderaan de paal staat open.',
      street: 'Naamsestraat 1',
      ...away(metres),
      asset: await lamp(number),
      receivedAt: clock().subtract({ hours: 24 * 300 }),
    })
  }

  async function begin() {
    const resident = desk.square.visitor()
    await resident.get('/nl/reports/new')
    const { lon, lat } = away(2)
    const where = await resident.post('/nl/reports/new', { pin: `${lon},${lat}`, postalCode: '3000', street: '' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    await resident.get(`${form}/what`)
    const { headers } = await resident.post(`${form}/what`, {
      note: 'Licht uit sinds gisteren.',
      category: 'street-light',
    })
    return { resident, form, next: headers.location }
  }

  test('are offered to a resident who chose that lamp, before all others, and only once', async () => {
    const same = await about('L1', 195)
    const other = await about('L2', 12)
    const { resident, form, next } = await begin()
    assert.equal(next, `${form}/known`)
    const before = (await resident.get(`${form}/known`)).body
    assert.match(before, new RegExp(`Volg melding ${other.number}: [^]*Nummer: L2`))
    assert.doesNotMatch(
      before,
      new RegExp(`Volg melding ${same.number}`),
      'nothing but the lamp tells that they are one',
    )
    assert.equal((await resident.post(`${form}/known`, { known: 'other' })).headers.location, `${form}/asset`)
    await resident.get(`${form}/asset`)
    const chosen = await resident.post(`${form}/asset`, { asset: (await lamp('L1')).id })
    assert.equal(chosen.headers.location, `${form}/known`)
    const { body } = await resident.get(`${form}/known`)
    assert.match(body, new RegExp(`Volg melding ${same.number}: [^]*Zelfde nummer: L1`))
    assert.doesNotMatch(body, new RegExp(`Volg melding ${other.number}`))
    assert.doesNotMatch(body, /deksel/)
    const otherwise = await resident.post(`${form}/known`, { known: 'other' })
    assert.equal(otherwise.headers.location, `${form}/contact`)
  })

  test('stand first for staff, and a report of the next lamp is not shown at all', async () => {
    const same = await about('L9', 0)
    const words = { category: 'street-light', note: 'Lamp uit.', street: 'Naamsestraat 3', ...away(150) } as const
    const report = await desk.newReport({ ...words, asset: await lamp('L9') })
    const unnamed = await desk.newReport(words)
    const next = await desk.newReport({ ...words, asset: await lamp('L2') })
    const leuven = await desk.staff('leuven')
    const { body } = await leuven.get(report.page)
    const shown = [
      ...body.matchAll(/<button[^>]*value="(\d+)"[^>]*name="into"|<button[^>]*name="into"[^>]*value="(\d+)"/g),
    ].map(([, one, two]) => Number(one ?? two))
    assert.equal(shown[0], same.number)
    assert.ok(shown.includes(unnamed.number) && !shown.includes(next.number))
    assert.match(body, /Hetzelfde ding, met nummer L9/)
  })
})
