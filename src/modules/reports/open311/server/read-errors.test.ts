import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../../module.ts'
import { openClient } from '../testing.ts'

describe('Open311: what may not be asked', () => {
  let square: TestSquare
  let client: ReturnType<typeof openClient>
  before(async () => {
    square = await openTestSquare([region, reports])
    client = openClient(square)
  })
  after(() => square.close())

  const ERRORS: readonly [string, Readonly<Record<string, string>>, number, RegExp][] = [
    ['services', { jurisdiction_id: '99999' }, 404, /^jurisdiction_id: .*NIS/],
    ['services', { jurisdiction_id: 'nobody' }, 404, /^jurisdiction_id: /],
    ['services/unicorn', {}, 404, /^service_code: .*service list/],
    ['services/tree', { jurisdiction_id: 'x' }, 404, /^jurisdiction_id: /],
    ['requests', { jurisdiction_id: '99999' }, 404, /^jurisdiction_id: /],
    ['requests', { service_code: 'tree,unicorn' }, 404, /^service_code: /],
    ['requests', { status: 'half' }, 400, /^status: .*open or closed/],
    ['requests', { start_date: 'yesterday' }, 400, /^start_date: .*2026-03-02T12:00:00\+01:00/],
    ['requests', { start_date: '2026-02-30' }, 400, /^start_date: /],
    ['requests', { end_date: '2026-03-02T12:00:00' }, 400, /^end_date: .*offset/],
    ['requests', { start_date: '2025-01-01', end_date: '2026-01-01' }, 400, /^end_date: .*90 days/],
    ['requests', { start_date: '2026-01-02', end_date: '2026-01-01' }, 400, /^end_date: .*before the start/],
    ['requests', { updated_after: 'x' }, 400, /^updated_after: /],
    ['requests', { service_request_id: '12,drop' }, 400, /^service_request_id: .*digits/],
    [
      'requests',
      { service_request_id: Array.from({ length: 1001 }, () => '1').join(',') },
      400,
      /^service_request_id: .*1000/,
    ],
    ['requests', { page: '0' }, 400, /^page: /],
    ['requests', { page_size: '1001' }, 400, /^page_size: .*1000/],
    ['requests', { lat: '50.8' }, 400, /^long: .*together/],
    ['requests', { long: '4.7' }, 400, /^lat: .*together/],
    ['requests', { lat: '95', long: '4' }, 400, /^lat: /],
    ['requests', { lat: '50', long: '4', radius: '1000000' }, 400, /^radius: /],
    ['requests', { client_request_id: 'x' }, 403, /^api_key: /],
    ['requests', { client_request_id: 'x', api_key: 'wrong' }, 403, /^api_key: .*do not know/],
    ['requests/999999', {}, 404, /^service_request_id: .*no request/],
    ['requests/abc', {}, 400, /^service_request_id: .*digits/],
    ['tokens/unknown', {}, 404, /^token: /],
    ['servicerequestupdates', { start_date: '2025-01-01', end_date: '2026-01-01' }, 400, /^end_date: .*90 days/],
    ['servicerequestupdates', { service_request_id: 'x' }, 400, /^service_request_id: /],
    ['nothing', {}, 404, /discovery/],
    ['requests/1/2', {}, 404, /discovery/],
  ]
  for (const format of ['json', 'xml'])
    for (const [path, fields, code, words] of ERRORS)
      test(`${path}.${format}?${new URLSearchParams(fields).toString().slice(0, 60)} is the error ${code}`, async () => {
        const { status, value, type } = await client.get(
          `${path}.${format}`,
          { ...fields, locale: 'en' },
          { 'accept-language': 'en' },
        )
        assert.equal(status, code)
        assert.match(type, format === 'json' ? /^application\/json/ : /^text\/xml/)
        const errors = value as { code: number | string; description: string }[]
        assert.equal(errors.length, 1)
        assert.deepEqual(Object.keys(errors[0] ?? {}), ['code', 'description'])
        assert.equal(Number(errors[0]?.code), code)
        assert.match(errors[0]?.description ?? '', words)
      })

  test('an error speaks the language of Accept-Language', async () => {
    const { value } = await client.get('services/unicorn.json', {}, { 'accept-language': 'de' })
    assert.match(JSON.stringify(value), /Diesen Dienst gibt es nicht/)
  })
})
