import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from '../../judging/testing.ts'
import { scoreAll } from '../score-datastreams.ts'
import { ReportOutput } from './told.ts'

describe('the report of a datastream', () => {
  let bench: JudgingBench
  let id = 0
  const visit = (url: string, accept = 'text/html') =>
    bench.square.server.inject({ url, headers: { accept, host: 'streekplein.example' } })

  before(async () => {
    bench = await openJudgingBench()
    ;[id = 0] = await bench.thing([['air-temperature', 'Cel']])
    // Ten days, the last five of them stuck at one value; one value that cannot be.
    const values = Array.from({ length: 240 }, (_, hour): TestValue => {
      const warmth = 10 + 4 * Math.sin((hour / 24) * 2 * Math.PI)
      return [hour * 60, hour === 30 ? 300 : hour < 120 ? warmth : 11, 60]
    })
    await bench.add(id, values)
    await bench.judge()
    bench.square.services.wait({ hours: 24 * 10 + 4 })
  })
  after(() => bench.close())

  test('before its first night it says so, and is a page all the same', async () => {
    const { statusCode, body } = await visit(`/nl/sensors/datastreams/${id}/report`)
    assert.equal(statusCode, 200)
    assert.match(body, /Er is nog geen rapport/)
    const { data } = (await visit(`/nl/sensors/datastreams/${id}/report`, 'application/json')).json()
    const report = ReportOutput.parse(data)
    assert.deepEqual([report.score, report.uses[0]?.may], [null, null])
    assert.match((await visit(`/nl/sensors/datastreams/${id}`)).body, /Betrouwbaarheid: nog niet te zeggen/)
  })

  test('it says what was seen, which tests spoke, what can be done and what it may be used for', async () => {
    await scoreAll(bench.square.services)
    const { body } = await visit(`/nl/sensors/datastreams/${id}/report`)
    assert.match(body, /In 100,0?\s?%|In 100\s?% van de uren kwam er een waarde/)
    assert.match(body, /Er zijn te weinig sensoren in de buurt/)
    assert.match(body, /Hangt de sensor vast\?/)
    assert.match(body, /Maak hem schoon en zet hem opnieuw aan/)
    assert.match(body, /how-we-compare#height">Niemand zei hoe hoog/)
    const answer = await visit(`/api/datastreams/${id}/reliability`, 'application/json')
    const report = ReportOutput.parse(answer.json())
    const failed = Object.fromEntries(report.tests.map((one) => [one.test, one.failed]))
    assert.ok((failed['gross-range'] ?? 0) === 1 && (failed['flat-line'] ?? 0) > 24, JSON.stringify(failed))
    assert.equal(report.advice, 'look-at-flags')
    assert.equal(report.score, 37, 'what is not known counts as neither good nor bad')
    assert.deepEqual(report.uses.find(({ question }) => question === 'course'), { question: 'course', may: false, objections: ['score-low'] }) // prettier-ignore
  })

  test('uptime by month counts from the first value on', async () => {
    const { body, headers } = await visit(`/api/datastreams/${id}/uptime.csv`, '*/*')
    assert.match(String(headers['content-type']), /^text\/csv/)
    const lines = body.trim().split('\r\n')
    assert.equal(lines[0], 'from,until,hours,possible,share')
    assert.equal(lines.length, 2, 'months before its first value are no gap')
    const [, , hours, possible, share] = (lines[1] ?? '').split(',').map(Number)
    assert.equal(hours, 240)
    assert.ok((possible ?? 0) >= 240 && Math.abs((share ?? 0) - 240 / (possible ?? 1)) < 1e-9)
    assert.ok(BEGIN.epochMilliseconds > 0)
  })

  test('in every language, and how it is decided too', async () => {
    for (const language of ['nl', 'fr', 'en', 'de'])
      for (const path of [`sensors/datastreams/${id}/report`, 'sensors/how-we-compare']) {
        const { statusCode, body } = await visit(`/${language}/${path}`)
        assert.equal(statusCode, 200)
        assert.doesNotMatch(body, /\{\w+\}/, 'no argument is left open')
      }
    const { body } = await visit('/nl/sensors/how-we-compare')
    for (const anchor of ['property', 'height', 'coverage', 'uptime', 'score', 'questions'])
      assert.ok(body.includes(`id="${anchor}"`), anchor)
  })

  test('what is hidden has no report', async () => {
    const { sql } = bench.square.services
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${id}`
    for (const path of [
      `/nl/sensors/datastreams/${id}/report`,
      `/api/datastreams/${id}/reliability`,
      `/api/datastreams/${id}/uptime.csv`,
    ])
      assert.equal((await visit(path)).statusCode, 404, path)
    assert.equal((await visit('/nl/sensors/datastreams/999999/report')).statusCode, 404)
    await sql`delete from observations.hidden`
  })
})
