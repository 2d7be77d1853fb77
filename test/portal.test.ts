import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'

/** Question, what must be among the first three titles. Of the names of the region and the pages of the square. */
const QUESTIONS = [
  ['leuven', 'Leuven'], ['louvain', 'Leuven'], ['Leuvn', 'Leuven'], ['LEUVEN', 'Leuven'], ['3000', 'Leuven'],
  ['hal', 'Halle'], ['halle', 'Halle'], ['vilvorde', 'Vilvoorde'], ['vilvoord', 'Vilvoorde'], ['vilvorode', 'Vilvoorde'],
  ['tirlemont', 'Tienen'], ['tienen', 'Tienen'], ['sint pieters leeuw', 'Sint-Pieters-Leeuw'],
  ['sint-pieters-leeuw', 'Sint-Pieters-Leeuw'], ['leeuw', 'Sint-Pieters-Leeuw'], ['aerschot', 'Aarschot'],
  ['aarschot', 'Aarschot'], ['1800', 'Vilvoorde'], ['elsene', 'Elsene'], ['ixelles', 'Elsene'],
  ['schaarbeek', 'Schaarbeek'], ['schaerbeek', 'Schaarbeek'], ['sint-genesius-rode', 'Sint-Genesius-Rode'],
  ['rhode', 'Sint-Genesius-Rode'], ['kraainem', 'Kraainem'], ['kraaynem', 'Kraainem'], ['kraaienem', 'Kraainem'],
  ['melden', 'Meld een probleem'], ['probleem melden', 'Meld een probleem'], ['lamp kapot', 'Meld een probleem'],
  ['toegankelijk', 'Toegankelijkheid'], ['co2', 'Hoe zuinig is dit plein?'], ['internet', 'Zonder internet'],
  ['papier', 'Meld iets op papier'], ['aanmelden', 'Aanmelden'], ['straat', 'Mijn straat'], ['postcodes', 'Onze streek'],
  ['gemeenten', 'Onze streek'], ['rollen', 'Wie mag wat?'], ['gegevens gebruiken', 'Gebruik de gegevens'],
  ['heverlee', 'Leuven'], ['kessel-lo', 'Leuven'], ['montaigu', 'Scherpenheuvel-Zichem'], ['zellik', 'Asse'],
  ['meldingen', 'Meldingen in de regio'], ['sluikstort', 'Meld een probleem'], ['privacy', 'Wat we over je bewaren'],
  ['mijn gegevens', 'Mijn dossier'],
] as const // prettier-ignore

