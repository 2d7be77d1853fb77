import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from './module.ts'
import { createSignInLink, signIn } from './people/links.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'

const SAMIRA = '0197a000-0000-7000-8000-000000000002'
describe('the pages and the API of the region', () => {
  let square: TestSquare

  before(async () => {
    square = await openTestSquare([region], { demo: true })
  })
  after(() => square.close())

  async function get(url: string, headers: Record<string, string> = {}) {
    const answer = await square.server.inject({ url, headers })
    return { status: answer.statusCode, text: answer.body, headers: answer.headers }
  }

  async function getJson(url: string) {
    const { status, text } = await get(url, { accept: 'application/json' })
    return { status, body: JSON.parse(text) }
  }

  async function staffCookies() {
    const link = await createSignInLink(square.services, SAMIRA)
    const from = { device: '', visitor: undefined, language: 'nl', joinFiles: async () => {} } as const
    const { session } = await signIn(square.services, link.split('/').at(-1) ?? '', from)
    return { '__Host-session': session }
  }

  test('the page of the region has every municipality, in four languages', async () => {
    const titles = { nl: 'Onze streek', fr: 'Notre région', en: 'Our region', de: 'Unsere Region' }
    for (const [language, title] of Object.entries(titles)) {
      const { status, text } = await get(`/${language}/region`)
      assert.equal(status, 200)
      assert.match(text, new RegExp(`<h1[^>]*>${title}</h1>`))
      // Once on the map, once in the list.
      assert.equal(text.match(new RegExp(`href="/${language}/region/\\d{5}"`, 'g'))?.length, 2 * 82)
    }
  })

  test('the region page says that its boundaries are estimates, and which bodies are invented', async () => {
    const { text } = await get('/nl/region')
    assert.match(text, /De grenzen zijn geschat/)
    assert.match(text, /ZenneData.{0,80}verzonnen voorbeeld/)
    assert.doesNotMatch(text, /EcoWerf.{0,80}verzonnen voorbeeld/)
  })

  test('the page of a municipality tells its names, postal codes, partners and tracks', async () => {
    const { text } = await get('/nl/region/24062')
    assert.match(text, /<h1[^>]*>Leuven<\/h1>/)
    assert.match(text, /Louvain/)
    assert.match(text, /3000, 3001, 3010/)
    assert.match(text, /Intercommunales: EcoWerf en Interleuven/)
    assert.match(text, /De gemeente gebruikt dit plein, met haar eigen regels/)
    assert.match(text, /Leuven met de gemeenten eromheen: [^<]*Herent/)
  })

  test('a merged municipality shows what it was made of, and who does the work for it', async () => {
    const { text } = await get('/fr/region/23106')
    assert.match(text, /Issue de.{0,300}Gammerages/s)
    assert.match(text, /1 janvier 2025/)
    assert.match(text, /Haviland fait ce travail pour plusieurs communes/)
  })

  test('an old municipality keeps its page, with the way to the new one', async () => {
    const { status, text } = await get('/nl/region/23023')
    assert.equal(status, 200)
    assert.match(text, /Galmaarden bestaat niet meer sinds 1 januari 2025/)
    assert.match(text, /href="\/nl\/region\/23106"/)
    assert.match(text, /31 december 2024/)
    // On the map of then its neighbours are those of then.
    assert.match(text, /gemeenten eromheen: [^<]*Herne/)
  })

  test('an unknown municipality is a page that says so', async () => {
    const { status, text } = await get('/de/region/99999', { accept: 'text/html' })
    assert.equal(status, 404)
    assert.match(text, /Wir kennen keine Gemeinde mit dem Code 99999/)
  })

  test('a page with a map stays small', async () => {
    for (const path of ['/nl/region', '/nl/region/24062', '/nl/region/21014']) {
      const answer = await square.server.inject({ url: path, headers: { 'accept-encoding': 'br' } })
      assert.ok(answer.rawPayload.length < 20_000, `${path}: ${answer.rawPayload.length} bytes`)
    }
  })

  test('machines list the municipalities of a day and of a part', async () => {
    const today = await getJson('/api/municipalities')
    assert.deepEqual([today.body.on, today.body.municipalities.length], ['2026-03-02', 82])
    const then = await getJson('/api/municipalities?on=2024-06-01&subRegion=halle-vilvoorde')
    assert.equal(then.body.municipalities.length, 35)
    assert.equal((await getJson('/api/municipalities?on=2024-02-31')).status, 422)
  })

  test('machines read one municipality, with what came before and after', async () => {
    const { body } = await getJson('/api/municipalities/23106')
    assert.deepEqual(body.predecessors, ['23023', '23024', '23032'])
    assert.deepEqual([body.validFrom, body.validUntil], ['2025-01-01', null])
    assert.deepEqual((await getJson('/api/municipalities/21004')).body.names, {
      nl: 'Brussel',
      fr: 'Bruxelles',
      en: 'Brussels',
      de: 'Brüssel',
    })
  })

  test('a place is located, with the basis said', async () => {
    const { status, body } = await getJson('/api/municipalities/locate?lat=50.8798&lon=4.7005')
    assert.equal(status, 200)
    assert.deepEqual([body.basis, body.municipalities[0].nis], ['schematic', '24062'])
    assert.match(body.notice, /geschat|estimates/)
  })

  test('the middle of Brussels is in the region, also while boundaries are estimates', async () => {
    for (const place of ['lat=50.8467&lon=4.3525', 'lat=50.86&lon=4.36'])
      assert.equal((await getJson(`/api/municipalities/locate?${place}`)).status, 200, place)
  })

  test('a place in the sea is a clear problem', async () => {
    const { status, body } = await getJson('/api/municipalities/locate?lat=51.4&lon=2.9')
    assert.equal(status, 404)
    assert.equal(body.type, 'urn:streekplein:problem:place-outside-region')
    assert.match(body.title, /buiten de streek|outside the region/)
  })

  test('a postal code gives all its municipalities; one of elsewhere is a clear problem', async () => {
    const { body } = await getJson('/api/municipalities/locate?postalCode=1070')
    assert.equal(body.basis, 'postal-code')
    assert.deepEqual(
      body.municipalities.map(({ nis }: { nis: string }) => nis),
      ['21001', '21004'],
    )
    assert.equal((await getJson('/api/municipalities/locate?postalCode=9000')).status, 404)
  })

  test('half a place, or none, is refused with words', async () => {
    const { status, body } = await getJson('/api/municipalities/locate?lat=50.9')
    assert.deepEqual([status, body.type], [422, 'urn:streekplein:problem:place-needed'])
    assert.equal((await getJson('/api/municipalities/locate?lat=&lon=4')).status, 422)
    assert.equal((await getJson('/api/municipalities/locate?lat=95&lon=4')).status, 422)
  })

  test('machines resolve codes over mergers', async () => {
    assert.deepEqual((await getJson('/api/municipalities/resolve?nis=23024')).body.codes, ['23106'])
    assert.deepEqual((await getJson('/api/municipalities/resolve?nis=23106&on=2024-01-01')).body.codes, [
      '23023',
      '23024',
      '23032',
    ])
  })

  test('the CSV has a line for each municipality', async () => {
    const { text, headers } = await get('/api/municipalities.csv')
    assert.match(String(headers['content-type']), /^text\/csv/)
    const lines = text.trim().split('\r\n')
    assert.equal(lines.length, 83)
    assert.ok(lines.every((line) => line.split(',').length === 10))
  })

  test('only the staff of a municipality chooses its tracks', async () => {
    assert.equal((await get('/nl/region/24062/tracks/reports')).status, 401)
    const cookies = await staffCookies()
    const other = await square.server.inject({ url: '/nl/region/23027/tracks/reports', cookies })
    assert.equal(other.statusCode, 403)
    const own = await square.server.inject({ url: '/nl/region/24062/tracks/reports', cookies })
    assert.equal(own.statusCode, 200)
    assert.match(own.body, /Hoe werkt Leuven samen\?/)
  })

  test('a choice is checked, kept while it is wrong, and shown when it is right', async () => {
    const cookies = await staffCookies()
    const url = '/nl/region/24062/tracks/reports'
    const token = /name="_token" value="([^"]+)"/.exec((await square.server.inject({ url, cookies })).body)?.[1]
    const choose = (choice: Record<string, string>) =>
      square.server.inject({
        method: 'POST',
        url,
        cookies,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _token: token ?? '', ...choice }).toString(),
      })

    const noBody = await choose({ track: 'joint', jointBody: '' })
    assert.equal(noBody.statusCode, 422)
    assert.match(noBody.body, /Kies wie het werk doet/)
    const badUrl = await choose({ track: 'own', ownUrl: 'javascript:alert(1)' })
    assert.equal(badUrl.statusCode, 422)
    assert.match(badUrl.body, /value="javascript:alert\(1\)"/)

    assert.equal((await choose({ track: 'own', ownUrl: 'https://www.leuven.example/' })).statusCode, 303)
    const shown = (await get('/nl/region/24062')).text
    assert.match(shown, /href="https:\/\/www\.leuven\.example\/"/)
    assert.doesNotMatch(shown, /staff\/open311/)
    const forStaff = (await square.server.inject({ url: '/nl/region/24062', cookies })).body
    assert.match(forStaff, /href="\/nl\/staff\/open311"/)
    assert.equal((await choose({ track: 'joint', jointBody: 'zennedata' })).statusCode, 422)
  })
})
