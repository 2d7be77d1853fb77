import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openClient, thingBody, type TestAnswer, type TestClient } from '../sensorthings/testing.ts'
import { digestOf, merged, quantile } from './digest.ts'
import { rollUpStale } from './roll-up.ts'

function percentile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

test('few values give exact percentiles, many give near ones, also when put together', () => {
  const few = [1, 2, 4, 8, 16]
  for (const share of [0, 0.1, 0.25, 0.5, 0.9, 1])
    assert.ok(Math.abs(quantile(digestOf(few, 24), share, { low: 1, high: 16 }) - percentile(few, share)) < 1e-9)
  assert.equal(quantile(digestOf([7], 24), 0.5, { low: 7, high: 7 }), 7)
  assert.ok(Number.isNaN(quantile(digestOf([], 24), 0.5, { low: 0, high: 0 })))
  let state = 1
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const hours = Array.from({ length: 24 }, (_, hour) =>
    Array.from({ length: 60 }, () => -Math.log(random()) * (1 + hour)).toSorted((a, b) => a - b),
  )
  const day = hours.flat().toSorted((a, b) => a - b)
  const digest = merged(
    hours.map((numbers) => digestOf(numbers, 24)),
    60,
  )
  assert.ok(digest.means.length <= 70, `${digest.means.length} centroids`)
  assert.equal(Math.round(digest.weights.reduce((a, b) => a + b, 0)), day.length)
  for (const share of [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]) {
    const found = quantile(digest, share, { low: day[0] ?? 0, high: day.at(-1) ?? 0 })
    const rank = day.filter((value) => value <= found).length / day.length
    assert.ok(Math.abs(rank - share) < 0.015, `${share}: ${rank}`)
  }
})

