import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, TEST_NOW, type TestSquare } from '#web/testing.ts'
import { reports } from '../module.ts'
import type { Status } from '../report.ts'
import { addStatusEvents } from '../store/change-many.ts'
import { addEvent, addReports, type IncomingReport } from '../store/change.ts'
import { findReport } from '../store/find.ts'
import { monthsUntil, narrowCount } from './figures.ts'

const ONE: IncomingReport = {
  municipality: '24062',
  body: 'leuven',
  category: 'street-light',
  note: 'Lamp stuk bij mevrouw Peeters.',
  street: 'Kerkstraat 12',
  postalCode: '3000',
  channel: 'web',
  language: 'nl',
  receivedAt: TEST_NOW.subtract({ hours: 24 * 60 }),
  reporterEmail: 'an.peeters@example.be',
}

interface Answer {
  readonly months: { month: string; received: number | null; solved: number | null }[]
  readonly outcomes: { outcome: string; count: number | null }[]
  readonly categories: { category: string; count: number | null }[]
  readonly answers: {
    month: string
    medianDays: number | null
    lowerQuartileDays: number | null
    upperQuartileDays: number | null
  }[]
  readonly hours: { weekday: number; fromHour: number; toHour: number; count: number | null }[]
  readonly municipalities: { municipality: string; count: number | null }[]
}

test('one to four is not shown, and the rest is rounded to five: what is hidden cannot be found by subtracting', () => {
  assert.deepEqual([0, 1, 4, 5, 7, 8, 12, 13].map(narrowCount), [0, null, null, 5, 5, 10, 10, 15])
  // A total of 24 less 8 less 12 would tell that the third is 4. What is shown tells 5, give or take 7.
  const [total = 0, first = 0, second = 0] = [24, 8, 12].map(narrowCount).map(Number)
  assert.notEqual(total - first - second, 4)
})

test('the months are thirteen, from the first moment of the first in Brussels', () => {
  const { from, months } = monthsUntil(Temporal.Instant.from('2026-02-28T23:30:00Z'))
  assert.equal(months.at(-1)?.toString(), '2026-03')
  assert.equal(months.length, 13)
  assert.equal(from.toString(), '2025-02-28T23:00:00Z')
})

