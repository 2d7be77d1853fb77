import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listDeeds } from '#core/audit/audit.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink, type Role } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { followSecret } from '../follow-link.ts'
import { reports } from '../module.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { findReport, listEvents } from '../store/find.ts'
import { listParties } from '../store/parties.ts'
import { REOPEN_DAYS } from './closing.ts'

describe('handling reports together', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  let people = 0
  async function staff(body: string, role: Role = 'handler'): Promise<TestVisitor & { id: string }> {
    people += 1
    const email = `p${people}@${body}.example`
    const id = await addStaff(square.services, { name: `Persoon ${people}`, email, body, role })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return Object.assign(visitor, { id })
  }

  async function newReport(
    changes: Partial<IncomingReport> = {},
  ): Promise<{ id: string; number: number; page: string }> {
    const report: IncomingReport = {
      municipality: '24062',
      body: 'leuven',
      category: 'container',
      note: 'De glasbol is vol.',
      street: 'Kerkstraat 1',
      postalCode: '3000',
      channel: 'web',
      language: 'nl',
      receivedAt: TEST_NOW,
      reporterName: 'An Peeters',
      reporterEmail: 'an@example.be',
      ...changes,
    }
    const [added] = await square.services.sql.transaction((sql) => addReports(sql, [report]))
    assert.ok(added)
    return { ...added, page: `/nl/staff/reports/${added.number}` }
  }

  const stored = async (id: string) => {
    const report = await findReport(square.services.sql, { id })
    assert.ok(report)
    return report
  }
  const lettersTo = async (address: string) => {
    await square.jobs.drain()
    return (await listLetters(square.services.sql)).filter(({ to }) => to === address)
  }
  const followPath = async (id: string) => `/nl/reports/follow/${followSecret(await stored(id), square.services)}`

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
      assert.match((await reporter.get(path)).body, /Welke glasbol bedoel je/)
      await reporter.post(path, { addition: 'Die bij de kerk.' })
      assert.equal((await stored(id)).status, 'in-progress')
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
        /Stand: Gesloten zonder oplossing – We doen hier niets aan/,
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

  describe('many at once', () => {
    test('are given to a team or a colleague, and it can be undone for what nobody changed since', async () => {
      const leuven = await staff('leuven')
      const chief = await staff('leuven', 'administrator')
      await chief.get('/nl/staff/desk/leuven')
      await chief.post('/nl/staff/desk/leuven/teams', { name: 'Wegen', categories: ['road', 'pavement'] })
      const some = await Promise.all([1, 2, 3].map(() => newReport({ category: 'tree' })))
      const foreign = await newReport({ body: 'halle', municipality: '23027' })
      const list = '/nl/staff/reports'
      const listed = (await leuven.get(list)).body
      const team = /value="(team\.[0-9a-f-]+)"/.exec(listed)?.[1] ?? ''
      const numbers = [...some, foreign].map(({ number }) => String(number))
      const done = await leuven.post(`${list}/bulk`, { numbers, action: team, query: '?category=tree' })
      assert.equal(done.statusCode, 303)
      const location = String(done.headers['location'])
      assert.match((await leuven.get(location)).body, /3 meldingen gewijzigd/)
      assert.ok((await stored(some[0]?.id ?? '')).team !== null)
      assert.equal((await stored(foreign.id)).team, null)

      await leuven.post(`${list}/bulk`, { numbers: [numbers[0] ?? ''], action: 'in-progress' })
      const id = new URL(location, 'http://x').searchParams.get('done') ?? ''
      const stranger = await staff('leuven')
      await stranger.get(list)
      await stranger.post(`${list}/undo`, { id })
      assert.ok((await stored(some[0]?.id ?? '')).team !== null, 'only who did it can undo it')
      await square.services.sql`update reports.report set team = null where id = ${some[2]?.id ?? ''}`
      const undone = await leuven.post(`${list}/undo`, { id })
      assert.match(
        (await leuven.get(String(undone.headers['location']))).body,
        /2 meldingen zijn weer zoals eerst\. 1 melding is intussen/,
      )
      for (const { id: report } of some) assert.equal((await stored(report)).team, null)
      const twice = await leuven.post(`${list}/undo`, { id })
      assert.match((await leuven.get(String(twice.headers['location']))).body, /2 meldingen zijn weer zoals eerst/)
      const none = await leuven.post(`${list}/bulk`, { numbers: [String(foreign.number)], action: 'mine' })
      const told = (await leuven.get(String(none.headers['location']))).body
      assert.match(told, /0 meldingen gewijzigd/)
      assert.doesNotMatch(told, /Maak ongedaan/)
    })

    test('a status for many sends no letters, and undoing it leaves no trace in the thread', async () => {
      const leuven = await staff('leuven')
      const [one, two] = [await newReport({ reporterEmail: 'veel@example.be' }), await newReport()]
      await leuven.get('/nl/staff/reports')
      const done = await leuven.post('/nl/staff/reports/bulk', {
        numbers: [one, two].map(({ number }) => String(number)),
        action: 'in-progress',
      })
      assert.equal((await stored(one.id)).status, 'in-progress')
      assert.deepEqual(await lettersTo('veel@example.be'), [])
      await leuven.get(two.page)
      await leuven.post(two.page, { message: 'We komen.' })
      const id = new URL(String(done.headers['location']), 'http://x').searchParams.get('done') ?? ''
      await leuven.post('/nl/staff/reports/undo', { id })
      assert.deepEqual([(await stored(one.id)).status, (await stored(two.id)).status], ['received', 'in-progress'])
      assert.deepEqual(
        (await listEvents(square.services.sql, one.id)).map(({ kind }) => kind),
        ['received'],
      )
      assert.equal((await leuven.post('/nl/staff/reports/bulk', { action: 'mine' })).statusCode, 422)
      assert.equal(
        (await leuven.post('/nl/staff/reports/bulk', { numbers: ['1001'], action: 'team.x' })).statusCode,
        422,
      )
    })

    test('a choice is kept as a list of one’s own', async () => {
      const [sam, lea] = [await staff('leuven'), await staff('leuven')]
      await sam.get('/nl/staff/reports')
      await sam.post('/nl/staff/reports/filters', { name: 'Bomen te laat', query: '?category=tree&whose=late' })
      assert.equal((await sam.post('/nl/staff/reports/filters', { name: '' })).statusCode, 422)
      const shown = (await sam.get('/nl/staff/reports')).body
      assert.match(shown, /href="\/nl\/staff\/reports\?status=open&amp;category=tree&amp;whose=late">\s*Bomen te laat/)
      assert.doesNotMatch((await lea.get('/nl/staff/reports')).body, /Bomen te laat/)
      const id = /filters\/remove[^]*?value="([0-9a-f-]{36})"/.exec(shown)?.[1] ?? ''
      await sam.post('/nl/staff/reports/filters/remove', { id })
      assert.doesNotMatch((await sam.get('/nl/staff/reports')).body, /Bomen te laat/)
    })
  })

  describe('the desk of a body', () => {
    const desk = '/nl/staff/desk/vilvoorde'

    test('gives a category to one team, keeps its own names apart, and is closed to others', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(desk)
      assert.equal((await chief.post(`${desk}/teams`, { name: 'Groen', categories: 'tree' })).statusCode, 303)
      const twice = await chief.post(`${desk}/teams`, { name: 'Bomen', categories: ['tree', 'green'] })
      assert.equal(twice.statusCode, 422)
      assert.match(twice.body, /‘Boom’ gaat al naar team Groen/)
      assert.equal((await chief.post(`${desk}/teams`, { name: 'Groen', categories: 'green' })).statusCode, 422)
      const handler = await staff('vilvoorde')
      assert.equal((await handler.get(desk)).statusCode, 403)
      const other = await staff('halle', 'administrator')
      assert.equal((await other.get(desk)).statusCode, 404)
      await other.get('/nl/staff/desk/halle')
      assert.equal((await other.post(`${desk}/teams`, { name: 'Van Halle', categories: 'road' })).statusCode, 404)
    })

    test('fills in a standard text in the language of the reporter, for a person to look at', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(desk)
      const texts = {
        nl: 'Dank voor melding {number}.',
        fr: 'Merci pour le signalement {number}.',
        en: 'Thanks {number}.',
      }
      const missing = await chief.post(`${desk}/templates`, { templateName: 'Dank', ...texts })
      assert.equal(missing.statusCode, 422)
      assert.match(missing.body, /Merci pour le signalement/)
      await chief.post(`${desk}/templates`, { templateName: 'Dank', ...texts, de: 'Danke {number}.' })
      const { number, page } = await newReport({ body: 'vilvoorde', municipality: '23088', language: 'fr' })
      const shown = (await chief.get(page)).body
      const template = /<option value="([0-9a-f-]{36})">Dank/.exec(shown)?.[1] ?? ''
      const filled = await chief.post(page, { fill: 'yes', template })
      assert.equal(filled.statusCode, 200)
      assert.match(filled.body, new RegExp(`Merci pour le signalement ${number}\\.</textarea>`))
    })

    test('a promise in working days sets the last days of what comes in; past them who manages the body is told, once', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(desk)
      assert.equal((await chief.post(`${desk}/promises`, { category: 'tree', answerDays: '0' })).statusCode, 422)
      assert.equal(
        (await chief.post(`${desk}/promises`, { category: 'tree', answerDays: '', solveDays: '5' })).statusCode,
        422,
      )
      assert.equal(
        (await chief.post(`${desk}/promises`, { category: 'tree', answerDays: '2', solveDays: '10' })).statusCode,
        303,
      )
      assert.match((await chief.get(desk)).body, /2 werkdagen/)
      const late = await newReport({
        body: 'vilvoorde',
        municipality: '23088',
        answerBefore: TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate().subtract({ days: 1 }),
      })
      await square.jobs.runNow('reports.escalate')
      await square.jobs.runNow('reports.escalate')
      const told = (await lettersTo(`p${people}@vilvoorde.example`)).filter(({ text }) =>
        text.includes(String(late.number)),
      )
      assert.equal(told.length, 1)
      assert.match(told[0]?.subject ?? '', /te laat: Vilvoorde/)
      assert.match((await chief.get('/nl/staff/reports?whose=late')).body, new RegExp(`>${late.number}<`))
    })
  })
})
