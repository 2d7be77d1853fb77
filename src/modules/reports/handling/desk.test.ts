import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { TEST_NOW } from '#web/testing.ts'
import { listEvents } from '../store/find.ts'
import { openTestDesk, type TestDesk } from './testing.ts'

describe('a desk and its work', () => {
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
      assert.deepEqual(
        [(await stored(one.id)).status, (await stored(one.id)).answeredAt],
        ['in-progress', null],
        'it is no answer',
      )
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

  test('what a body without anybody does not answer is told to the municipality', async () => {
    const chief = await staff('tienen', 'administrator')
    const late = TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate().subtract({ days: 1 })
    const { number } = await newReport({ body: 'fluvius', municipality: '24107', answerBefore: late })
    await square.jobs.runNow('reports.escalate')
    const [letter] = await lettersTo(chief.email)
    assert.match(letter?.subject ?? '', /te laat: Fluvius/)
    assert.match(letter?.text ?? '', new RegExp(`${number}[^]*werkt nog niet op het plein`))
  })

  describe('the desk of a body', () => {
    const path = '/nl/staff/desk/vilvoorde'

    test('gives a category to one team, keeps its own names apart, and is closed to others', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(path)
      assert.equal((await chief.post(`${path}/teams`, { name: 'Groen', categories: 'tree' })).statusCode, 303)
      const twice = await chief.post(`${path}/teams`, { name: 'Bomen', categories: ['tree', 'green'] })
      assert.equal(twice.statusCode, 422)
      assert.match(twice.body, /‘Boom’ gaat al naar team Groen/)
      assert.equal((await chief.post(`${path}/teams`, { name: 'Groen', categories: 'green' })).statusCode, 422)
      const handler = await staff('vilvoorde')
      assert.equal((await handler.get(path)).statusCode, 403)
      const other = await staff('halle', 'administrator')
      assert.equal((await other.get(path)).statusCode, 404)
      await other.get('/nl/staff/desk/halle')
      assert.equal((await other.post(`${path}/teams`, { name: 'Van Halle', categories: 'road' })).statusCode, 404)
    })

    test('changes a team and a standard text in the form that made them; what is wrong keeps what was typed', async () => {
      const chief = await staff('halle', 'administrator')
      const at = '/nl/staff/desk/halle'
      await chief.get(at)
      await chief.post(`${at}/teams`, { name: 'Wegen', categories: ['road', 'pavement'] })
      await chief.post(`${at}/teams`, { name: 'Groen', categories: 'tree' })
      const texts = { nl: 'Dank je.', fr: 'Merci.', en: 'Thanks.', de: 'Danke.' }
      await chief.post(`${at}/templates`, { templateName: 'Dank', ...texts })
      const page = (await chief.get(at)).body
      const [, team = ''] = /\?team=([0-9a-f-]{36})#team">[^]*?Wegen/.exec(page.slice(page.indexOf('>Wegen<'))) ?? []
      const [, template = ''] = /\?template=([0-9a-f-]{36})#template"/.exec(page) ?? []
      const filled = (await chief.get(`${at}?team=${team}`)).body
      assert.match(filled, /name="name"[^>]*value="Wegen"|value="Wegen"[^>]*name="name"/)
      assert.equal(filled.match(/ checked/g)?.length, 2)
      const taken = await chief.post(`${at}/teams`, { team, name: 'Groen', categories: 'road' })
      assert.equal(taken.statusCode, 422)
      assert.match(taken.body, new RegExp(`name="team" value="${team}"`))
      assert.match(taken.body, /value="Groen"/)
      const other = await chief.post(`${at}/teams`, { team, name: 'Wegen', categories: ['road', 'tree'] })
      assert.match(other.body, /‘Boom’ gaat al naar team Groen/)
      const saved = await chief.post(`${at}/teams`, { team, name: 'Wegen en stoepen', categories: ['road', 'water'] })
      assert.equal(saved.statusCode, 303)
      const changed = { templateName: 'Dank', ...texts, fr: 'Merci beaucoup.', template }
      assert.equal((await chief.post(`${at}/templates`, { ...changed, nl: '' })).statusCode, 422)
      assert.equal((await chief.post(`${at}/templates`, changed)).statusCode, 303)
      const { sql } = square.services
      assert.deepEqual(await sql`select name, categories from reports.team where body = 'halle' order by name`, [
        { name: 'Groen', categories: ['tree'] },
        { name: 'Wegen en stoepen', categories: ['road', 'water'] },
      ])
      const kept = await sql<{ texts: object }>`select texts from reports.template where body = 'halle'`
      assert.deepEqual(kept, [{ texts: { ...texts, fr: 'Merci beaucoup.' } }])
      // Another body changes nothing of it, whatever id it names.
      const stranger = await staff('leuven', 'administrator')
      await stranger.get('/nl/staff/desk/leuven')
      const stolen = await stranger.post('/nl/staff/desk/leuven/teams', { team, name: 'Gestolen', categories: 'road' })
      assert.equal(stolen.statusCode, 422)
      assert.doesNotMatch((await stranger.get(`/nl/staff/desk/leuven?team=${team}`)).body, /Wegen en stoepen/)
    })

    test('fills in a standard text in the language of the reporter, for a person to look at', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(path)
      const texts = {
        nl: 'Dank voor melding {number}.',
        fr: 'Merci pour le signalement {number}.',
        en: 'Thanks {number}.',
      }
      const missing = await chief.post(`${path}/templates`, { templateName: 'Dank', ...texts })
      assert.equal(missing.statusCode, 422)
      assert.match(missing.body, /Merci pour le signalement/)
      await chief.post(`${path}/templates`, { templateName: 'Dank', ...texts, de: 'Danke {number}.' })
      const { number, page } = await newReport({ body: 'vilvoorde', municipality: '23088', language: 'fr' })
      const shown = (await chief.get(page)).body
      const template = /<option value="([0-9a-f-]{36})">Dank/.exec(shown)?.[1] ?? ''
      const filled = await chief.post(page, { fill: 'yes', template })
      assert.equal(filled.statusCode, 200)
      assert.match(filled.body, new RegExp(`Merci pour le signalement ${number}\\.</textarea>`))
    })

    test('a promise in working days sets the last days of what comes in; past them who manages the body is told, once', async () => {
      const chief = await staff('vilvoorde', 'administrator')
      await chief.get(path)
      assert.equal((await chief.post(`${path}/promises`, { category: 'tree', answerDays: '0' })).statusCode, 422)
      assert.equal(
        (await chief.post(`${path}/promises`, { category: 'tree', answerDays: '', solveDays: '5' })).statusCode,
        422,
      )
      assert.equal(
        (await chief.post(`${path}/promises`, { category: 'tree', answerDays: '2', solveDays: '10' })).statusCode,
        303,
      )
      assert.match((await chief.get(path)).body, /2 werkdagen/)
      const late = await newReport({
        body: 'vilvoorde',
        municipality: '23088',
        answerBefore: TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate().subtract({ days: 1 }),
      })
      await square.jobs.runNow('reports.escalate')
      await square.jobs.runNow('reports.escalate')
      const told = (await lettersTo(chief.email)).filter(({ text }) => text.includes(String(late.number)))
      assert.equal(told.length, 1)
      assert.match(told[0]?.subject ?? '', /te laat: Vilvoorde/)
      assert.match((await chief.get('/nl/staff/reports?whose=late')).body, new RegExp(`>${late.number}<`))
    })
  })
})