describe('figures about reports', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  /** So many reports, each with the statuses that it went through, an answer every `days` days. */
  async function add(
    count: number,
    changes: Partial<IncomingReport>,
    course: readonly Status[] = [],
    days = 1,
  ): Promise<void> {
    await square.services.sql.transaction(async (sql) => {
      const report = { ...ONE, ...changes }
      const added = await addReports(
        sql,
        Array.from({ length: count }, () => report),
      )
      await addStatusEvents(
        sql,
        added.flatMap(({ id }) =>
          course.map((status, step) => ({
            report: id,
            at: report.receivedAt.add({ hours: 24 * days * (step + 1) }),
            kind: 'status' as const,
            status,
            message: 'Klaar.',
            language: 'nl',
            author: 'staff' as const,
          })),
        ),
      )
    })
    square.services.wait({ minutes: 11 })
  }

  async function clean(): Promise<void> {
    await square.services.sql.script('delete from reports.report; delete from reports.counted')
  }

  async function figures(municipality = ''): Promise<Answer> {
    const { body, statusCode } = await square.visitor().get(`/api/reports/figures?municipality=${municipality}`)
    assert.equal(statusCode, 200, body)
    return JSON.parse(body) as Answer
  }

  test('closed without solving never counts as solved, nowhere', async () => {
    await clean()
    await add(7, {}, ['in-progress', 'solved'])
    await add(11, {}, ['refused'])
    await add(13, {}, ['refused'])
    await add(17, {}, ['in-progress'])
    const { outcomes, months } = await figures()
    assert.deepEqual(outcomes, [
      { outcome: 'solved', count: 7 },
      { outcome: 'closed', count: 24 },
      { outcome: 'open', count: 17 },
    ])
    const [january] = months.filter(({ month }) => month === '2026-01')
    assert.deepEqual(january, { month: '2026-01', received: 48, solved: 7 })
  })

  test('are split by how reports came in, with the care of a narrow choice', async () => {
    await clean()
    await add(12, {}, ['solved'])
    await add(3, { channel: 'telephone' }, ['solved'])
    const by = async (channel: string) => {
      const { body } = await square.visitor().get(`/api/reports/figures?channel=${channel}`)
      return (JSON.parse(body) as Answer).outcomes.map(({ count }) => count)
    }
    assert.deepEqual(await by(''), [15, 0, 0])
    assert.deepEqual(await by('web'), [10, 0, 0])
    assert.deepEqual(await by('telephone'), [null, 0, 0])
    assert.match((await square.visitor().get('/nl/reports/figures?channel=telephone')).body, /te klein om te tonen/)
  })

  test('tell of each body how fast it answers, with whoever still waits among them', async () => {
    await clean()
    await add(6, { body: 'ecowerf' }, ['solved'], 2)
    await add(4, { body: 'ecowerf' })
    await add(10, { body: 'halle' }, ['in-progress'], 1)
    await add(4, { body: 'awv' }, ['solved'], 1)
    const { body } = await square.visitor().get('/api/reports/figures')
    assert.deepEqual((JSON.parse(body) as { bodies: unknown }).bodies, [
      { body: 'ecowerf', count: 10, open: null, medianDays: 2, ninetyPercentDays: null },
      { body: 'halle', count: 10, open: 10, medianDays: 1, ninetyPercentDays: 1 },
    ])
    const csv = await square.visitor().get('/api/reports/figures.csv?figure=bodies')
    assert.match(csv.body, /^body,count,open,medianDays,ninetyPercentDays\r?\necowerf,10,,2,\r?\n/)
    assert.match((await square.visitor().get('/nl/reports/figures')).body, /zo veel wachten nog/)
  })

  test('what was solved and opened again is not solved any more', async () => {
    await clean()
    await add(6, {}, ['solved', 'in-progress'])
    const { outcomes, months } = await figures()
    assert.deepEqual(
      outcomes.map(({ count }) => count),
      [0, 0, 6],
    )
    assert.ok(months.every(({ solved }) => solved === 0))
  })

  test('months, weekdays and hours are those of Brussels', async () => {
    await clean()
    // Half past midnight on Sunday 1 February 2026.
    await add(5, { receivedAt: Temporal.Instant.from('2026-01-31T23:30:00Z') })
    const { months, hours } = await figures()
    assert.deepEqual(
      months.filter(({ received }) => received !== 0).map(({ month }) => month),
      ['2026-02'],
    )
    const [busy] = hours.filter(({ count }) => count !== 0)
    assert.deepEqual(busy, { weekday: 7, fromHour: 0, toHour: 1, count: 5 })
  })

  test('of one municipality no count from one to four is shown: not in the page, the CSV or the JSON', async () => {
    await clean()
    await add(3, { category: 'animal' })
    await add(33, { category: 'dumping', receivedAt: TEST_NOW.subtract({ hours: 24 * 100 }) })
    await add(2, { municipality: '24107', body: 'tienen' })
    const { categories, months, municipalities } = await figures('24062')
    assert.deepEqual(categories.find(({ category }) => category === 'animal')?.count, null)
    assert.deepEqual(categories.find(({ category }) => category === 'dumping')?.count, 35)
    assert.deepEqual(months.find(({ month }) => month === '2026-01')?.received, null)
    assert.deepEqual(municipalities, [])
    const whole = await figures()
    assert.equal(whole.categories.find(({ category }) => category === 'animal')?.count, 3)
    assert.equal(whole.municipalities.find(({ municipality }) => municipality === '24107')?.count, null)
    assert.equal(whole.municipalities.find(({ municipality }) => municipality === '24062')?.count, 35)

    const page = await square.visitor().get('/nl/reports/figures?municipality=24062')
    assert.match(page.body, /te klein om te tonen/)
    assert.doesNotMatch(page.body, />[1-4]<\/td>|\b[1-4] melding/)
    const csv = await square.visitor().get('/api/reports/figures.csv?figure=categories&municipality=24062')
    assert.match(csv.body, /\r\nanimal,\r\n/)
    assert.match(csv.body, /\r\ndumping,35\r\n/)
  })

  test('who still waits makes the time until an answer longer, not shorter', async () => {
    await clean()
    await add(6, {}, ['solved'], 2)
    await add(6, {}, ['solved'], 8)
    const answered = (await figures()).answers.find(({ month }) => month === '2026-01')
    assert.deepEqual([answered?.lowerQuartileDays, answered?.medianDays, answered?.upperQuartileDays], [2, 2, 8])
    await add(3, {})
    const waiting = (await figures()).answers.find(({ month }) => month === '2026-01')
    assert.deepEqual([waiting?.lowerQuartileDays, waiting?.medianDays, waiting?.upperQuartileDays], [2, 8, 8])
    await add(9, {})
    const many = (await figures()).answers.find(({ month }) => month === '2026-01')
    assert.equal(many?.medianDays, null)
  })

  test('of fewer than five reports, and of the month that is not over, no time is told', async () => {
    await clean()
    await add(4, {}, ['solved'])
    await add(40, { receivedAt: TEST_NOW.subtract({ hours: 20 }) }, ['solved'], 0.5)
    const { answers } = await figures()
    assert.ok(answers.every(({ medianDays }) => medianDays === null))
    assert.equal(answers.length, 12)
  })

  test('the first word of staff ends the waiting; a note among colleagues or an addition of the reporter does not', async () => {
    await clean()
    const [added] = await square.services.sql.transaction((sql) => addReports(sql, [ONE]))
    const id = added?.id ?? ''
    const tell = (kind: 'note' | 'addition' | 'answer', author: 'staff' | 'reporter', hours: number) =>
      square.services.sql.transaction((sql) =>
        addEvent(sql, { report: id, at: ONE.receivedAt.add({ hours }), kind, message: 'Ja.', language: 'nl', author }),
      )
    const answeredAt = async () => {
      const [row] = await square.services.sql<{ at: Temporal.Instant | null }>`
        select answered_at as at from reports.report where id = ${id}`
      return row?.at?.toString() ?? null
    }
    await tell('note', 'staff', 1)
    await tell('addition', 'reporter', 2)
    assert.equal(await answeredAt(), null)
    await tell('answer', 'staff', 3)
    await tell('answer', 'staff', 30)
    assert.equal(await answeredAt(), ONE.receivedAt.add({ hours: 3 }).toString())
  })

  test('many events at once leave a report as one by one would', async () => {
    await clean()
    const [one, many] = await square.services.sql.transaction((sql) => addReports(sql, [ONE, ONE]))
    const changes = (report: string) =>
      (['in-progress', 'solved', 'in-progress', 'refused'] as const).map((status, step) => ({
        report,
        at: ONE.receivedAt.add({ hours: step + 1 }),
        kind: 'status' as const,
        status,
        message: 'x',
        language: 'nl',
        author: 'staff' as const,
      }))
    await square.services.sql.transaction(async (sql) => {
      for (const change of changes(one?.id ?? '')) await addEvent(sql, change)
      await addStatusEvents(sql, changes(many?.id ?? ''))
    })
    const stateOf = async (id = '') => {
      const [row] = await square.services.sql`
        select status, updated_at, closed_at, answered_at,
          (select string_agg(e.status || ' ' || e.at, ', ' order by e.at) from reports.event e where e.report = report.id) as told
        from reports.report where id = ${id}`
      return JSON.stringify(row)
    }
    assert.equal(await stateOf(many?.id), await stateOf(one?.id))
    assert.equal((await findReport(square.services.sql, { id: many?.id ?? '' }))?.status, 'refused')
  })

  test('reports of before a merger count for the municipality of today', async () => {
    await clean()
    await add(10, { municipality: '23106', body: 'pajottegem' })
    await add(15, { municipality: '23024', body: 'pajottegem' })
    const of = async (nis: string) => (await figures(nis)).outcomes.find(({ outcome }) => outcome === 'open')?.count
    assert.equal(await of('23106'), 25)
    assert.equal(await of('23024'), 25)
    const { municipalities } = await figures()
    assert.equal(municipalities.find(({ municipality }) => municipality === '23106')?.count, 25)
    assert.ok(!municipalities.some(({ municipality }) => municipality === '23024'))
  })

  test('the page says the same as its file, for every chart, in four languages', async () => {
    await clean()
    await add(12, {}, ['solved'])
    const visitor = square.visitor()
    for (const language of ['nl', 'fr', 'en', 'de']) {
      const { body, statusCode } = await visitor.get(`/${language}/reports/figures`)
      assert.equal(statusCode, 200)
      assert.equal(body.match(/<figure class="sp-chart"/g)?.length, 7, language)
      assert.match(body, /\/api\/reports\/figures\.csv\?figure=topics/)
    }
    const csv = await visitor.get('/api/reports/figures.csv?figure=months')
    assert.match(csv.headers['content-type'] as string, /^text\/csv/)
    assert.match(csv.body, /^month,received,solved\r\n2025-03,0,0\r\n/)
    assert.match(csv.body, /\r\n2026-01,12,12\r\n/)
    assert.match(
      (await visitor.get('/nl/reports/figures')).body,
      /januari 2026<\/th><td[^>]*>12<\/td><td[^>]*>12<\/td>/,
    )
  })

  test('nothing of who reported is in the figures', async () => {
    await clean()
    await add(6, {})
    for (const path of ['/nl/reports/figures?municipality=24062', '/api/reports/figures', '/api/reports/figures.csv']) {
      const { body } = await square.visitor().get(path)
      for (const secret of ['Peeters', 'Kerkstraat']) assert.ok(!body.includes(secret), `${path} shows ${secret}`)
    }
  })

  test('what was counted serves for ten minutes, then is counted again', async () => {
    await clean()
    await add(5, {})
    assert.equal((await figures()).outcomes[2]?.count, 5)
    await square.services.sql.transaction((sql) => addReports(sql, [ONE]))
    assert.equal((await figures()).outcomes[2]?.count, 5)
    square.services.wait({ minutes: 11 })
    assert.equal((await figures()).outcomes[2]?.count, 6)
  })

  test('in a new month the figures begin a month later at once', async () => {
    await clean()
    square.services.wait({ hours: -24 * 2 })
    assert.equal((await figures()).months.at(-1)?.month, '2026-02')
    square.services.wait({ hours: 24 * 2 })
    assert.equal((await figures()).months.at(-1)?.month, '2026-03')
  })

  test('a municipality that is not here, or a figure that does not exist, is a clear mistake; nonsense shows the region', async () => {
    const visitor = square.visitor()
    assert.equal((await visitor.get('/nl/reports/figures?municipality=99999')).statusCode, 404)
    assert.equal((await visitor.get('/api/reports/figures.csv?figure=secrets')).statusCode, 422)
    assert.equal((await visitor.get('/nl/reports/figures?municipality=%27;drop')).statusCode, 200)
  })

  test('the list of reports leads to the figures of the same municipality', async () => {
    const { body } = await square.visitor().get('/nl/reports?municipality=24062')
    assert.match(body, /href="\/nl\/reports\/figures\?municipality=24062"/)
  })
})
