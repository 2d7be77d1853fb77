import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { LANGUAGES } from '#core/i18n/language.ts'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { openClient, type TestClient } from '../sensorthings/testing.ts'
import { makeThing, read, tell } from './testing.ts'

const COUNTED = { name: 'bicycles', definition: 'urn:streekplein:observed-property:bicycles' }

describe('the pages of sensors', () => {
  let square: TestSquare
  let client: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
  })
  after(() => square.close())

  test('without any sensor the map says so', async () => {
    const { status, html, at } = await read(square, '/nl/sensors')
    assert.equal(status, 200)
    assert.match(html, /Er zijn nog geen sensoren\./)
    assert.deepEqual([at('total'), at('things')], [0, []])
  })

  test('the map and the list tell what is measured where, with the newest value and its age', async () => {
    const { thing, stream } = await makeThing(client, 'Post Leuven')
    await tell(client, stream, [
      ['2026-03-02T10:30:00Z', 7],
      ['2026-03-02T10:50:00Z', 12.5],
    ])
    const { html, at } = await read(square, '/nl/sensors')
    assert.match(html, /role="status">1 meetpunt\b/)
    assert.match(html, /Fijn stof PM2,5.*<strong>12,5\u00A0µg\/m³<\/strong> \(10 minuten geleden\)/s)
    assert.ok(
      html.includes(`aria-label="Post Leuven, Fijn stof PM2,5 12,5\u00A0µg/m³"`),
      'the point on the map says it too',
    )
    assert.equal(at('things', 0, 'id'), thing)
    assert.deepEqual(at('things', 0, 'datastreams', 0, 'newest'), {
      at: '2026-03-02T10:50:00Z',
      until: null,
      result: 12.5,
    })
    const chosen = await read(square, '/de/sensors?property=pm2-5')
    assert.match(chosen.html, /class="sp-scale-3"/)
    assert.match(chosen.html, /class="sp-sign"[^>]*>12,5</, 'the figure stands in the place')
    assert.match(chosen.html, /10 bis 15\u00A0µg\/m³/)
  })

  test('what does not fit the choice is not shown; nonsense narrows nothing', async () => {
    const silent = await makeThing(client, 'Old post', { lon: 4.24, lat: 50.73 })
    await tell(client, silent.stream, [['2026-02-20T10:00:00Z', 3]])
    await makeThing(client, 'New post', { lon: 4.25, lat: 50.735 })
    const names = async (query: string) =>
      ((await read(square, `/nl/sensors${query}`)).at('things') as { name: string }[]).map(({ name }) => name)
    assert.deepEqual(await names(''), ['New post', 'Old post', 'Post Leuven'])
    assert.deepEqual(await names('?state=fresh'), ['Post Leuven'])
    assert.deepEqual(await names('?state=silent'), ['Old post'])
    assert.deepEqual(await names('?state=none'), ['New post'])
    assert.deepEqual(await names('?property=o3'), [])
    assert.deepEqual(await names('?property=pm2-5&state=silent'), ['Old post'])
    assert.deepEqual(await names('?municipality=24062'), ['Post Leuven'])
    assert.deepEqual(await names('?municipality=x&property=nonsense&state=on&page=-1&map=x'), await names(''))
    assert.match((await read(square, '/nl/sensors?property=o3')).html, /Niets past bij je keuze\./)
    const map = (await read(square, '/nl/sensors?state=silent')).html
    assert.ok(map.includes('aria-label="Old post') && !map.includes('aria-label="Post Leuven'), 'nor on the map')
  })

  test('what hangs at a home is nowhere told more precisely than its cell, however narrow the map is', async () => {
    const home = { lon: 4.72111, lat: 50.90222 }
    const { thing, stream } = await makeThing(client, 'At home', { ...home, isRough: true })
    const place = (await read(square, `/nl/sensors/things/${thing}`)).at('place') as {
      lon: number
      lat: number
      isExact: boolean
    }
    assert.equal(place.isExact, false)
    assert.ok(Math.abs(place.lon - home.lon) > 0.0005 || Math.abs(place.lat - home.lat) > 0.0005)
    for (const path of ['/nl/sensors', `/nl/sensors/things/${thing}`, `/nl/sensors/datastreams/${stream}`]) {
      const { html, at } = await read(square, path)
      const told = html + JSON.stringify(at())
      for (const digits of ['4.72111', '50.90222', '4,72111', '50,90222', '4.7211', '50.9022'])
        assert.ok(!told.includes(digits), `${path} tells ${digits}`)
    }
    // A narrow window around where it really is shows nothing; one around the middle of its cell does.
    const seen = async (lon: number, lat: number) =>
      (await read(square, `/nl/sensors?map=${lon.toFixed(5)},${lat.toFixed(5)},19`)).html.includes(
        'aria-label="At home',
      )
    assert.equal(await seen(home.lon, home.lat), false)
    assert.equal(await seen(place.lon, place.lat), true)
  })

  test('a thing has its page in every language, and one that is not there says what to do', async () => {
    const { thing } = await makeThing(client, '<b>Strange</b> & name', {
      properties: { license: 'javascript:alert(1)' },
    })
    for (const language of LANGUAGES) {
      const { status, html } = await read(square, `/${language}/sensors/things/${thing}`)
      assert.equal(status, 200)
      assert.match(html, /<h1[^>]*>&lt;b>Strange&lt;\/b> &amp; name</)
    }
    for (const path of ['things/99999', 'datastreams/99999']) {
      const { status, html } = await read(square, `/nl/sensors/${path}`)
      assert.equal(status, 404)
      assert.match(html, /Kijk op de kaart/)
      assert.match(html, /href="\/nl\/sensors"/)
    }
    assert.equal((await read(square, '/nl/sensors/things/abc')).status, 404)
    assert.equal((await read(square, '/nl/sensors/datastreams/99999999999')).status, 404)
  })

  test('a datastream shows its newest value, a chart, its table, and how to ask for it', async () => {
    const { stream } = await makeThing(client, 'Post with gap', {
      properties: { license: 'https://example.org/licence' },
    })
    await tell(
      client,
      stream,
      Array.from({ length: 20 }, (_, index): [string, number] => [
        `2026-03-02T0${Math.floor(index / 4)}:${(index % 4) * 15 || '00'}:00Z`,
        index === 0 ? 1 : 10 + index,
      ]).filter((_, index) => index < 8 || index > 13),
    )
    const { html, at } = await read(square, `/nl/sensors/datastreams/${stream}`)
    assert.match(html, /<p class="govuk-heading-xl">29\u00A0µg\/m³<\/p>/)
    assert.match(html, /2 maart 2026, 05:45/)
    const line = /<path class="sp-line sp-s1" d="([^"]+)"/.exec(html)?.[1] ?? ''
    assert.equal(line.match(/M/g)?.length, 2, 'a gap stays a gap')
    assert.match(html, /href="https:\/\/example\.org\/licence"/)
    const [command = ''] = /curl '[^']+Observations[^']+'/.exec(html) ?? []
    const asked = command.slice(command.indexOf('/sensorthings'), -1).replaceAll('&amp;', '&')
    const { body } = await square.server.inject(asked)
    assert.equal((JSON.parse(body) as { value: { result: number }[] }).value[0]?.result, 29, asked)
    assert.equal((at('values') as unknown[]).length, 14)
    const csv =
      /href="(\/api\/datastreams\/\d+\/observations\.csv[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const file = await square.server.inject(csv)
    assert.equal(file.body.trim().split('\r\n').length, 15)
  })

  test('what is counted is added up in bars, and a day of 23 hours has 23', async () => {
    const { stream } = await makeThing(client, 'Counter', { observes: COUNTED })
    const start = Temporal.Instant.from('2025-03-29T23:00:00Z')
    const hour = (index: number) => start.add({ hours: index }).toString()
    await tell(
      client,
      stream,
      Array.from({ length: 23 }, (_, index): [string, number] => [`${hour(index)}/${hour(index + 1)}`, index]).filter(
        (_, index) => index !== 5,
      ),
    )
    await rollUpStale(square.services)
    const day = await read(square, `/fr/sensors/datastreams/${stream}?on=2025-03-30`)
    assert.deepEqual([day.at('from'), day.at('until')], ['2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'])
    assert.equal(day.html.match(/<g class="sp-gap"><rect/g)?.length, 1)
    assert.match(day.html, /non mesuré/)
    const week = await read(square, `/nl/sensors/datastreams/${stream}?period=week&on=2025-03-30`)
    assert.equal((week.at('values') as unknown[]).length, 22)
    assert.deepEqual(week.at('values', 3), {
      at: '2025-03-30T02:00:00Z', until: '2025-03-30T03:00:00Z', count: 1, mean: 3, low: 3, high: 3, total: 3,
    }) // prettier-ignore
    const month = await read(square, `/nl/sensors/datastreams/${stream}?period=month&on=2025-03-01`)
    assert.equal(month.at('values', 0, 'total'), (22 * 23) / 2 - 5)
    assert.equal(month.at('values', 0, 'until'), '2025-03-30T22:00:00Z')
    const year = await read(square, `/nl/sensors/datastreams/${stream}?period=year`)
    assert.equal(year.at('step'), 'day')
    assert.match(year.html, /30 maart 2025/)
  })

  test('values of one thousandth of a second, and a gap of a sensor that tells something every second, are drawn', async () => {
    const { stream } = await makeThing(client, 'Very fast')
    await square.services.sql`update observations.datastream set period_seconds = 1 where id = ${stream}`
    await tell(client, stream, [
      ['2026-03-02T08:00:00.000100Z', 1],
      ['2026-03-02T08:00:00.000200Z', 2],
      ['2026-03-02T08:00:01Z', 3],
      ['2026-03-02T10:00:00Z', 4],
    ])
    const { status, html } = await read(square, `/nl/sensors/datastreams/${stream}`)
    assert.equal(status, 200)
    assert.equal(/<path class="sp-line sp-s1" d="([^"]+)"/.exec(html)?.[1]?.match(/M/g)?.length, 2)
  })

  test('values about more than an hour or a day are shown as they came', async () => {
    const { stream } = await makeThing(client, 'By day', { observes: COUNTED })
    const day = (index: number) =>
      Temporal.Instant.from('2026-02-22T23:00:00Z')
        .add({ hours: 24 * index })
        .toString()
    await tell(
      client,
      stream,
      [0, 1, 3, 4].map((index): [string, number] => [`${day(index)}/${day(index + 1)}`, 100 * index + 1]),
    )
    await rollUpStale(square.services)
    const week = await read(square, `/nl/sensors/datastreams/${stream}?period=week&on=2026-02-23`)
    assert.deepEqual([week.at('step'), (week.at('values') as unknown[]).length], ['raw', 4])
    assert.equal(week.html.match(/<g class="sp-gap">(<rect[^>]*><\/rect>)+/)?.[0].match(/<rect/g)?.length, 2)
    const month = await read(square, `/nl/sensors/datastreams/${stream}?period=month&on=2026-02-23`)
    assert.deepEqual([month.at('step'), (month.at('values') as unknown[]).length], ['day', 4])
  })

  test('many raw values of a day are put together with their lowest and highest', async () => {
    const { stream } = await makeThing(client, 'Fast')
    const start = Temporal.Instant.from('2026-03-02T00:00:00Z')
    const rows = Array.from({ length: 1600 }, (_, index): [string, number] => [
      start.add({ seconds: index * 10 }).toString(),
      index % 30,
    ])
    await tell(client, stream, rows)
    const { html, at } = await read(square, `/nl/sensors/datastreams/${stream}`)
    assert.match(html, /class="sp-band"/)
    assert.deepEqual(
      [at('values', 0, 'count'), at('values', 0, 'low'), at('values', 0, 'mean'), at('values', 0, 'high')],
      [30, 0, 14.5, 29],
    )
    assert.ok(html.length < 60_000, `${html.length} bytes`)
  })

  test('words, yes and no, and objects are told in a table, the same as long as it lasts in one line', async () => {
    const words = await makeThing(client, 'Gate', {
      type: 'CategoryObservation',
      observes: { name: 'alarm', definition: 'urn:x:alarm' },
    })
    await tell(client, words.stream, [
      ['2026-03-02T08:00:00Z', 'normal'],
      ['2026-03-02T09:00:00Z', 'normal'],
      ['2026-03-02T10:00:00Z', '<i>high</i>'],
    ])
    const { html, at } = await read(square, `/nl/sensors/datastreams/${words.stream}`)
    assert.match(html, /<p class="govuk-heading-xl">&lt;i>high/)
    assert.equal(html.match(/<td[^>]*data-label="Waarde"/g)?.length, 2)
    assert.deepEqual(at('values', 2, 'result'), '<i>high</i>')
    const truth = await makeThing(client, 'Door', {
      type: 'TruthObservation',
      observes: { name: 'open', definition: 'urn:x:open' },
    })
    await tell(client, truth.stream, [['2026-03-02T08:00:00Z', false]])
    assert.match(
      (await read(square, `/de/sensors/datastreams/${truth.stream}`)).html,
      /<p class="govuk-heading-xl">nein</,
    )
    const object = await makeThing(client, 'Box', {
      type: 'Observation',
      observes: { name: 'state', definition: 'urn:x:state' },
    })
    await tell(client, object.stream, [['2026-03-02T08:00:00Z', { a: 1 }]])
    const told = await read(square, `/en/sensors/datastreams/${object.stream}`)
    assert.match(told.html, /<p class="govuk-heading-xl">{&quot;a&quot;:1}</)
    assert.deepEqual(told.at('newest', 'result'), { a: 1 })
  })

  test('a datastream without any value says so, and one that stopped since when', async () => {
    const none = await makeThing(client, 'Nothing yet')
    const empty = await read(square, `/nl/sensors/datastreams/${none.stream}?period=year&on=2025-01-01`)
    assert.match(empty.html, /Er is nog niets gemeten\./)
    assert.deepEqual([empty.at('newest'), empty.at('values'), empty.at('state')], [null, [], 'none'])
    const stopped = await makeThing(client, 'Stopped')
    await tell(client, stopped.stream, [['2025-12-24T10:00:00Z', 4]])
    const { html, at } = await read(square, `/nl/sensors/datastreams/${stopped.stream}`)
    assert.match(html, /stuurt niets meer sinds 24 december 2025, 11:00/)
    assert.equal((at('values') as unknown[]).length, 1, 'its last day is shown')
    for (const on of ['2025-02-30', '0001-01-01', '9999-12-31', 'x'])
      assert.equal((await read(square, `/nl/sensors/datastreams/${stopped.stream}?on=${on}`)).status, 200, on)
  })
})
