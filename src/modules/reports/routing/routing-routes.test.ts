import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { json } from '#core/database/sql.ts'
import { shortDate } from '#core/i18n/format.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink, listBodies, listMunicipalities } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { CATEGORIES } from '../category.ts'
import { randomFrom } from '../demo/random.ts'
import { reports } from '../module.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { letAllFollow } from '../store/parties.ts'
import { factsOf } from './facts.ts'
import { proposedRules } from './proposal.ts'
import { routeReport } from './route-report.ts'

/** All of them on PostgreSQL; the embedded database, where a row costs more, gets a fifth. */
const COUNT = process.env['TEST_DATABASE_URL'] ? 100_000 : 20_000
const OFFICE = '/nl/staff/routing/region-office'
const LEUVEN = '/nl/staff/routing/leuven'
const TODAY = TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate()

describe('who answers for what, by rules', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function chiefOf(body: string): Promise<TestVisitor> {
    const id = await addStaff(square.services, { name: 'Chef', email: null, body, role: 'administrator' })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }

  async function publish(chief: TestVisitor, at: string): Promise<void> {
    const { body } = await chief.get(at)
    const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
    const answer = await chief.post(`${at}/publish`, { version, inForceFrom: TODAY.toString(), reason: 'Afgesproken.' })
    assert.equal(answer.statusCode, 303, answer.body.slice(0, 300))
  }

  /** Sends a report through the form; gives what its pages were and who answers. */
  async function sendReport(category: string, which?: string): Promise<{ body: string; asked: boolean }> {
    const visitor = square.visitor()
    await visitor.get('/nl/reports/new')
    const where = await visitor.post('/nl/reports/new', { postalCode: '3000', street: 'Naamsestraat 1' })
    const form = String(where.headers['location']).replace(/\/what$/, '')
    await visitor.get(`${form}/what`)
    const what = await visitor.post(`${form}/what`, { note: 'Hier is iets stuk, kom eens kijken.', category })
    let next = String(what.headers['location'])
    // The same was reported at the same place by the tests before: not this one.
    if (next.endsWith('/known')) {
      await visitor.get(next)
      next = String((await visitor.post(next, { known: 'other' })).headers['location'])
    }
    const asked = next.endsWith('/which')
    if (asked) {
      assert.match((await visitor.get(next)).body, /Wat voor weg is het/)
      assert.equal((await visitor.post(next, {})).statusCode, 422)
      assert.equal((await visitor.post(next, { which: 'zomaar' })).statusCode, 422)
      // Not skipped by going on.
      assert.match(String((await visitor.post(`${form}/check`)).headers['location']), /\/which$/)
      assert.equal((await visitor.post(next, { which: which ?? '' })).statusCode, 303)
    }
    await visitor.post(`${form}/contact`, {})
    await visitor.post(`${form}/check`)
    const { body } = await visitor.get(`${form}/done`)
    const [newest] = await square.services.sql<{ number: number; body: string }>`
      select number, body from reports.report order by number desc limit 1`
    assert.ok(newest && body.includes(String(newest.number)))
    return { body: newest.body, asked }
  }

  test('without rules everything goes to the municipality, and nothing is asked', async () => {
    assert.deepEqual(await sendReport('road'), { body: 'leuven', asked: false })
  })

  test('the office takes the proposal over, sees what would change, publishes it, and reports go by it', async () => {
    const office = await chiefOf('region-office')
    assert.match((await office.get(OFFICE)).body, /Er zijn nog geen regels/)
    await office.post(`${OFFICE}/draft`, { from: 'proposal' })
    const drafted = (await office.get(OFFICE)).body
    assert.match(drafted, /1 melding gaat ergens anders heen/)
    assert.match(drafted, /We vragen het aan de melder/)
    assert.match(drafted, /werkt nog niemand op het plein: [^<]*Fluvius/)
    assert.deepEqual(await sendReport('street-light'), { body: 'leuven', asked: false })
    await publish(office, OFFICE)
    assert.deepEqual(await sendReport('street-light'), { body: 'fluvius', asked: false })
    assert.deepEqual(await sendReport('stop'), { body: 'de-lijn', asked: false })
    assert.deepEqual(await sendReport('road', '.regional'), { body: 'awv', asked: true })
    assert.deepEqual(await sendReport('road', '.municipal'), { body: 'leuven', asked: true })
    assert.deepEqual(await sendReport('road', '.unknown'), { body: 'leuven', asked: true })
    assert.deepEqual(await sendReport('tree'), { body: 'leuven', asked: false })
  })

  test('a body without territory sees which rules send to it, and makes none', async () => {
    const owner = await chiefOf('fluvius')
    const { body } = await owner.get('/nl/staff/routing')
    assert.match(body, /Wat naar Fluvius gaat/)
    assert.match(body, /Regels van de streek<\/h3>[^]*Straatlamp/)
    assert.doesNotMatch(body, /Halte van bus|Er zijn nog geen regels|gemeente<\/h/)
    assert.equal((await owner.get('/nl/staff/routing/fluvius')).statusCode, 404)
    assert.match(
      (await (await chiefOf('interza')).get('/nl/staff/routing')).body,
      /Geen regel stuurt nu meldingen hierheen/,
    )
  })

  test('a rule of the draft is changed in the form that made it, stays in its place, and clashes with others only', async () => {
    const chief = await chiefOf('halle')
    const at = '/nl/staff/routing/halle'
    await chief.get(at)
    await chief.post(`${at}/draft`, { from: 'in-force' })
    const rule = { category: 'tree', postalCodes: '1500', from: '2027-01-01', last: '2027-12-31', to: 'ecowerf' }
    const streets = 'Kerkstraat\nMarkt / Place'
    await chief.post(`${at}/rules`, { ...rule, streets })
    await chief.post(`${at}/rules`, { category: 'green', to: 'municipality' })
    const id = /\?rule=([0-9a-f]+)#rule/.exec((await chief.get(at)).body)?.[1] ?? ''
    const { body } = await chief.get(`${at}?rule=${id}`)
    assert.match(body, /Wijzig een regel/)
    assert.match(body, /Kerkstraat\nMarkt \/ Place<\/textarea>/)
    assert.match(body, /<option value="ecowerf" selected/)
    for (const value of ['1500', '2027-01-01', '2027-12-31']) assert.match(body, new RegExp(`value="${value}"`))
    const clash = await chief.post(`${at}/rules`, { rule: id, category: 'green', to: 'ecowerf' })
    assert.equal(clash.statusCode, 422)
    assert.match(clash.body, new RegExp(`name="rule" value="${id}"`))
    assert.match(clash.body, /<option value="green" selected/)
    // Only with itself as it was: that is no clash.
    const saved = await chief.post(`${at}/rules`, { ...rule, rule: id, streets, last: '2028-12-31' })
    assert.equal(saved.statusCode, 303, saved.body.slice(0, 200))
    const [draft] = await square.services.sql<{ rules: { id: string; category: string; until: string | null }[] }>`
      select rules from reports.routing_table where body = 'halle' and published_at is null`
    assert.deepEqual(
      draft?.rules.map(({ category, until }) => [category, until]),
      [
        ['tree', '2029-01-01'],
        ['green', null],
      ],
    )
    assert.equal(draft?.rules[0]?.id, id)
    const gone = await chief.post(`${at}/rules`, { ...rule, rule: 'ffffffff' })
    assert.equal(gone.statusCode, 422)
    assert.match(gone.body, /staat niet meer in de nieuwe versie/)
    await chief.post(`${at}/discard`)
  })

  test('the places of a rule that the region has no name for stay when it is changed', async () => {
    const office = await chiefOf('region-office')
    await office.get(OFFICE)
    await office.post(`${OFFICE}/draft`, { from: 'in-force' })
    await office.post(`${OFFICE}/rules`, { category: 'animal', where: 'nis:24062', to: 'ecowerf' })
    const { sql } = square.services
    const [row] = await sql<{ rules: { id: string; category: string }[] }>`
      select rules from reports.routing_table where body = 'region-office' and published_at is null`
    const rules = (row?.rules ?? []).map((one) =>
      one.category === 'animal' ? { ...one, municipalities: ['24062', '23027'] } : one,
    )
    const id = rules.find(({ category }) => category === 'animal')?.id ?? ''
    await sql`
      update reports.routing_table set rules = ${json(rules)}::jsonb where body = 'region-office' and published_at is null`
    const { body } = await office.get(`${OFFICE}?rule=${id}`)
    const where = /<option value="([^"]+)" selected[^>]*>\s*(?:Leuven, Halle|Halle, Leuven)/.exec(body)?.[1] ?? ''
    assert.notEqual(where, '')
    const saved = await office.post(`${OFFICE}/rules`, { rule: id, category: 'animal', where, to: 'interleuven' })
    assert.equal(saved.statusCode, 303)
    const [changed] = await sql<{ rules: { id: string; municipalities: string[]; to: string }[] }>`
      select rules from reports.routing_table where body = 'region-office' and published_at is null`
    const kept = changed?.rules.find((one) => one.id === id)
    assert.deepEqual([kept?.municipalities, kept?.to], [['24062', '23027'], 'interleuven'])
    await office.post(`${OFFICE}/discard`)
  })

  test('what a rule of later changes is seen before it is published, with its day', async () => {
    const chief = await chiefOf('leuven')
    await chief.get(LEUVEN)
    await sendReport('graffiti')
    await sendReport('animal')
    await chief.post(`${LEUVEN}/draft`, { from: 'in-force' })
    const next = TODAY.add({ months: 2 })
    const last = TODAY.add({ months: 3 })
    const changed = async (day: Temporal.PlainDate = TODAY) =>
      (await chief.get(`${LEUVEN}?day=${day.toString()}`)).body.match(
        /(Geen enkele|\d+ melding(en)?)[^<]* ergens anders/,
      )?.[1]
    assert.equal(await changed(), 'Geen enkele')
    await chief.post(`${LEUVEN}/rules`, { category: 'graffiti', to: 'vlaams-brabant', from: next.toString() })
    assert.equal(await changed(), '1 melding')
    assert.match((await chief.get(LEUVEN)).body, new RegExp(`${shortDate(next, 'nl')}[^]*Vlaams-Brabant`))
    // One that is over before the version counts changes nothing.
    await chief.post(`${LEUVEN}/rules`, { category: 'animal', to: 'ecowerf', last: next.toString() })
    assert.equal(await changed(), '2 meldingen')
    assert.equal(await changed(last), '1 melding')
    assert.match((await chief.get(`${LEUVEN}?day=nonsense`)).body, /2 meldingen gaan ergens anders/)
    await chief.post(`${LEUVEN}/discard`)
  })

  test('a municipality goes its own way; two rules about the same are refused with which', async () => {
    const chief = await chiefOf('leuven')
    await chief.get(LEUVEN)
    await chief.post(`${LEUVEN}/draft`, { from: 'in-force' })
    const add = (fields: Readonly<Record<string, string | undefined>>) => {
      const typed = Object.entries({ to: 'municipality', ...fields }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      )
      return chief.post(`${LEUVEN}/rules`, Object.fromEntries(typed))
    }
    assert.equal((await add({ category: 'street-light' })).statusCode, 303)
    const clash = await add({ category: 'street-light', postalCodes: '3000', to: 'fluvius' })
    assert.equal(clash.statusCode, 422)
    assert.match(
      clash.body,
      /botst met een andere: Straatlamp · Alle wegen · Overal · Altijd → De gemeente van de plek/,
    )
    assert.match(
      (await add({ category: 'tree', postalCodes: '1000' })).body,
      /Gebruik postcodes van deze gemeente: 3000/,
    )
    for (const wrong of [
      { category: '' },
      { category: 'tree', to: 'pajotse-bakkers' },
      { category: 'tree', to: 'halle' },
      { category: 'tree', last: TODAY.subtract({ days: 1 }).toString() },
      { category: 'tree', from: 'gisteren' },
      { category: 'tree', from: '2026-12-01', last: '2026-11-01' },
      { category: 'tree', postalCodes: 'x' },
    ])
      assert.equal((await add({ to: 'ecowerf', ...wrong })).statusCode, 422, JSON.stringify(wrong))
    const past = await chief.post(`${LEUVEN}/publish`, { version: '1', inForceFrom: '2020-01-01', reason: 'Vroeger.' })
    assert.match(past.body, /Kies een dag van vandaag tot over twee jaar/)
    await publish(chief, LEUVEN)
    assert.equal(
      (await chief.post(`${LEUVEN}/publish`, { version: '1', inForceFrom: TODAY.toString(), reason: 'Nog eens.' }))
        .statusCode,
      422,
    )
    assert.deepEqual(await sendReport('street-light'), { body: 'leuven', asked: false })
    const shown = (await chief.get(LEUVEN)).body
    assert.match(shown, /Versie 1, geldt sinds/)
    assert.match(shown, /Regels van de streek die hier gelden/)
  })

  test('a version for a later day is shown and taken back; what is in use stays', async () => {
    const chief = await chiefOf('tienen')
    const path = '/nl/staff/routing/tienen'
    await chief.get(path)
    await chief.post(`${path}/draft`, { from: 'proposal' })
    await chief.post(`${path}/rules`, { category: 'tree', to: 'ecowerf' })
    const later = (years: number) => TODAY.add({ years, days: 1 }).toString()
    const publishOn = (inForceFrom: string) =>
      chief.post(`${path}/publish`, { version: '1', inForceFrom, reason: 'Vanaf dan.' })
    assert.equal((await publishOn(later(2))).statusCode, 422, 'too far off is a typing error')
    assert.equal((await publishOn(later(1))).statusCode, 303)
    assert.match((await chief.get(path)).body, /action="\/nl\/staff\/routing\/tienen\/withdraw"/)
    const leuven = await chiefOf('leuven')
    await leuven.get(LEUVEN)
    assert.equal((await leuven.post(`${path}/withdraw`, { version: '1' })).statusCode, 404)
    assert.match((await chief.get(path)).body, /tienen\/withdraw/)
    await chief.post(`${path}/withdraw`, { version: '1' })
    assert.doesNotMatch((await chief.get(path)).body, /tienen\/withdraw/)
    const withdrawn = await square.services.sql`
      select from reports.routing_table where body = 'tienen' and withdrawn_at is not null`
    assert.equal(withdrawn.length, 1)

    await chief.post(`${LEUVEN}/withdraw`, { version: '1' })
    await leuven.post(`${LEUVEN}/withdraw`, { version: '1' })
    assert.deepEqual(await sendReport('street-light'), { body: 'leuven', asked: false }, 'in use since today')
  })

  test('a rule is taken out, a draft is thrown away, and nobody else can do either', async () => {
    const chief = await chiefOf('halle')
    const path = '/nl/staff/routing/halle'
    await chief.get(path)
    await chief.post(`${path}/draft`, { from: 'proposal' })
    assert.match((await chief.get(path)).body, /Nieuwe versie/)
    await chief.post(`${path}/rules`, { category: 'tree', to: 'vlaams-brabant' })
    const button = /<button[^>]*name="rule"[^>]*>/.exec((await chief.get(path)).body)?.[0] ?? ''
    const rule = /value="([^"]+)"/.exec(button)?.[1] ?? ''
    const leuven = await chiefOf('leuven')
    await leuven.get(LEUVEN)
    for (const step of ['draft', 'rules', 'remove', 'discard', 'publish'])
      assert.ok(
        [404, 422].includes(
          (await leuven.post(`${path}/${step}`, { category: 'tree', to: 'ecowerf', rule })).statusCode,
        ),
        step,
      )
    assert.equal((await leuven.get(path)).statusCode, 404)
    assert.match((await chief.get(path)).body, /Provincie Vlaams-Brabant/)
    await chief.post(`${path}/remove`, { rule })
    assert.doesNotMatch((await chief.get(path)).body, /<button[^>]*name="rule"/)
    await chief.post(`${path}/discard`)
    assert.doesNotMatch((await chief.get(path)).body, /Nieuwe versie/)
  })

  test(`${COUNT} reports over all municipalities: none lost, none twice, each with one owner, whoever hands over`, async () => {
    const { sql, clock } = square.services
    const random = randomFrom(5)
    const municipalities = await listMunicipalities(sql, { on: TODAY })
    const bodies = await listBodies(sql)
    const governments = new Map(
      bodies.flatMap(({ municipality, id }) => (municipality === null ? [] : [[municipality, id]])),
    )
    const rules = proposedRules(await factsOf({ sql, clock }))
    const tables = { region: { body: 'region-office', version: 1, rules } }
    const before = await count(square)
    for (let start = 0; start < COUNT; start += 5000) {
      const batch = Array.from({ length: 5000 }, (_, index): IncomingReport => {
        const municipality = municipalities[Math.floor(random() * municipalities.length)]
        const category = CATEGORIES[Math.floor(random() * CATEGORIES.length)] ?? 'other'
        const nis = municipality?.nis ?? ''
        const routed = routeReport(tables, {
          category,
          municipality: nis,
          postalCode: municipality?.postalCodes[0] ?? '',
          postalCodes: municipality?.postalCodes ?? [],
          on: TODAY,
          road: random() < 0.3 ? 'regional' : 'municipal',
        })
        assert.equal(routed.kind, 'owner')
        const body = (routed.kind === 'owner' ? routed.body : null) ?? governments.get(nis) ?? ''
        return {
          municipality: nis,
          body,
          category,
          note: 'Gesimuleerd.',
          street: '',
          postalCode: municipality?.postalCodes[0] ?? '',
          channel: 'import',
          language: 'nl',
          receivedAt: TEST_NOW,
          source: 'simulation',
          sourceId: String(start + index),
        }
      })
      await sql.transaction(async (within) => {
        await addReports(within, batch)
        // Sent again after an answer that got lost: nothing comes twice.
        if (start % 20_000 === 0) assert.deepEqual(await addReports(within, batch), [])
      })
    }
    const after = await count(square)
    assert.equal(after.total - before.total, COUNT)
    assert.equal(after.numbers, after.total)
    assert.equal(after.unknown, 0)

    // Hand-overs in every direction: afterwards each report still has one owner, and the events tell the same one.
    await sql.transaction(async (within) => {
      await within`
        with moved as (
          select id, body as from_body, (array['ecowerf', 'awv', 'fluvius', 'leuven', 'halle'])[1 + number % 5] as to_body
          from reports.report where source = 'simulation' and number % 7 = 0
        ), told as (
          insert into reports.event (id, report, at, kind, status, language, author, from_body, to_body)
          select gen_random_uuid(), id, ${TEST_NOW}, 'hand-over', 'received', 'nl', 'staff', from_body, to_body
          from moved where from_body <> to_body
        )
        update reports.report r set body = to_body from moved where moved.id = r.id and from_body <> to_body`
      const simulated = await within<{ report: string; body: string }>`
        select report, from_body as body from reports.event where kind = 'hand-over' and from_body is not null`
      await letAllFollow(
        within,
        simulated.map((one) => ({ ...one, since: TEST_NOW })),
      )
    })
    const [wrong] = await sql<{ count: number }>`
      select count(*) as count from reports.report r
      join (select distinct on (report) report, to_body from reports.event where kind = 'hand-over'
        order by report, at desc, id desc) last on last.report = r.id
      where last.to_body <> r.body`
    assert.equal(wrong?.count, 0)
    const [both] = await sql<{ count: number }>`
      select count(*) as count from reports.party p join reports.report r on r.id = p.report where p.body = r.body`
    assert.equal(both?.count, 0, 'a body reads along with what it answers for')
    assert.equal((await count(square)).total, after.total)
  })
})

async function count({ services: { sql } }: TestSquare): Promise<{ total: number; numbers: number; unknown: number }> {
  const [row] = await sql<{ total: number; numbers: number; bodies: string[] | null }>`
    select count(*) as total, count(distinct number) as numbers,
      array_agg(distinct body) as bodies
    from reports.report`
  assert.ok(row)
  const known = new Set((await listBodies(sql)).map(({ id }) => id))
  return { ...row, unknown: (row.bodies ?? []).filter((body) => !known.has(body)).length }
}
