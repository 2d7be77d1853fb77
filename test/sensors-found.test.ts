import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'

describe('sensors are found from everywhere', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare(modules, { demo: true, config: { rateLimits: false } })
  })
  after(() => square.close())

  const get = async (url: string) => {
    const { body, statusCode } = await square.server.inject({ url, headers: { accept: 'text/html' } })
    assert.equal(statusCode, 200, url)
    return body
  }
  const found = async (question: string, language = 'nl') =>
    [
      ...(await get(`/${language}/search?q=${encodeURIComponent(question)}&kind=sensors`)).matchAll(
        /\/sensors\/things\/(\d+)"/g,
      ),
    ].map(([, id]) => Number(id))

  test('by their name, by what they measure in four languages, and by their municipality', async () => {
    const { sql } = square.services
    const [own] = await sql<{ id: number; name: string }>`
      select id, name from observations.thing where municipality = '24062' and name like 'Luchtmeter%'`
    assert.ok(own !== undefined)
    for (const [language, question] of [
      ['nl', `${own.name} Leuven`],
      ['nl', 'fijn stof Leuven'],
      ['fr', 'particules fines Louvain'],
      ['en', 'fine dust Leuven'],
      ['de', 'Feinstaub Löwen'],
      ['nl', 'luchtmeters leuven'],
    ] as const) {
      const ids = await found(question, language)
      assert.ok(ids.includes(own.id), `${question}: ${ids.join()}`)
      const elsewhere = await sql`
        select 1 from observations.thing where id = any(${ids}::int[]) and municipality <> '24062'`
      assert.equal(elsewhere.length, 0, `${question} is about Leuven`)
    }
    assert.deepEqual(await found('ozon Leuven'), [])
    assert.deepEqual(await found("x' or 1=1 --"), [])
  })

  test('in a street, on home, and in the menu', async () => {
    const street = await get('/nl/my-street?where=3000')
    assert.match(street, /Sensoren in de buurt/)
    assert.match(street, /\/nl\/sensors\/things\/\d+"/)
    assert.match(street, /href="\/nl\/sensors\?municipality=24062"/)
    assert.match(await get('/fr'), /href="\/fr\/sensors"/)
    assert.match(await get('/nl/in/24062'), /href="\/nl\/sensors\?municipality=24062"/)
    assert.match(await get('/nl/search?q=wat+er+gemeten+wordt'), /href="\/nl\/sensors"/)
  })
})
