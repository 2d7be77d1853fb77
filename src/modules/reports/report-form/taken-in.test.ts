import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { messages as classifyMessages } from '../classify/messages.ts'
import { messages as reportMessages } from '../messages.ts'
import { reports } from '../module.ts'
import { messages as routingMessages } from '../routing/messages.ts'
import { findReport } from '../store/find.ts'
import staffWords from './messages/nl.json' with { type: 'json' }

describe('a report that staff take in for a resident', () => {
  let square: TestSquare
  let clerk: TestVisitor
  before(async () => {
    square = await openTestSquare([region, reports])
    const who = { name: 'Rita', email: null, body: 'leuven', role: 'handler' } as const
    clerk = square.visitor()
    await clerk.signIn(await createSignInLink(square.services, await addStaff(square.services, who)))
  })
  after(() => square.close())

  /** Fills in the form up to the page "contact". Gives where it stands. */
  async function begin(visitor: TestVisitor): Promise<string> {
    await visitor.get('/nl/reports/new')
    const where = await visitor.post('/nl/reports/new', { postalCode: '3000', street: 'Naamsestraat 3' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    await visitor.get(`${form}/what`)
    await visitor.post(`${form}/what`, { note: 'Aan de telefoon: de lamp is stuk.', category: 'street-light' })
    return form
  }

  test('goes through the same form, with how it came in, and ends in a receipt to print', async () => {
    const form = await begin(clerk)
    assert.match((await clerk.get(`${form}/contact`)).body, /Hoe kwam dit binnen\?/)
    const unsaid = await clerk.post(`${form}/contact`, { name: 'Jos', phone: '016 20 30 40' })
    assert.equal(unsaid.statusCode, 422)
    assert.match(unsaid.body, /Kies hoe dit binnenkwam/)
    assert.match(unsaid.body, /value="016 20 30 40"/)
    await clerk.post(`${form}/contact`, { name: 'Jos', phone: '016 20 30 40', channel: 'counter' })
    assert.match((await clerk.get(`${form}/check`)).body, /balie|loket/)
    await clerk.post(`${form}/check`)
    const done = await clerk.get(`${form}/done`)
    assert.match(done.body, /Druk deze pagina af/)
    assert.match(done.body, /class="sp-qr"/)

    const report = await findReport(square.services.sql, { words: 'Aan de telefoon' })
    assert.equal(report?.channel, 'counter')
    const [deed] = await listDeeds(square.services.sql, `report:${report.id}`)
    assert.deepEqual([deed?.action, deed?.reason], ['reports.take-in', 'counter'])
    assert.match((await clerk.get(`/nl/staff/reports/${report.number}`)).body, /balie|loket/)
  })

  test('asks about the resident, in four languages, and speaks to the resident only on the receipt', async () => {
    const form = await begin(clerk)
    const read = async (page: string) => textOf((await clerk.get(`${form}/${page}`)).body)
    assert.match(await read('contact'), /Wil de melder een antwoord\?.*E-mailadres van de melder/s)
    await clerk.post(`${form}/contact`, { channel: 'counter' })
    const pages = [textOf((await clerk.get('/nl/reports/new')).body)]
    for (const page of ['what', 'category', 'contact', 'check']) pages.push(await read(page))
    for (const page of pages)
      assert.doesNotMatch(page, /\b(jouw|je (melding|woorden|telefoon|huisnummer|eigen)|mijn melding)\b/i)
    assert.match(await read('what'), /Wat zegt de melder\?/)
    assert.match(await read('category'), /De melder zei/)
    assert.match(await read('check'), /Niemand: de melder gaf niets op/)
    await clerk.post(`${form}/check`)
    assert.match(await read('done'), /Je melding is ontvangen/)
  })

  test('has words for staff in place of words for residents only, each a text that residents read too', () => {
    for (const key of Object.keys(staffWords)) {
      const isOne = key.startsWith('classify.')
        ? classifyMessages.has(key.slice('classify.'.length))
        : reportMessages.has(key) || routingMessages.has(key)
      assert.ok(isOne, key)
    }
  })

  test('asks in which language the resident is answered: letters go in it, and paper only at a counter', async () => {
    for (const channel of ['telephone', 'counter'] as const) {
      const form = await begin(clerk)
      assert.match((await clerk.get(`${form}/contact`)).body, /value="nl"[^>]* checked|checked[^>]* value="nl"/)
      const said = { channel, answerIn: 'fr', email: 'luc@example.be' }
      await clerk.post(`${form}/contact`, said)
      assert.match((await clerk.get(`${form}/check`)).body, /Français/)
      await clerk.post(`${form}/check`)
      const done = (await clerk.get(`${form}/done`)).body
      assert.equal(/Druk deze pagina af/.test(done), channel === 'counter')
      assert.match(done, /\/fr\/reports\//)
      const number = Number(/Je nummer is (\d+)/.exec(done)?.[1])
      assert.equal((await findReport(square.services.sql, { number }))?.language, 'fr')
    }
    await square.jobs.drain()
    const [last] = await square.services.sql<{ body: string }>`
      select body from core.letter where recipient = 'luc@example.be' order by id desc limit 1`
    assert.match(last?.body ?? '', /Bonjour/)
  })

  test('is not something that a resident can say of their own', async () => {
    const resident = square.visitor()
    const form = await begin(resident)
    assert.doesNotMatch((await resident.get(`${form}/contact`)).body, /Hoe kwam dit binnen/)
    await resident.post(`${form}/contact`, { channel: 'counter' })
    await resident.get(`${form}/check`)
    await resident.post(`${form}/check`)
    const done = await resident.get(`${form}/done`)
    assert.doesNotMatch(done.body, /Druk deze pagina af/)
    const number = Number(/Je nummer is (\d+)/.exec(done.body)?.[1])
    const report = await findReport(square.services.sql, { number })
    assert.equal(report?.channel, 'web')
  })

  test('the form on paper asks what the form on the screen asks', async () => {
    const { body } = await square.visitor().get('/nl/reports/paper')
    for (const question of ['Postcode', 'Straat', 'Waarover gaat', 'Naam', 'QR-code om iets te melden'])
      assert.ok(body.includes(question), question)
  })
})

/** What is read in the main part of a page. */
function textOf(html: string): string {
  return html
    .replace(/^.*<main/s, '<main')
    .replace(/<\/main>.*$/s, '')
    .replace(/<[^>]+>/g, ' ')
}