describe('the front door', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare(modules, { demo: true })
  })
  after(() => square.close())

  async function titles(question: string): Promise<string[]> {
    const { body } = await square.visitor().get(`/nl/search?q=${encodeURIComponent(question)}`)
    return [...body.matchAll(/<li><a class="govuk-link"[^>]*>(.*?)<\/a>/g)].map(([, title = '']) =>
      title.replace(/<[^>]+>/g, '').replaceAll('&#39;', '’'),
    )
  }

  test('finds municipalities and pages in both languages, with accents and typing errors', async () => {
    const missed: string[] = []
    for (const [question, expected] of QUESTIONS) {
      const found = await titles(question)
      // Reports stand in a group of their own: of each group the first three count.
      if (!found.slice(0, 11).includes(expected)) missed.push(`${question}: ${found.slice(0, 6).join(' | ')}`)
    }
    assert.deepEqual(missed, [])
  })

  test('odd words give a calm page', async () => {
    for (const odd of ["'", '" & |', '!a:*', '<->', '%00', '💡', 'a'.repeat(900), '<script>alert(1)</script>']) {
      const { statusCode, body } = await square
        .visitor()
        .get(`/nl/search?q=${encodeURIComponent(odd)}&page=999&kind=x&in=zz`)
      assert.equal(statusCode, 200, odd)
      assert.doesNotMatch(body, /<script>alert/)
    }
    assert.match((await square.visitor().get('/nl/search?q=qqqxyz')).body, /Probeer minder of andere woorden/)
  })

  test('home is for the municipality in the address, by name, postal code or old name', async () => {
    const visitor = square.visitor()
    assert.equal((await visitor.get('/nl/in?where=Louvain')).headers.location, '/nl/in/24062')
    assert.equal((await visitor.get('/nl/in?where=3000')).headers.location, '/nl/in/24062')
    const home = await visitor.get('/nl/in/24062')
    assert.match(home.body, /Wat wil je doen in Leuven\?/)
    assert.match(home.body, /\/nl\/reports\?municipality=24062/)
    assert.match(home.body, /\/nl\/reports\/new\?map=/)
    assert.match((await visitor.get('/nl/in?where=nergensland')).body, /We kennen geen gemeente/)
    assert.match((await visitor.get('/nl/in?where=Leuvn')).body, /Welke gemeente bedoel je\?.*Leuven/s)
    assert.equal((await visitor.get('/nl/in/99999')).statusCode, 404)
    assert.deepEqual(home.cookies, [])
  })

  test('subjects are found by what people call them in four languages, also with a typing error', async () => {
    const asked = [
      ['pothole', 'Weg'], ['Schlagloch', 'Weg'], ['nid de poule', 'Weg'], ['nid-de-poule', 'Weg'], ['honden', 'Dier'],
      ['zwerfvuli', 'Zwerfvuil'], ['fiestpad', 'Fietspad'], ['strattlamp', 'Straatlamp'], ['straatlantaarn', 'Straatlamp'],
    ] as const // prettier-ignore
    const missed: string[] = []
    for (const [question, subject] of asked) {
      const found = (await titles(question)).filter((title) => title.startsWith('Melding '))
      if (!found.some((title) => title.includes(subject))) missed.push(`${question}: ${found.slice(0, 3).join(' | ')}`)
    }
    assert.deepEqual(missed, [])
  })

  test('a municipality or a village among the words says where', async () => {
    const { sql } = square.services
    const [known] = await sql<{ street: string; nis: string; name: string }>`
      select public_street as street, municipality as nis, nl as name
      from reports.report join region.municipality m on m.nis = municipality and m.valid_until is null
      where public_street ~ '^[A-Z][a-z]{6,}$' order by number limit 1`
    assert.ok(known)
    const { body } = await square
      .visitor()
      .get(`/nl/search?q=${encodeURIComponent(`${known.street} ${known.name}`)}&kind=reports`)
    assert.match(body, new RegExp(`${known.street}, ${known.name}`))
    assert.doesNotMatch(body, /anders geschreven/)
    const village = await square.visitor().get('/nl/my-street?where=Heverlee')
    assert.match(village.body, /<h1[^>]*>3001 Leuven/)
  })

  test('my street gathers what each capability knows, and says so when it knows nothing', async () => {
    const visitor = square.visitor()
    const leuven = await visitor.get('/nl/my-street?where=3000')
    assert.match(leuven.body, /<h1[^>]*>3000 Leuven/)
    assert.match(leuven.body, /Meldingen in de buurt/)
    assert.match((await visitor.get('/nl/my-street?where=3000&street=Geenstraat')).body, /Hier is nog niets gemeld/)
    for (const [where, street] of [
      ['1190', "Rue de l'Église"],
      ['1190', 'rue de l’eglise 12'],
      ['1500', 'KERKSTRAAT 12 bus 3'],
      ['1500', 'Kerkstr.'],
      ['Kerkstraat 12, 1500 Halle', ''],
    ] as const) {
      const { body } = await visitor.get(`/nl/my-street?${new URLSearchParams({ where, street })}`)
      assert.match(body, /\/nl\/reports\/\d{4}/, `${street} in ${where}`)
    }
    assert.match((await visitor.get('/nl/my-street?where=Kerkstraat 12, 1500 Halle')).body, /<h1[^>]*>Kerkstraat 12, /)
    assert.match((await visitor.get('/nl/my-street?where=Atlantis')).body, /We kennen geen gemeente/)
    assert.equal((await visitor.get('/nl/my-street')).statusCode, 200)
    const unsure = await visitor.get('/nl/my-street?where=Leuvn&street=Bondgenotenlaan')
    assert.match(unsure.body, /href="\/nl\/my-street\?where=Leuven&amp;street=Bondgenotenlaan"/)
    const [, data = ''] = /type="application\/json" href="https?:\/\/[^/]+([^"]+)"/.exec(leuven.body) ?? []
    const asData = await square.visitor().get(data.replaceAll('&amp;', '&'), { accept: 'application/json' })
    const { data: gathered } = JSON.parse(asData.body) as {
      data: { blocks: { id: string; things: { path: string }[] }[] }
    }
    assert.match(gathered.blocks.find(({ id }) => id === 'reports')?.things[0]?.path ?? '', /^\/reports\/\d+$/)
  })

  test('a search and a street can be followed: a feed of the same question, linked from the page, the newest first', async () => {
    const visitor = square.visitor()
    const feedOf = async (address: string) => {
      const { body } = await visitor.get(address)
      const [, href = ''] =
        /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="([^"]+)"/.exec(body) ?? []
      return visitor.get(href.replaceAll('&amp;', '&'))
    }
    const entriesOf = (xml: string) =>
      [...xml.matchAll(/<entry>\n<id>([^<]+)<[^]*?<updated>([^<]+)<[^]*?<category term="([^"]+)"[^]*?<\/entry>/g)].map(
        ([, id = '', updated = '', kind = '']) => ({ id, updated, kind }),
      )

    const found = await feedOf('/nl/search?q=leuven')
    assert.equal(found.headers['content-type'], 'application/atom+xml; charset=utf-8')
    assert.match(found.body, /<title>Zoeken: leuven<\/title>/)
    const all = entriesOf(found.body)
    assert.ok(all.some(({ id, kind }) => kind === 'municipalities' && id.endsWith(':page:nl/region/24062')))

    const lamps = await feedOf('/nl/search?q=straatlamp&kind=reports&in=24062&since=year')
    const first = entriesOf(lamps.body)
    assert.ok(first.length > 0 && first.length <= 20, `${first.length} entries`)
    assert.ok(first.every(({ id, kind }) => kind === 'reports' && /:report:\d+$/.test(id)))
    const times = first.map(({ updated }) => Temporal.Instant.from(updated).epochMilliseconds)
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    )
    const [newest] = await square.services.sql<{ number: number }>`
      select number from reports.report where category = 'street-light' and municipality = '24062'
      order by received_at desc limit 1`
    assert.ok(first[0]?.id.endsWith(`:report:${newest?.number}`), `${first[0]?.id} is not ${newest?.number}`)

    const many = await visitor.get('/nl/search.atom?q=straatlamp&kind=reports')
    const next = /rel="next"[^>]*href="[^"]*(\/nl\/search\.atom[^"]*)"/.exec(many.body)?.[1]?.replaceAll('&#38;', '&')
    const second = entriesOf((await visitor.get(next ?? '')).body)
    const ids = [...entriesOf(many.body), ...second].map(({ id }) => id)
    assert.ok(second.length > 0 && new Set(ids).size === ids.length, 'each report once')

    const street = await feedOf('/fr/my-street?where=3000')
    assert.match(street.body, /<title>3000 Louvain<\/title>/)
    const near = entriesOf(street.body)
    assert.ok(near.some(({ id, kind }) => kind === 'reports' && /:report:\d+$/.test(id)))
    assert.ok(near.some(({ kind, updated }) => kind === 'municipality' && updated === '2026-01-01T00:00:00Z'))
    assert.equal((await visitor.get('/nl/my-street.atom?where=Atlantis')).statusCode, 404)
    assert.doesNotMatch((await visitor.get('/nl/my-street')).body, /atom\+xml/)
    assert.equal(entriesOf((await visitor.get('/nl/search.atom?q=%00&page=x')).body).length, 0)
  })
})
