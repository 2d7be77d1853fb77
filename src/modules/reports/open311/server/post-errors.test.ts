import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../../module.ts'
import { listReports } from '../../store/find.ts'
import { giveKey, openClient } from '../testing.ts'

const PLACE = { lat: '50.8798', long: '4.7009' }
const WORDS = { service_code: 'road', description: 'Een grote put in de weg', locale: 'en' }
const OTHER = { ...WORDS, service_code: 'other' }

describe('Open311: what may not be sent', () => {
  let square: TestSquare
  let client: ReturnType<typeof openClient>
  let api_key: string
  before(async () => {
    square = await openTestSquare([region, reports])
    client = openClient(square)
    api_key = await giveKey(square, { perMinute: 6000 })
  })
  after(() => square.close())

  const count = async () => (await listReports(square.services.sql, {}, { limit: 1 })).total

  const ERRORS: readonly [string, Readonly<Record<string, string | readonly string[]>>, number, RegExp][] = [
    ['no key', { ...WORDS, ...PLACE, api_key: '' }, 403, /^api_key: .*Give an api_key/],
    ['a key that does not exist', { ...WORDS, ...PLACE, api_key: 'sp311_x' }, 403, /^api_key: .*do not know/],
    ['no service', { ...PLACE, description: 'Iets' }, 400, /^service_code: .*Give a service_code/],
    ['an unknown service', { ...PLACE, service_code: 'unicorn', description: 'x' }, 404, /^service_code: /],
    ['an unknown jurisdiction', { ...WORDS, ...PLACE, jurisdiction_id: '99999' }, 404, /^jurisdiction_id: /],
    ['no place', OTHER, 400, /^lat: .*lat and long, or address_string/],
    ['half a place', { ...OTHER, lat: '50.8' }, 400, /^long: .*together/],
    ['a place that is no number', { ...OTHER, lat: 'north', long: '4' }, 400, /^lat: /],
    ['an address_id', { ...OTHER, address_id: '123' }, 400, /^address_id: .*no register/],
    ['a place outside the region', { ...OTHER, lat: '52.37', long: '4.89' }, 400, /^lat: .*outside the region/],
    [
      'a place of another municipality',
      { ...OTHER, address_string: 'Stationsstraat 1, 1500 Halle' },
      403,
      /^api_key: .*another municipality/,
    ],
    [
      'an address outside the region',
      { ...OTHER, address_string: 'Kerkstraat 1, 9000 Gent' },
      400,
      /^address_string: .*outside the region/,
    ],
    ['no words', { ...PLACE, service_code: 'other' }, 400, /^description: /],
    ['too many words', { ...PLACE, service_code: 'other', description: 'x'.repeat(2001) }, 400, /^description: /],
    [
      'words and answers that are too long together',
      {
        ...PLACE,
        service_code: 'nuisance',
        description: 'x'.repeat(1900),
        'attribute[circumstances]': 'y'.repeat(200),
      },
      400,
      /^description: .*2,000/,
    ],
    ['no e-mail address', { ...OTHER, ...PLACE, email: 'jos' }, 400, /^email: /],
    ['no telephone number', { ...OTHER, ...PLACE, phone: 'ring me' }, 400, /^phone: /],
    [
      'a question of another service',
      { ...OTHER, ...PLACE, 'attribute[post_number]': '1' },
      400,
      /^attribute\[post_number\]: .*not one of the service/,
    ],
    [
      'words to read, answered',
      { ...PLACE, service_code: 'water', description: 'x', 'attribute[danger]': 'yes' },
      400,
      /^attribute\[danger\]: /,
    ],
    [
      'an attribute that is no attribute',
      { ...OTHER, ...PLACE, 'attribute[]': '1' },
      400,
      /^attribute: .*attribute\[code\]/,
    ],
    [
      'a question that needs an answer',
      { ...PLACE, service_code: 'container', description: 'x', 'attribute[kind]': 'glass' },
      400,
      /^attribute\[state\]: .*Answer/,
    ],
    [
      'a value that is not in the list',
      { ...PLACE, service_code: 'container', 'attribute[kind]': 'gold', 'attribute[state]': 'full' },
      400,
      /^attribute\[kind\]: .*key from the list/,
    ],
    [
      'two values for one',
      { ...PLACE, service_code: 'container', 'attribute[kind]': ['glass', 'waste'], 'attribute[state]': 'full' },
      400,
      /^attribute\[kind\]: .*one answer/,
    ],
    [
      'a value of several that is not in the list',
      { ...PLACE, service_code: 'dumping', 'attribute[waste]': 'bags,gold' },
      400,
      /^attribute\[waste\]: .*keys/,
    ],
    [
      'a number that is none',
      { ...PLACE, service_code: 'dumping', 'attribute[pieces]': 'many' },
      400,
      /^attribute\[pieces\]: .*number/,
    ],
    [
      'a moment that is none',
      { ...PLACE, service_code: 'dumping', 'attribute[seen_at]': 'monday' },
      400,
      /^attribute\[seen_at\]: .*offset/,
    ],
    [
      'a string that is too long',
      { ...PLACE, service_code: 'street-light', 'attribute[post_number]': 'x'.repeat(201) },
      400,
      /^attribute\[post_number\]: .*200/,
    ],
    [
      'a text that is too long',
      { ...PLACE, service_code: 'nuisance', 'attribute[circumstances]': 'x'.repeat(1001) },
      400,
      /^attribute\[circumstances\]: .*1000/,
    ],
    [
      'a photo of another host',
      { ...OTHER, ...PLACE, media_url: 'https://elsewhere.example/x.jpg' },
      400,
      /^media_url: .*Send the photo/,
    ],
    [
      'a photo of a service inside',
      { ...OTHER, ...PLACE, media_url: 'http://169.254.169.254/latest' },
      400,
      /^media_url: /,
    ],
    ['a photo with a file address', { ...OTHER, ...PLACE, media_url: 'file:///etc/passwd' }, 400, /^media_url: /],
  ]
  for (const format of ['json', 'xml'])
    for (const [what, fields, code, words] of ERRORS)
      test(`requests.${format}: ${what} is the error ${code}`, async () => {
        const before = await count()
        const { status, value } = await client.post(`requests.${format}`, { api_key, locale: 'en', ...fields })
        const errors = value as { code: number | string; description: string }[]
        assert.deepEqual([status, errors.length, Number(errors[0]?.code)], [code, 1, code])
        assert.match(errors[0]?.description ?? '', words)
        assert.equal(await count(), before, 'nothing was taken in')
      })
})