describe('rolling up', () => {
  let square: TestSquare
  let client: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
  })
  after(() => square.close())

  async function stream(name: string): Promise<number> {
    const thing = await client.make('Things', thingBody(name))
    return Number((await client.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id'))
  }
  async function send(id: number, rows: readonly (readonly [string, number])[]): Promise<void> {
    const sent = [{ Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray: rows }]
    assert.ok(((await client.post('CreateObservations', sent)).at() as string[]).every((one) => one !== 'error'))
    await rollUpStale(square.services)
  }
  async function told(
    id: number,
    span: string,
    from = '2024-01-01T00:00:00Z',
    until = '2025-01-01T00:00:00Z',
  ): Promise<TestAnswer['at']> {
    const { statusCode, body } = await square.server.inject(
      `/api/datastreams/${id}/roll-ups?span=${span}&from=${from}&until=${until}`,
    )
    assert.equal(statusCode, 200, body)
    const document: unknown = JSON.parse(body)
    return (...names) =>
      names.reduce<unknown>((whole, name) => (whole as Record<string | number, unknown> | undefined)?.[name], document)
  }
  const minutes = (day: string, hour: number, count: number, value: (minute: number) => number) =>
    Array.from({ length: count }, (_, minute) => {
      const from = Temporal.Instant.from(`${day}T${String(hour).padStart(2, '0')}:00:00Z`).add({ minutes: minute })
      return [`${from.toString()}/${from.add({ minutes: 1 }).toString()}`, value(minute)] as const
    })

  test('an hour, its day and its month say how much, how far and what between', async () => {
    const id = await stream('Usual')
    await send(id, [...minutes('2024-05-01', 10, 60, (minute) => minute), ...minutes('2024-05-01', 12, 30, () => 100)])
    const hours = await told(id, 'hour')
    assert.equal(hours('value', 'length'), 2, 'the hour between is a gap')
    const [first] = hours('value') as Record<string, unknown>[]
    assert.deepEqual(
      { ...first, median: Math.round(Number(first?.['median']) * 10) / 10, p10: undefined, p90: undefined },
      {
        start: '2024-05-01T10:00:00.000Z',
        end: '2024-05-01T11:00:00.000Z',
        count: 60,
        coverage: 1,
        sum: 1770,
        mean: 29.5,
        min: 0,
        max: 59,
        median: 29.5,
        p10: undefined,
        p90: undefined,
      },
    )
    assert.equal(hours('value', 1, 'coverage'), 0.5)
    const day = await told(id, 'day')
    assert.deepEqual(
      [day('value', 0, 'start'), day('value', 0, 'count'), day('value', 0, 'sum'), day('value', 0, 'max')],
      ['2024-04-30T22:00:00.000Z', 90, 4770, 100],
    )
    assert.ok(Math.abs(Number(day('value', 0, 'coverage')) - 90 / 1440) < 1e-9)
    const month = await told(id, 'month')
    assert.deepEqual(
      [month('value', 0, 'start'), month('value', 0, 'end'), month('value', 0, 'count')],
      ['2024-04-30T22:00:00.000Z', '2024-05-31T22:00:00.000Z', 90],
    )
  })

  test('the largest and the smallest numbers do not stop it', async () => {
    const id = await stream('Extreme')
    const values = [1e200, -1e200, 1e-300, 1e39, -0]
    await send(
      id,
      minutes('2024-05-02', 10, 60, (minute) => values[minute % values.length] ?? 0),
    )
    const day = await told(id, 'day')
    assert.deepEqual([day('value', 0, 'min'), day('value', 0, 'max'), day('value', 0, 'count')], [-1e200, 1e200, 60])
    assert.ok(Number.isFinite(day('value', 0, 'p90')))
  })

  test('of a counter that was up for a part of the time, values count for as much', async () => {
    const id = await stream('Counter')
    for (const [hour, result, uptime] of [
      ['10', 100, 1],
      ['11', 40, 0.25],
      ['12', 60, undefined],
    ] as const)
      await client.make(`Datastreams(${id})/Observations`, {
        phenomenonTime: `2024-05-03T${hour}:00:00Z/2024-05-03T${Number(hour) + 1}:00:00Z`,
        result,
        ...(uptime !== undefined && { parameters: { uptime } }),
      })
    await rollUpStale(square.services)
    const hour = await told(id, 'hour')
    assert.deepEqual([hour('value', 1, 'coverage'), hour('value', 1, 'mean'), hour('value', 1, 'sum')], [0.25, 40, 40])
    const month = await told(id, 'month')
    assert.equal(month('value', 0, 'sum'), 200)
    assert.equal(month('value', 0, 'mean'), (100 + 0.25 * 40 + 60) / 2.25)
  })

  test('late and corrected values, and those that are taken back, are in it afterwards', async () => {
    const id = await stream('Late')
    const [first, second] = minutes('2024-06-01', 10, 2, () => 5)
    assert.ok(first && second)
    await send(id, [first])
    await send(id, [second])
    assert.deepEqual((await told(id, 'day'))('value', 0, 'sum'), 10)
    await send(id, [[first[0], 50]])
    const [day, month] = [await told(id, 'day'), await told(id, 'month')]
    assert.deepEqual([day('value', 0, 'sum'), day('value', 0, 'count'), month('value', 0, 'max')], [55, 2, 50])
    const all = (await client.get(`Datastreams(${id})/Observations`)).at('value') as { '@iot.selfLink': string }[]
    for (const one of all) assert.equal((await client.send('DELETE', one['@iot.selfLink'])).status, 200)
    await rollUpStale(square.services)
    for (const span of ['hour', 'day', 'month']) assert.equal((await told(id, span))('value', 'length'), 0, span)
  })

  test('a day has 23, 24 or 25 hours', async () => {
    const id = await stream('Days')
    const hours = ['2024-03-31', '2024-07-01', '2024-10-27'].flatMap((day) => {
      const start = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Brussels')
      const count = start.hoursInDay
      return Array.from({ length: count }, (_, hour) => {
        const from = start.toInstant().add({ hours: hour })
        return [`${from.toString()}/${from.add({ hours: 1 }).toString()}`, 1] as const
      })
    })
    await send(id, hours)
    const days = await told(id, 'day')
    assert.deepEqual(
      [0, 1, 2].map((place) => [days('value', place, 'count'), days('value', place, 'coverage')]),
      [
        [23, 1],
        [24, 1],
        [25, 1],
      ],
    )
  })

  test('a value about a day is in no hour, but in its day; one about a month in its month', async () => {
    const id = await stream('Long')
    await send(id, [
      ['2024-08-01T00:00:00+02:00/2024-08-02T00:00:00+02:00', 24],
      ['2024-08-01T00:00:00+02:00/2024-08-01T01:00:00+02:00', 1],
      ['2024-08-01T00:00:00+02:00/2024-09-01T00:00:00+02:00', 700],
    ])
    assert.deepEqual(
      [
        (await told(id, 'hour'))('value', 0, 'sum'),
        (await told(id, 'day'))('value', 0, 'sum'),
        (await told(id, 'month'))('value', 0, 'sum'),
      ],
      [1, 25, 725],
    )
  })

  test('all values come as CSV, in order, however many', async () => {
    const id = await stream('Table')
    const many = Array.from(
      { length: 5003 },
      (_, second) => [new Date(Date.UTC(2024, 8, 1) + second * 1000).toISOString(), second] as const,
    )
    await send(id, [...many, ['2024-09-02T00:00:00Z/2024-09-02T01:00:00Z', 0.5]])
    const { statusCode, body, headers } = await square.server.inject(
      `/api/datastreams/${id}/observations.csv?from=2024-09-01T00:00:01Z&until=2025-01-01T00:00:00Z`,
    )
    assert.deepEqual([statusCode, headers['content-type']], [200, 'text/csv; charset=utf-8'])
    const lines = body.trimEnd().split('\r\n')
    assert.deepEqual(
      [lines.length, lines[0], lines[1], lines.at(-1)],
      [
        5004,
        'phenomenonTime,end,result,resultTime,flag,suspect,failed,rules,occasions',
        '2024-09-01T00:00:01Z,,1,,,,,,',
        '2024-09-02T00:00:00Z,2024-09-02T01:00:00Z,0.5,,,,,,',
      ],
    )
    assert.equal(new Set(lines).size, lines.length)
  })

  test('what is asked wrong is told', async () => {
    for (const [query, status] of [
      ['span=week&from=2024-01-01T00:00:00Z&until=2025-01-01T00:00:00Z', 422],
      ['from=yesterday&until=2025-01-01T00:00:00Z', 422],
      ['', 422],
    ] as const)
      assert.equal((await square.server.inject(`/api/datastreams/1/roll-ups?${query}`)).statusCode, status)
    assert.equal(
      (
        await square.server.inject(
          '/api/datastreams/999999/roll-ups?from=2024-01-01T00:00:00Z&until=2025-01-01T00:00:00Z',
        )
      ).statusCode,
      404,
    )
  })
})
