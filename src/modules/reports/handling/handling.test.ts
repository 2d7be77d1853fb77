import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { TEST_NOW } from '#web/testing.ts'
import { listParties } from '../store/parties.ts'
import { REOPEN_DAYS } from './closing.ts'
import { openTestDesk, type TestDesk } from './testing.ts'

describe('handling reports together', () => {
  let desk: TestDesk
  let square: TestDesk['square']
  before(async () => {
    desk = await openTestDesk()
    square = desk.square
  })
  after(() => square.close())
  const staff: TestDesk['staff'] = (...given) => desk.staff(...given)
  const newReport: TestDesk['newReport'] = (...given) => desk.newReport(...given)
  const stored: TestDesk['stored'] = (id) => desk.stored(id)
  const lettersTo: TestDesk['lettersTo'] = (address) => desk.lettersTo(address)
  const followPath: TestDesk['followPath'] = (id) => desk.followPath(id)

  describe('handing over', () => {
    test('keeps number, thread and letters; the next body finds it as new; the first reads on without who reported', async () => {
      const { id, number, page } = await newReport({ reporterEmail: 'over@example.be' })
      const [leuven, ecowerf] = [await staff('leuven'), await staff('ecowerf')]
      assert.equal((await ecowerf.get(page)).statusCode, 404)
      await leuven.get(page)
      await leuven.post(page, { status: 'in-progress', message: 'We kijken.' })
      const answer = await leuven.post(`${page}/hand-over`, { to: 'ecowerf', why: 'EcoWerf leegt de glasbollen.' })
      assert.equal(answer.statusCode, 303)

      const report = await stored(id)
      assert.deepEqual([report.body, report.number, report.status], ['ecowerf', number, 'received'])
      assert.deepEqual(await listParties(square.services.sql, id), ['leuven'])
      assert.match((await ecowerf.get('/nl/staff/reports')).body, new RegExp(`>${number}<`))
      assert.match((await ecowerf.get(page)).body, /An Peeters/)
      const reading = (await leuven.get(page)).body
      assert.match(reading, /EcoWerf behandelt deze melding/)
      assert.doesNotMatch(reading, /An Peeters|over@example/)
      assert.match((await leuven.get('/nl/staff/reports?whose=following')).body, new RegExp(`>${number}<`))
      const [letter] = await lettersTo('over@example.be')
      assert.match(letter?.subject ?? '', /ligt nu bij EcoWerf/)
      for (const path of [`/nl/reports/${number}`, `/nl/reports/${number}/feed.atom`]) {
        const { body } = await square.visitor().get(path)
        assert.match(body, /Doorgegeven aan EcoWerf/)
        assert.doesNotMatch(body, /leegt de glasbollen/, 'why is for the reporter and the bodies')
      }
      assert.match((await square.visitor().get(await followPath(id))).body, /leegt de glasbollen/)
      const deeds = await listDeeds(square.services.sql, `report:${id}`)
      assert.ok(deeds.some(({ action, reason }) => action === 'reports.hand-over' && reason === 'ecowerf'))
    })

    test('needs a next owner that can answer, and a reason', async () => {
      const { id, page } = await newReport()
      const leuven = await staff('leuven')
      await leuven.get(page)
      for (const to of ['', 'leuven', 'nobody', 'pajotse-bakkers', 'region-office', 'galmaarden']) {
        const answer = await leuven.post(`${page}/hand-over`, { to, why: 'Niet voor ons.' })
        assert.equal(answer.statusCode, 422, to)
        assert.match(answer.body, /Kies wie dit moet behandelen/)
        assert.match(answer.body, /Niet voor ons\./)
      }
      assert.equal((await leuven.post(`${page}/hand-over`, { to: 'ecowerf', why: '' })).statusCode, 422)
      assert.equal((await leuven.post(page, { status: 'not-for-us', message: 'Niet voor ons.' })).statusCode, 422)
      assert.equal((await stored(id)).body, 'leuven')
    })

    test('cannot be done by who only reads along, nor with a closed report; two at once give one owner', async () => {
      const { id, page } = await newReport()
      const [leuven, lea, ecowerf] = [await staff('leuven'), await staff('leuven'), await staff('ecowerf')]
      for (const one of [leuven, lea]) await one.get(page)
      const both = await Promise.all([
        leuven.post(`${page}/hand-over`, { to: 'ecowerf', why: 'Voor EcoWerf.' }),
        lea.post(`${page}/hand-over`, { to: 'interleuven', why: 'Voor Interleuven.' }),
      ])
      assert.equal(both.filter(({ statusCode }) => statusCode === 303).length, 1)
      const { body } = await stored(id)
      const again = await leuven.post(`${page}/hand-over`, { to: 'fluvius', why: 'Toch voor Fluvius.' })
      assert.equal(again.statusCode, 404)
      assert.equal((await stored(id)).body, body)
      if (body !== 'ecowerf') return
      await ecowerf.get(page)
      await ecowerf.post(page, { status: 'close.cleaned', message: 'Leeg gemaakt.' })
      assert.equal((await ecowerf.post(`${page}/hand-over`, { to: 'leuven', why: 'Terug naar af.' })).statusCode, 422)
    })
  })

  describe('one thread', () => {
    test('shows each body what concerns it: notes stay within a body, messages between bodies stay between them', async () => {
      const { id, number, page } = await newReport()
      const [leuven, firm, halle] = [await staff('leuven'), await staff('ecowerf'), await staff('halle')]
      await leuven.get(page)
      await leuven.post(`${page}/follow`, { who: 'ecowerf' })
      await leuven.post(page, { message: 'Intern: lastige buurt.', audience: 'own' })
      await leuven.post(page, { message: 'Kunnen jullie morgen?', audience: 'bodies' })
      const theirs = (await firm.get(page)).body
      assert.match(theirs, /Kunnen jullie morgen/)
      assert.doesNotMatch(theirs, /lastige buurt/)
      // Who reads along only speaks to the other bodies, whatever the form says, and changes nothing.
      assert.equal((await firm.post(page, { message: 'Ja, om tien uur.', audience: 'everybody' })).statusCode, 303)
      assert.equal((await firm.post(page, { message: 'Is klaar.', status: 'close.repaired' })).statusCode, 409)
      assert.equal((await stored(id)).status, 'received')
      assert.match((await leuven.get(page)).body, /Ja, om tien uur\./)
      for (const path of [`/nl/reports/${number}`, await followPath(id)])
        assert.doesNotMatch((await square.visitor().get(path)).body, /Kunnen jullie|om tien uur|lastige buurt/)
      assert.equal((await halle.get(page)).statusCode, 404)
      await leuven.post(`${page}/unfollow`, { who: 'ecowerf' })
      assert.equal((await firm.get(page)).statusCode, 404)
    })

    test('a question goes to the reporter alone, who then has the turn; the answer gives it back', async () => {
      const { id, number, page } = await newReport({ reporterEmail: 'vraag@example.be' })
      const leuven = await staff('leuven')
      await leuven.get(page)
      await leuven.post(page, { message: 'Welke glasbol bedoel je?', audience: 'reporter' })
      assert.equal((await stored(id)).status, 'waiting')
      const letters = await lettersTo('vraag@example.be')
      assert.match(letters[0]?.subject ?? '', /Een vraag over je melding/)
      assert.doesNotMatch((await square.visitor().get(`/nl/reports/${number}`)).body, /Welke glasbol/)
      const reporter = square.visitor()
      const path = await followPath(id)
      assert.match((await reporter.get(path)).body, /Welke glasbol bedoel je[^]*Antwoord op de vraag[^]*Je antwoord/)
      assert.match((await reporter.get(path.replace('/nl/', '/fr/'))).body, /Avec vos propres mots/)
      await reporter.post(path, { addition: 'Die bij de kerk.' })
      assert.match((await reporter.get(path)).body, /Voeg iets toe/)
      assert.equal((await stored(id)).status, 'in-progress')
    })

    test('words about a person are not told to everybody without a look; what is pressed twice is said once', async () => {
      const { id, number, page } = await newReport({ reporterEmail: 'twee@example.be' })
      const leuven = await staff('leuven')
      await leuven.get(page)
      const personal = { message: 'Mevrouw Peeters, we bellen u op 0475 12 34 56.' }
      const refused = await leuven.post(page, personal)
      assert.equal(refused.statusCode, 422)
      assert.match(refused.body, /Ik keek het na/)
      assert.match(refused.body, /we bellen u op 0475/, 'nothing typed is lost')
      assert.equal((await leuven.post(page, { ...personal, audience: 'own' })).statusCode, 303)
      assert.equal((await leuven.post(page, { ...personal, checked: 'yes' })).statusCode, 303)
      const twice = { message: 'We komen kijken.' }
      for (let press = 0; press < 2; press += 1) assert.equal((await leuven.post(page, twice)).statusCode, 303)
      const told = (await square.visitor().get(`/nl/reports/${number}`)).body
      assert.equal(told.match(/We komen kijken\./g)?.length, 1)
      assert.equal((await lettersTo('twee@example.be')).length, 2)
      const reporter = square.visitor()
      const path = await followPath(id)
      await reporter.get(path)
      for (let press = 0; press < 2; press += 1) await reporter.post(path, { addition: 'Er ligt nu ook glas.' })
      assert.equal((await reporter.get(path)).body.match(/Er ligt nu ook glas/g)?.length, 1)
    })

    test('what a reporter adds is seen in the list until staff answer, also when the report is closed', async () => {
      const { id, page } = await newReport({ category: 'graffiti' })
      const [leuven, reporter] = [await staff('leuven'), square.visitor()]
      await leuven.get(page)
      await leuven.post(page, { status: 'close.cleaned', message: 'Muur is schoon.' })
      assert.equal((await leuven.post(page, { message: 'Welke muur?', audience: 'reporter' })).statusCode, 422)
      const path = await followPath(id)
      await reporter.get(path)
      await reporter.post(path, { addition: 'Het is nu gevaarlijk.' })
      const list = '/nl/staff/reports?whose=added&category=graffiti'
      assert.match((await leuven.get(list)).body, /Nieuw bericht/)
      assert.match((await leuven.get(list)).body, new RegExp(`href="${page}"`))
      await leuven.post(page, { message: 'We kijken meteen.' })
      assert.doesNotMatch((await leuven.get(list)).body, new RegExp(`href="${page}"`))
    })

    test('who reads along sees what is the matter, without names; a standard text comes below what was typed', async () => {
      const { page, id } = await newReport({ note: 'Glasbol vol. Bel Jan Peeters op 0475 12 34 56.', language: 'fr' })
      const [leuven, chief, firm] = [
        await staff('leuven'),
        await staff('leuven', 'administrator'),
        await staff('ecowerf'),
      ]
      await leuven.get(page)
      await leuven.post(`${page}/follow`, { who: 'ecowerf' })
      const reporter = square.visitor()
      await reporter.get(await followPath(id))
      await reporter.post(await followPath(id), { addition: 'Mijn naam is Jan Peeters.' })
      const theirs = (await firm.get(page)).body
      assert.match(theirs, /Glasbol vol/)
      assert.doesNotMatch(theirs, /Jan Peeters|0475/)
      const desk = '/nl/staff/desk/leuven'
      await chief.get(desk)
      const texts = { nl: 'Dank je.', fr: 'Merci beaucoup.', en: 'Thanks.', de: 'Danke.' }
      await chief.post(`${desk}/templates`, { templateName: 'Dank', ...texts })
      const shown = (await leuven.get(page)).body
      assert.match(shown, /De melder leest Frans/)
      const template = /value="([0-9a-f-]{36})">\s*Dank/.exec(shown)?.[1] ?? ''
      const filled = (await leuven.post(page, { template, fill: 'yes', message: 'Al getypt.' })).body
      assert.match(filled, /Al getypt\.\n\nMerci beaucoup\./)
    })

    test('a planned day is told to everybody, in the language of the reader', async () => {
      const { id, number, page } = await newReport()
      const leuven = await staff('leuven')
      await leuven.get(page)
      const day = TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate().add({ days: 3 })
      assert.equal((await leuven.post(`${page}/plan`, { planned: 'morgen' })).statusCode, 422)
      assert.equal((await leuven.post(`${page}/plan`, { planned: '2020-01-01' })).statusCode, 422)
      assert.equal((await leuven.post(`${page}/plan`, { assignee: leuven.id, planned: String(day) })).statusCode, 303)
      const report = await stored(id)
      assert.deepEqual([report.assignee, String(report.plannedFor)], [leuven.id, String(day)])
      assert.match((await square.visitor().get(`/nl/reports/${number}`)).body, /Gepland op/)
      assert.match((await square.visitor().get(`/de/reports/${number}`)).body, /Geplant für/)
      const other = await staff('halle')
      assert.equal((await leuven.post(`${page}/plan`, { assignee: other.id })).statusCode, 422)
      assert.equal((await leuven.post(`${page}/plan`, { planned: '9999-12-24' })).statusCode, 422)
      await leuven.post(page, { status: 'close.cleaned', message: 'Al opgeruimd vandaag.' })
      assert.equal((await leuven.post(`${page}/plan`, { planned: String(day.add({ days: 1 })) })).statusCode, 422)
    })
  })

  describe('closing', () => {
    test('needs a reason and a sentence; only what was solved counts as solved', async () => {
      const { id, page } = await newReport()
      const leuven = await staff('leuven')
      await leuven.get(page)
      assert.equal((await leuven.post(page, { status: 'solved', message: 'Klaar.' })).statusCode, 422)
      for (const message of ['', '.', '…', 'ok'])
        assert.equal((await leuven.post(page, { status: 'close.repaired', message })).statusCode, 422, message)
      assert.equal(
        (await leuven.post(page, { status: 'close.no-action', message: 'Wij doen dit niet.' })).statusCode,
        303,
      )
      const report = await stored(id)
      assert.deepEqual([report.status, report.closing], ['refused', 'no-action'])
      assert.match((await square.visitor().get(await followPath(id))).body, /Waarom gesloten.*We doen hier niets aan/s)
      const letters = await lettersTo('an@example.be')
      assert.match(
        letters.map(({ text }) => text).join('\n'),
        /Stand: Gesloten zonder oplossing – We doen hier niets aan[^]*Tot 1 april 2026 kun je/,
      )
    })

    test('can be undone by the reporter for 30 days, and by nobody after that', async () => {
      const { id, number, page } = await newReport()
      const [leuven, reporter] = [await staff('leuven'), square.visitor()]
      await leuven.get(page)
      await leuven.post(page, { status: 'close.repaired', message: 'Lamp hersteld.' })
      const path = await followPath(id)
      assert.match((await reporter.get(path)).body, /Is het niet opgelost/)
      assert.equal((await reporter.post(`${path}/reopen`, { reopening: '' })).statusCode, 422)
      assert.equal((await reporter.post(`${path}/reopen`, { reopening: 'Nog altijd vol, zegt Jan.' })).statusCode, 303)
      const report = await stored(id)
      assert.deepEqual(
        [report.status, report.reopened, report.closing, report.closedAt],
        ['in-progress', 1, null, null],
      )
      assert.equal((await reporter.post(`${path}/reopen`, { reopening: 'Twee keer geduwd.' })).statusCode, 303)
      assert.equal((await stored(id)).reopened, 1, 'a second press opens nothing')
      assert.match((await reporter.get(path)).body, /Twee keer geduwd/)
      assert.match((await leuven.get('/nl/staff/reports')).body, /Opnieuw geopend/)
      const shown = (await square.visitor().get(`/nl/reports/${number}`)).body
      assert.match(shown, /De melder opende dit opnieuw/)
      assert.doesNotMatch(shown, /zegt Jan/)

      await leuven.post(page, { status: 'close.repaired', message: 'Nu echt.' })
      await square.services.sql`
        update reports.report set closed_at = ${TEST_NOW.subtract({ hours: 24 * REOPEN_DAYS + 1 })} where id = ${id}`
      assert.doesNotMatch((await reporter.get(path)).body, /Is het niet opgelost/)
      const late = await reporter.post(`${path}/reopen`, { reopening: 'Weer vol.' })
      assert.equal(late.statusCode, 422)
      assert.equal((await stored(id)).status, 'solved')
    })
  })
})
