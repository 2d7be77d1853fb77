import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listLetters } from '#core/mail/outbox-mail.ts'
import type { Letter } from '#core/mail/mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { mergeReport, partReport } from '../duplicates/merge.ts'
import { reports } from '../module.ts'
import { addEvent, addReports, type IncomingReport } from '../store/change.ts'
import { tellFollowers } from './digest.ts'
import { addNotice } from './notices.ts'
import { forgetFollowers } from './store.ts'

describe('letters to followers', () => {
  let square: TestSquare
  let sent: Letter[] = []
  let failing: (letter: Letter) => boolean = () => false
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  /** The services, with mail that counts and may fail. */
  const services = () => ({
    ...square.services,
    mail: {
      async send(letter: Letter) {
        if (failing(letter)) throw new Error('mail server is down')
        sent.push(letter)
      },
    },
  })
  const to = (email: string) => sent.filter((letter) => letter.to === email)

  async function newReport(changes: Partial<IncomingReport> = {}): Promise<{ id: string; number: number }> {
    const { sql, clock } = square.services
    const report: IncomingReport = {
      municipality: '24062',
      body: 'leuven',
      category: 'street-light',
      note: 'De straatlamp is stuk.',
      street: 'Kerkstraat',
      postalCode: '3000',
      channel: 'web',
      language: 'nl',
      receivedAt: clock(),
      ...changes,
    }
    const [added] = await sql.transaction((within) => addReports(within, [report]))
    assert.ok(added)
    return added
  }

  async function follow(report: { id: string; number: number }, emails: readonly string[], language = 'nl') {
    const { sql, clock } = square.services
    await sql`
      insert into reports.follower (id, report, report_number, email, language, asked_at, confirmed_at)
      select gen_random_uuid(), ${report.id}, ${report.number}, email, ${language}, ${clock()}, ${clock()}
      from unnest(${emails}::text[]) as f (email)`
  }

  /** Staff say something, a minute later. */
  async function answer(report: { id: string }, message: string): Promise<void> {
    square.services.wait({ minutes: 1 })
    const { sql, clock } = square.services
    await sql.transaction(async (within) => {
      const change = { report: report.id, at: clock(), message, language: 'nl', author: 'staff' } as const
      const event = await addEvent(within, { ...change, kind: 'answer' })
      await addNotice(within, { report: report.id, event })
      await addNotice(within, { report: report.id, event })
    })
  }

  function begin() {
    sent = []
    failing = () => false
  }

  test('one letter for several reports and several events, in the language of the follower', async () => {
    begin()
    const [one, other] = [await newReport(), await newReport()]
    await follow(one, ['an@example.be', 'An@example.be'.toUpperCase().replace('AN', 'BO')], 'fr')
    await follow(other, ['an@example.be'], 'fr')
    await answer(one, 'Eerste.')
    await answer(one, 'Tweede.')
    await answer(other, 'Derde.')
    assert.equal(await tellFollowers(services()), 2)
    assert.equal(await tellFollowers(services()), 0)
    const [letter] = to('an@example.be')
    assert.equal(to('an@example.be').length, 1)
    assert.match(letter?.subject ?? '', /2 signalements/)
    assert.equal(letter?.language, 'fr')
    for (const words of ['Eerste.', 'Tweede.', 'Derde.']) assert.ok(letter?.text.includes(words))
    assert.equal(letter?.text.match(/\/fr\/reports\/followers\//g)?.length, 2)
    await answer(one, 'Vierde.')
    await tellFollowers(services())
    assert.deepEqual(
      to('an@example.be').map(({ text }) => text.includes('Eerste.')),
      [true, false],
    )
  })

  test('nothing to who did not confirm, to who asked later, or about a note among staff', async () => {
    begin()
    const { sql, clock } = square.services
    const report = await newReport()
    await sql`
      insert into reports.follower (id, report, report_number, email, language, asked_at)
      values (gen_random_uuid(), ${report.id}, ${report.number}, 'never@example.be', 'nl', ${clock()})`
    await follow(report, ['early@example.be'])
    await answer(report, 'Nieuws.')
    square.services.wait({ minutes: 1 })
    await follow(report, ['late@example.be'])
    const note = await sql.transaction((within) =>
      addEvent(within, {
        report: report.id,
        at: clock(),
        kind: 'note',
        message: 'intern',
        language: 'nl',
        author: 'staff',
      }),
    )
    await sql.transaction((within) => addNotice(within, { report: report.id, event: note }))
    await tellFollowers(services())
    assert.deepEqual(
      sent.map((letter) => letter.to),
      ['early@example.be'],
    )
    assert.doesNotMatch(sent[0]?.text ?? '', /intern/)
  })

  test('who made or follows a merged report is told of the main one, until it is parted', async () => {
    begin()
    const { sql, clock } = square.services
    const main = await newReport({ reporterEmail: 'main@example.be' })
    const merged = await newReport({ reporterEmail: 'merged@example.be', language: 'de' })
    await follow(merged, ['neighbour@example.be', 'main@example.be'])
    await sql.transaction((within) =>
      mergeReport(within, { report: merged.id, into: main.id, at: clock(), person: undefined }),
    )
    await answer(main, 'De lamp komt morgen.')
    await tellFollowers(services())
    assert.deepEqual(sent.map((letter) => letter.to).toSorted(), ['merged@example.be', 'neighbour@example.be'])
    assert.match(to('merged@example.be')[0]?.text ?? '', new RegExp(`Ihre Meldung ${merged.number}`))
    await sql.transaction((within) =>
      partReport(within, { report: merged.id, at: clock(), person: undefined, language: 'nl' }),
    )
    await follow(main, ['other@example.be'])
    await answer(main, 'Klaar.')
    await tellFollowers(services())
    assert.equal(to('merged@example.be').length, 1)
    assert.equal(to('other@example.be').length, 1)
  })

  test('cut off again and again, everybody is told once; one bad address holds up nobody', async () => {
    begin()
    const report = await newReport()
    const emails = Array.from({ length: 450 }, (_, index) => `f${index}@example.be`)
    await follow(report, emails)
    await answer(report, 'Nieuws.')
    let count = 0
    // The server is down at every hundredth letter, and refuses one address always.
    failing = (letter) => letter.to === 'f7@example.be' || ++count % 100 === 0
    for (let run = 0; run < 20; run += 1) await tellFollowers(services()).catch(() => undefined)
    assert.equal(sent.length, 449)
    assert.equal(new Set(sent.map((letter) => letter.to)).size, 449)
    const [state] = await square.services.sql<{ open: number; letters: number }>`
      select count(*) filter (where finished_at is null) as open, max(letters) as letters from reports.digest`
    assert.equal(state?.open, 0)
  })

  test('two runs at the same time tell everybody once; one that died is taken over', async () => {
    begin()
    const report = await newReport()
    await follow(
      report,
      Array.from({ length: 60 }, (_, index) => `g${index}@example.be`),
    )
    await answer(report, 'Nieuws.')
    await Promise.all([tellFollowers(services()), tellFollowers(services())])
    assert.equal(sent.length, 60)
    await answer(report, 'Meer.')
    const { sql, clock } = square.services
    // As if the process was killed after half of them.
    const hangs = Promise.withResolvers<void>()
    const wasSent = sent.length
    const send = async (letter: Letter) => {
      if (sent.length < wasSent + 30) return void sent.push(letter)
      hangs.resolve()
      return new Promise<void>(() => {})
    }
    void tellFollowers({ ...services(), mail: { send } })
    await hangs.promise
    assert.equal(await tellFollowers(services()), 0)
    square.services.wait({ minutes: 11 })
    // The letter that hung may have gone out: it is not sent a second time.
    assert.equal(await tellFollowers(services()), 29)
    const [open] = await sql<{ count: number }>`
      select count(*) as count from reports.digest where finished_at is null and opened_at <= ${clock()}`
    assert.equal(open?.count, 0)
  })

  test('who stops gets nothing, and is erased; a wrong link tells nothing', async () => {
    const resident: TestVisitor = square.visitor()
    const report = await newReport()
    await resident.get(`/nl/reports/${report.number}`)
    const wrong = await resident.post(`/nl/reports/${report.number}/followers`, { email: 'x@' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /naam@voorbeeld\.be/)
    const asked = await resident.post(`/nl/reports/${report.number}/followers`, { email: 'dirk@example.be' })
    assert.equal((await resident.get(String(asked.headers.location))).statusCode, 200)
    await square.jobs.drain()
    const letters = (await listLetters(square.services.sql)).filter((letter) => letter.to === 'dirk@example.be')
    const link = new URL(/https:\S+/.exec(letters[0]?.text ?? '')?.[0] ?? '').pathname
    // A program that opens the links of letters follows nothing.
    await resident.get(link)
    const confirmed = async () => square.services.sql`
      select from reports.follower where email = 'dirk@example.be' and confirmed_at is not null`
    assert.equal((await confirmed()).length, 0)
    await resident.post(link, { answer: 'confirm' })
    assert.equal((await confirmed()).length, 1)
    await resident.get(`/nl/reports/${report.number}`)
    await resident.post(`/nl/reports/${report.number}/followers`, { email: 'Dirk@example.be' })
    await square.jobs.drain()
    const again = (await listLetters(square.services.sql)).filter((letter) => letter.to === 'dirk@example.be')
    assert.equal(again.length, 1)
    await resident.get(link)
    await resident.post(link, { answer: 'stop' })
    assert.equal((await resident.get(link)).statusCode, 404)
    assert.equal((await square.services.sql`select from reports.follower where email ilike 'dirk@%'`).length, 0)
    assert.equal((await resident.get(`${link.slice(0, -1)}x`)).statusCode, 404)
  })

  test('who floods a mailbox with requests must wait', async () => {
    const resident = square.visitor('10.1.2.3')
    const report = await newReport()
    await resident.get(`/nl/reports/${report.number}`)
    const statuses: number[] = []
    for (let index = 0; index < 12; index += 1)
      statuses.push(
        (await resident.post(`/nl/reports/${report.number}/followers`, { email: `v+${index}@example.be` })).statusCode,
      )
    assert.ok(statuses.includes(429), statuses.join())
  })

  test('followers are erased 60 days after closing, and two days after asking when they never confirmed', async () => {
    const { sql, clock } = square.services
    const report = await newReport()
    await follow(report, ['kept@example.be'])
    await sql`
      insert into reports.follower (id, report, report_number, email, language, asked_at)
      values (gen_random_uuid(), ${report.id}, ${report.number}, 'unsure@example.be', 'nl', ${clock()})`
    const left = async () => {
      const rows = await sql<{
        email: string
      }>`select email from reports.follower where report = ${report.id} order by 1`
      return rows.map(({ email }) => email)
    }
    await forgetFollowers(sql, clock().add({ hours: 47 }))
    assert.deepEqual(await left(), ['kept@example.be', 'unsure@example.be'])
    await forgetFollowers(sql, clock().add({ hours: 49 }))
    assert.deepEqual(await left(), ['kept@example.be'])
    await sql`update reports.report set status = 'solved', closed_at = ${clock()} where id = ${report.id}`
    await forgetFollowers(sql, clock().add({ hours: 24 * 59 }))
    assert.deepEqual(await left(), ['kept@example.be'])
    await forgetFollowers(sql, clock().add({ hours: 24 * 61 }))
    assert.deepEqual(await left(), [])
  })

  test('a report has a feed of what happened to it, without notes among staff', async () => {
    const report = await newReport()
    await answer(report, 'We komen kijken.')
    const { sql, clock } = square.services
    await sql.transaction((within) =>
      addEvent(within, {
        report: report.id,
        at: clock(),
        kind: 'note',
        message: 'geheim',
        language: 'nl',
        author: 'staff',
      }),
    )
    const feed = await square.visitor().get(`/nl/reports/${report.number}/feed.atom`)
    assert.match(String(feed.headers['content-type']), /atom\+xml/)
    assert.match(feed.body, /We komen kijken\./)
    assert.doesNotMatch(feed.body, /geheim/)
  })

  test('an answer of staff reaches followers with the next digest', async () => {
    begin()
    const report = await newReport({ reporterEmail: 'own@example.be' })
    await follow(report, ['eva@example.be'])
    const id = await addStaff(square.services, { name: 'Sam', email: 'sam@x.example', body: 'leuven', role: 'handler' })
    const sam = square.visitor()
    await sam.signIn(await createSignInLink(square.services, id))
    square.services.wait({ minutes: 1 })
    await sam.post(`/nl/staff/reports/${report.number}`, { message: 'Morgen hersteld.', status: 'in-progress' })
    await square.jobs.drain()
    await square.jobs.runNow('reports.tell-followers')
    const letters = await listLetters(square.services.sql)
    const told = letters.filter((letter) => letter.text.includes('Morgen hersteld.')).map((letter) => letter.to)
    assert.deepEqual(told.toSorted(), ['eva@example.be', 'own@example.be'])
  })
})
