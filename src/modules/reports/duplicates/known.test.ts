import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { addReports, setShown, type IncomingReport } from '../store/change.ts'
import { listNearby, NEAR_METRES, publicCandidate } from './nearby.ts'

const PLACE = { lon: 4.7005, lat: 50.8795 }

describe('what was reported nearby', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function newReport(changes: Partial<IncomingReport> = {}): Promise<{ id: string; number: number }> {
    const { sql, clock } = square.services
    const report: IncomingReport = {
      municipality: '24062',
      body: 'leuven',
      category: 'street-light',
      note: 'Geheim woord qzx: straatlamp stuk.',
      street: 'Bondgenotenlaan 77',
      postalCode: '3000',
      ...PLACE,
      channel: 'web',
      language: 'nl',
      receivedAt: clock(),
      ...changes,
    }
    const [added] = await sql.transaction((within) => addReports(within, [report]))
    assert.ok(added)
    return added
  }

  async function fillIn(visitor: TestVisitor, place: { lon: number; lat: number }, note = 'De straatlamp is stuk.') {
    await visitor.get('/nl/reports/new')
    const pin = `${place.lon.toFixed(6)},${place.lat.toFixed(6)}`
    const where = await visitor.post('/nl/reports/new', { pin, postalCode: '3000', street: '' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    await visitor.get(`${form}/what`)
    await visitor.post(`${form}/what`, { note })
    await visitor.get(`${form}/category`)
    return { form, answer: await visitor.post(`${form}/category`, { category: 'street-light' }) }
  }

  test('is skipped when there is nothing', async () => {
    const { form, answer } = await fillIn(square.visitor(), { lon: 4.69, lat: 50.9 })
    assert.equal(answer.headers.location, `${form}/contact`)
    const page = await square.visitor().get(`${form}/known`)
    assert.equal(page.headers.location, `${form}/contact`)
  })

  test('is offered as everybody may see it, and followed by who confirms', async () => {
    const { number } = await newReport()
    const resident = square.visitor()
    const { form, answer } = await fillIn(resident, PLACE)
    assert.equal(answer.headers.location, `${form}/known`)
    const page = await resident.get(`${form}/known`)
    assert.match(page.body, new RegExp(`Volg melding ${number}: `))
    assert.doesNotMatch(page.body, /qzx|Bondgenotenlaan 77|50\.8795/)
    const wrong = await resident.post(`${form}/known`, { known: String(number), email: 'geen adres' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="geen adres"/)
    assert.match(wrong.body, new RegExp(`value="${number}"[^>]* checked`))
    const asked = await resident.post(`${form}/known`, { known: String(number), email: 'bo@example.be' })
    assert.equal(asked.headers.location, `/nl/reports/${number}/follow-asked`)
    await square.jobs.drain()
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === 'bo@example.be')
    const link = new URL(/https:\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname
    const confirm = await resident.get(link)
    assert.match(confirm.body, /Ja, ik volg deze melding/)
    await resident.post(link, { answer: 'confirm' })
    assert.match((await resident.get(link)).body, new RegExp(`Je volgt melding ${number}`))
  })

  test('shows words as staff released them, never as they were written', async () => {
    const { sql, clock } = square.services
    const place = { lon: 4.65, lat: 50.85 }
    const { id } = await newReport({ ...place, note: 'Straatlamp stuk bij Jan Peeters.' })
    await setShown(sql, id, { note: 'Straatlamp stuk bij […].', photo: false })
    const { form } = await fillIn(square.visitor(), place)
    const { body } = await square.visitor().get(`${form}/known`)
    assert.match(body, /Straatlamp stuk bij \[…\]/)
    assert.doesNotMatch(body, /Jan Peeters/)
    const near = await listNearby(sql, { municipality: '24062', street: '', postalCode: '', ...place, at: clock() })
    assert.deepEqual(
      near.map((one) => publicCandidate({ ...one, print: 1n }).print),
      [null],
      'a photo that is not shown says nothing',
    )
  })

  test('goes on to a new report for who means something else, and keeps the address', async () => {
    await newReport()
    const resident = square.visitor()
    const { form } = await fillIn(resident, PLACE)
    assert.equal((await resident.post(`${form}/known`, {})).statusCode, 422)
    const answer = await resident.post(`${form}/known`, { known: 'other', email: 'cy@example.be' })
    assert.equal(answer.headers.location, `${form}/contact`)
    assert.match((await resident.get(`${form}/contact`)).body, /value="cy@example\.be"/)
  })

  test('says nothing about hidden words: they do not change what is offered', async () => {
    const place = { lon: 4.6, lat: 50.9 }
    const { id, number } = await newReport({
      ...place,
      note: 'geheim: hondenpoep en vuilnisbak vol',
      category: 'street-light',
    })
    const resident = square.visitor()
    const { form } = await fillIn(resident, place, 'hondenpoep en vuilnisbak vol, geheim')
    const hidden = (await resident.get(`${form}/known`)).body
    assert.doesNotMatch(hidden, /<span class="sp-own-words"[^>]*>geheim/)
    await square.services.sql.transaction((sql) => setShown(sql, id, { note: null, photo: false }))
    const shown = (await resident.get(`${form}/known`)).body
    assert.match(shown, /geheim: hondenpoep/)
    assert.match(hidden, new RegExp(`Volg melding ${number}`))
  })

  test('nobody at a counter is asked', async () => {
    await newReport()
    const id = await addStaff(square.services, { name: 'Sam', email: 'sam@l.example', body: 'leuven', role: 'handler' })
    const sam = square.visitor()
    await sam.signIn(await createSignInLink(square.services, id))
    const { form, answer } = await fillIn(sam, PLACE)
    assert.equal(answer.headers.location, `${form}/contact`)
  })

  test('is found by place and by street; not when closed, merged, far or old', async () => {
    const { sql, clock } = square.services
    const at = clock()
    const here = { lon: 5.1, lat: 51.0 }
    const metre = 1 / 111_195
    const near = await newReport({ ...here, lat: here.lat + (NEAR_METRES - 3) * metre })
    const far = await newReport({ ...here, lat: here.lat + (NEAR_METRES + 3) * metre })
    const old = await newReport({ ...here, receivedAt: at.subtract({ hours: 24 * 500 }) })
    const closed = await newReport(here)
    const merged = await newReport(here)
    const byStreet = await newReport({ lon: undefined, lat: undefined, street: 'Tiensesteenweg 12' })
    await sql`update reports.report set status = 'solved', closed_at = ${at} where id = ${closed.id}`
    await sql`update reports.report set merged_into = ${near.id} where id = ${merged.id}`
    const question = { municipality: '24062', street: 'Tiensesteenweg 200', ...here, at }
    const found = (await listNearby(sql, question)).map(({ id }) => id)
    assert.deepEqual(found.toSorted(), [near.id, byStreet.id].toSorted())
    for (const { id } of [far, old]) assert.ok(!found.includes(id))
    const self = await listNearby(sql, { ...question, self: near.id, bodies: ['halle'] })
    assert.deepEqual(self, [])
    const southWest = { lon: -70.6001, lat: -33.4001 }
    const there = await newReport({ ...southWest, street: '' })
    const across = await listNearby(sql, { ...question, street: '', lon: -70.5999, lat: -33.3999 })
    assert.deepEqual(
      across.map(({ id }) => id),
      [there.id],
    )
  })
})
