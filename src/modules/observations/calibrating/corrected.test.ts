import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openJudgingBench, type JudgingBench, type TestValue } from '../judging/testing.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { readDaily } from '../reliability/compare/daily.ts'
import { describeDatastreams } from '../reliability/describe-datastreams.ts'
import { calibrateBeside } from './calibrate-beside.ts'
import { setReference } from './calibration-store.ts'

const HOURS = 14 * 24
const DUST = [['pm2-5', 'ug/m3'], ['relative-humidity', '%'], ['air-temperature', 'Cel']] as const // prettier-ignore

interface Answer {
  readonly models: readonly { version: number; unit: string; from: string }[]
  readonly values: readonly {
    time: string
    end: string | null
    raw: number
    corrected: number | null
    low: number | null
    high: number | null
    version: number
  }[]
}

describe('corrected values', () => {
  let bench: JudgingBench
  let sensor = 0
  let humidity = 0
  const truth = (hour: number) => 20 + 8 * Math.sin((hour / 24) * 2 * Math.PI) + 4 * Math.sin(hour / 37)
  const damp = (hour: number) => 60 + 20 * Math.cos((hour / 24) * 2 * Math.PI + 1)
  const noise = (hour: number) => Math.sin(hour * 12.9898) * 0.5
  const said = (hour: number) => 1.4 * truth(hour) + 0.3 * damp(hour) + 3 + noise(hour)

  before(async () => {
    bench = await openJudgingBench()
    const { sql, clock } = bench.square.services
    const [reference = 0] = await bench.thing([['pm2-5', 'ug/m3']], { lon: 4.7, lat: 50.88 })
    const ids = await bench.thing(DUST, { lon: 4.7, lat: 50.8801 })
    ;[sensor = 0, humidity = 0] = ids
    await addHours(reference, truth)
    // Of the last day a value each five minutes: what it says goes up and down within the hour.
    await addHours(sensor, said, HOURS - 24)
    const minutes = Array.from({ length: 24 * 12 }, (_, k): TestValue => {
      const minute = (HOURS - 24) * 60 + k * 5
      return [minute, said(Math.floor(minute / 60)) + (k % 2 === 0 ? 5 : -5), 5]
    })
    await bench.add(sensor, minutes)
    await addHours(humidity, damp)
    await addHours(ids[2] ?? 0, () => 12)
    await setReference(sql, reference, { isReference: true, now: clock(), by: null })
    bench.square.services.wait({ hours: 24 * 15 })
    await rollUpStale(bench.square.services)
    assert.equal((await calibrateBeside(bench.square.services)).kept, 1)
  })
  after(() => bench.close())

  async function addHours(id: number, value: (hour: number) => number, until = HOURS) {
    await bench.add(
      id,
      Array.from({ length: until }, (_, hour): TestValue => [hour * 60, value(hour), 60]),
    )
  }

  async function ask(query: string, path = 'corrected'): Promise<{ status: number; body: string; answer: Answer }> {
    const answer = await bench.square.visitor().get(`/api/datastreams/${sensor}/${path}?${query}`)
    return {
      status: answer.statusCode,
      body: answer.body,
      answer: (path === 'corrected' && answer.statusCode === 200 ? answer.json() : {}) as Answer,
    }
  }

  const WHOLE = 'from=2026-03-02T00:00:00Z&until=2026-03-20T00:00:00Z'
  const hourOf = (time: string) => (Date.parse(time) - Date.parse('2026-03-02T00:00:00Z')) / 3_600_000

  test('each value beside what a reference would have said, with an interval that holds', async () => {
    const { answer } = await ask(WHOLE)
    assert.equal(answer.values.length, HOURS - 24 + 24 * 12)
    assert.deepEqual([answer.models.length, answer.models[0]?.unit], [1, 'ug/m3'])
    assert.equal(answer.models[0]?.from, '2026-03-02T00:00:00Z')
    const hours = answer.values.slice(0, HOURS - 24)
    const isWithin = ({ time, low, high }: Answer['values'][number]) => {
      const real = truth(Math.floor(hourOf(time)))
      return low !== null && high !== null && low <= real && real <= high
    }
    assert.ok(hours.filter(isWithin).length >= 0.92 * hours.length)
    assert.ok(hours.every(({ time, corrected }) => Math.abs((corrected ?? 99) - truth(hourOf(time))) < 2))
    assert.ok(
      hours.every(({ time, raw }) => Math.abs(raw - said(hourOf(time))) < 1e-9),
      'raw stays',
    )
    const minutes = answer.values.slice(HOURS - 24)
    const width = ({ low, high }: Answer['values'][number]) => (high ?? 0) - (low ?? 0)
    assert.ok(width(minutes[0] as Answer['values'][number]) > 3 * width(hours[0] as Answer['values'][number]))
    assert.ok(minutes.filter(isWithin).length >= 0.92 * minutes.length)
  })

  test('means of hours and days have narrower intervals, about the mean', async () => {
    const [hours, days] = [
      (await ask(`${WHOLE}&span=hour`)).answer,
      (await ask('from=2026-03-01T23:00:00Z&until=2026-03-20T00:00:00Z&span=day')).answer,
    ]
    assert.equal(hours.values.length, HOURS)
    // Fourteen days of UTC touch fifteen of Brussels: of the last one only an hour was measured.
    assert.equal(days.values.length, 14)
    assert.equal(days.values[0]?.time, '2026-03-01T23:00:00Z')
    for (const { time, corrected, low, high } of days.values) {
      const its = Array.from({ length: 24 }, (_, k) => hourOf(time) + k).filter((hour) => hour >= 0)
      const mean = its.reduce((sum, hour) => sum + truth(hour), 0) / its.length
      assert.ok(low !== null && high !== null && low <= mean && mean <= high, `${time}: ${low} ${mean} ${high}`)
      const hour = hours.values.find((one) => one.time > time && one.corrected !== null)
      assert.ok(high - low < (hour?.high ?? 0) - (hour?.low ?? 0))
      assert.ok(corrected !== null)
    }
  })

  test('the same as CSV, however the pages fall', async () => {
    const { body } = await ask(WHOLE, 'corrected.csv')
    const lines = body.trimEnd().split('\r\n')
    assert.equal(lines[0], 'phenomenonTime,end,raw,corrected,low95,high95,unit,version,shiftSeconds')
    assert.equal(lines.length, 1 + HOURS - 24 + 24 * 12)
    assert.match(lines[1] ?? '', /^2026-03-02T00:00:00Z,2026-03-02T01:00:00Z,[\d.]+,[\d.]+,[\d.]+,[\d.]+,ug\/m3,1,0$/)
    assert.equal(new Set(lines).size, lines.length)
  })

  test('without its humidity a value has no correction; where no model holds there is none at all', async () => {
    const { sql } = bench.square.services
    await sql`delete from observations.roll_up where datastream = ${humidity} and span = 'h' and start = '2026-03-03T10:00Z'`
    const { answer } = await ask('from=2026-03-03T10:00:00Z&until=2026-03-03T12:00:00Z')
    assert.deepEqual(
      answer.values.map(({ corrected, low }) => [corrected === null, low === null]),
      [
        [true, true],
        [false, false],
      ],
    )
    const before = (await ask('from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z')).answer
    assert.deepEqual([before.models, before.values], [[], []])
  })

  test('the page shows the line and the band when asked, with its table and its file', async () => {
    const visitor = bench.square.visitor()
    const path = `/nl/sensors/datastreams/${sensor}?period=week&on=2026-03-05`
    const raw = (await visitor.get(path)).body
    assert.match(raw, /period=week&amp;on=\d{4}-\d\d-\d\d&amp;values=corrected"/)
    assert.doesNotMatch(raw, /corrected\.csv/)
    const page = (await visitor.get(`${path}&values=corrected`)).body
    assert.match(page, /class="sp-band"/)
    assert.match(page, /corrected\.csv\?from=[^"]+span=hour"/)
    assert.match(page, /period=month&amp;on=\d{4}-\d\d-\d\d&amp;values=corrected"/)
    assert.match(page, /in 95 van de 100 gevallen valt dat binnen de band/)
    const data = (await visitor.get(`${path}&values=corrected`, { accept: 'application/json' })).json() as { data: { corrected: unknown[] } } // prettier-ignore
    assert.equal(data.data.corrected.length, 7 * 24 - 1, 'the first hour of that week in Brussels was before')
    for (const period of ['day', 'month', 'year'])
      assert.match((await visitor.get(`/nl/sensors/datastreams/${sensor}?period=${period}&on=2026-03-15&values=corrected`)).body, /sp-band/) // prettier-ignore
    const { rawPayload } = await bench.square.server.inject({
      url: `/nl/sensors/datastreams/${sensor}?period=day&on=2026-03-15&values=corrected`,
      headers: { accept: 'text/html', 'accept-encoding': 'br' },
    })
    assert.ok(rawPayload.length < 19_000, `${rawPayload.length} bytes and the style sheet are more than 30 kB`)
    const none = (await visitor.get(`/nl/sensors/datastreams/${sensor}?period=week&on=2026-01-05&values=corrected`)).body // prettier-ignore
    assert.match(none, /In deze tijd kan er niets gecorrigeerd worden/)
    assert.doesNotMatch((await visitor.get(`/nl/sensors/datastreams/${humidity}?values=corrected`)).body, /sp-band"/)
  })

  test('what is asked wrong is told; what is hidden is not there', async () => {
    assert.equal((await ask('from=yesterday&until=2026-03-20T00:00:00Z')).status, 422)
    assert.equal((await ask(`${WHOLE}&span=week`)).status, 422)
    assert.equal((await ask('')).status, 422)
    const { sql } = bench.square.services
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${humidity}`
    const without = (await ask('from=2026-03-05T00:00:00Z&until=2026-03-06T00:00:00Z')).answer
    assert.ok(without.values.length === 24 && without.values.every(({ corrected }) => corrected === null))
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${sensor}`
    for (const path of ['corrected', 'corrected.csv']) assert.equal((await ask(WHOLE, path)).status, 404)
    await sql`delete from observations.hidden`
  })

  test('beside others it is drawn by what it is corrected to, since what is said of its uncertainty is about that', async () => {
    const { sql, clock } = bench.square.services
    const described = await describeDatastreams(sql, [sensor], clock())
    assert.equal(described[0]?.calibration, 'calibrated')
    const { days, series } = await readDaily(sql, described, clock())
    const { answer } = await ask('from=2026-03-01T23:00:00Z&until=2026-03-20T00:00:00Z&span=day')
    const corrected = new Map(
      answer.values.map(({ time, corrected: value }) => [
        Temporal.Instant.from(time).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString(),
        value,
      ]),
    )
    const drawn = days.flatMap((day, place) => {
      const value = series[0]?.values[place] ?? null
      return value === null ? [] : [{ day: day.toString(), value }]
    })
    assert.ok(drawn.length >= 10 && series[0]?.isCorrected === true, String(drawn.length))
    for (const { day, value } of drawn) assert.ok(Math.abs(value - (corrected.get(day) ?? Number.NaN)) < 1e-3, day)
  })
})
