import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { LANGUAGES } from '#core/i18n/language.ts'
import { modules } from '../src/app.ts'
import { openAlertBench } from '../src/modules/observations/alerts/testing.ts'
import { FIGURES } from '../src/modules/reports/figures/as-rows.ts'
import { isFound } from '../src/web/machine-face.ts'
import { allRoutes } from '../src/web/server.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'
import { KINDS_OF_PAGES, mistakesIn, onlyLinkedData } from './linked-data.ts'
import { ONE_OF_MANY } from './sitemap.ts'

interface DataSet {
  readonly distribution: readonly { readonly contentUrl: string; readonly encodingFormat: string }[]
}

const Entry = /<url><loc>([^<]+)<\/loc>(?:<lastmod>([^<]+)<\/lastmod>)?((?:<xhtml:link [^>]+>)+)<\/url>/g

const skip = process.env['TEST_DATABASE_URL']
  ? 'it is looked at on the embedded database: the pages are the same, and it takes a minute'
  : false

describe('the whole sitemap of the demonstration', { skip }, () => {
  let square: TestSquare
  let entries: readonly { readonly path: string; readonly lastModified: string | undefined; readonly links: string }[]
  before(async () => {
    square = await openTestSquare(modules, { demo: true, config: { rateLimits: false } })
    // The demonstration sets no levels.
    const bench = openAlertBench(square)
    await bench.levels(await bench.stream(), { aboveAttention: 15, aboveAlarm: 50 })
    const { baseUrl } = square.services.config
    const { body, headers } = await get('/sitemap.xml')
    assert.equal(headers['content-type'], 'application/xml; charset=utf-8')
    entries = [...body.matchAll(Entry)].map(([, address = '', lastModified, links = '']) => ({
      path: address.slice(baseUrl.length),
      lastModified,
      links,
    }))
  })
  after(() => square.close())

  const get = (url: string, accept = 'text/html', headers: Record<string, string> = {}) =>
    square.server.inject({ url, headers: { accept, host: 'streekplein.example', ...headers } })

  /** Of the thousands of reports and sensors one in eight, in every language; of the rest everything in Dutch and one in eight of the others. */
  const walked = () =>
    entries.filter(({ path }, index) => (path.startsWith('/nl') && !ONE_OF_MANY.test(path)) || index % 32 < 4)

  test('has every page in four languages, with its translations and, where it is known, when it changed', () => {
    assert.ok(entries.length > 1000, `${entries.length} addresses`)
    const paths = new Set(entries.map(({ path }) => path))
    assert.equal(paths.size, entries.length, 'an address stands there twice')
    for (const { path, links, lastModified } of entries) {
      const rest = path.slice(3)
      for (const language of LANGUAGES) {
        assert.ok(paths.has(`/${language}${rest}`), `/${language}${rest} is missing`)
        assert.ok(
          links.includes(`hreflang="${language}" href="${square.services.config.baseUrl}/${language}${rest}"`),
          path,
        )
      }
      assert.ok(links.includes(`hreflang="x-default" href="${square.services.config.baseUrl}/nl${rest}"`), path)
      if (/\/reports\/\d+$/.test(path)) assert.ok(Temporal.Instant.from(lastModified ?? ''), path)
    }
  })

  test('leads to pages that name themselves, their translations and their data, tell what they are, and may be shown', async () => {
    const { baseUrl } = square.services.config
    const kinds: Record<string, string> = {}
    for (const { path } of walked()) {
      const { body, statusCode } = await get(path)
      assert.equal(statusCode, 200, path)
      assert.ok(
        body.includes(`<link rel="canonical" href="${baseUrl}${path}"`),
        `${path} has no canonical address: declare its output`,
      )
      for (const language of [...LANGUAGES, 'x-default'])
        assert.ok(body.includes(`hreflang="${language}" href="${baseUrl}/`), `${path} in ${language}`)
      assert.doesNotMatch(body, /noindex/, path)
      const thing = onlyLinkedData(body, path)
      assert.equal(thing['@context'], 'https://schema.org', path)
      assert.equal(thing['url'], baseUrl + path, path)
      assert.equal(thing['inLanguage'], path.slice(1, 3), path)
      assert.deepEqual(mistakesIn(thing, baseUrl), [], path)
      const [main] = [thing['mainEntity'] ?? thing['about']].flat() as (Record<string, unknown> | undefined)[]
      const way = thing['breadcrumb'] === undefined ? '' : ', with the way to it'
      kinds[path.slice(3).replace(/\d+/, '…')] = [thing['@type'], main?.['@type']].filter(Boolean).join(' of ') + way
    }
    assert.deepEqual(kinds, KINDS_OF_PAGES)
  })

  test('names in linked data where the data of lists can be fetched, and what is there is that', async () => {
    const { baseUrl } = square.services.config
    const counts: Record<string, number> = {}
    for (const path of [
      '/nl/reports',
      '/nl/reports?municipality=24062',
      '/fr/reports/figures',
      '/en/region',
      '/de/api',
    ]) {
      const { body } = await get(path)
      const { mainEntity } = onlyLinkedData(body, path) as { mainEntity: DataSet & { dataset?: DataSet[] } }
      const files = (mainEntity.dataset ?? [mainEntity]).flatMap(({ distribution }) => distribution)
      counts[path] = files.length
      for (const { contentUrl, encodingFormat } of files) {
        const { statusCode, headers } = await get(contentUrl.slice(baseUrl.length), '*/*')
        assert.equal(statusCode, 200, contentUrl)
        assert.ok(String(headers['content-type']).startsWith(encodingFormat), `${contentUrl} is no ${encodingFormat}`)
      }
      if (path.includes('?'))
        assert.ok(
          files.every(({ contentUrl }) => contentUrl.includes('municipality=24062')),
          path,
        )
    }
    assert.deepEqual(counts, {
      '/nl/reports': 4,
      '/nl/reports?municipality=24062': 4,
      '/fr/reports/figures': 1 + FIGURES.length,
      '/en/region': 2,
      '/de/api': 10,
    })
  })

  test('tells in linked data how to search, from the front door of a municipality only there', async () => {
    const { baseUrl } = square.services.config
    for (const [path, end] of [
      ['/fr', ''],
      ['/fr/in/24062', '&in=24062'],
    ] as const) {
      const { potentialAction } = onlyLinkedData((await get(path)).body, path) as {
        potentialAction: { target: { urlTemplate: string } }
      }
      const { urlTemplate } = potentialAction.target
      assert.equal(urlTemplate, `${baseUrl}/fr/search?q={search_term_string}${end}`)
      const asked = urlTemplate.slice(baseUrl.length).replace('{search_term_string}', 'lampadaire')
      assert.match((await get(asked)).body, /<h1[^>]*>Recherche\s: lampadaire/)
    }
  })

  test('leads to data that is as the API description says', async () => {
    const routes = allRoutes({ modules }).filter(isFound)
    const found = new Set<string>()
    for (const { path } of walked()) {
      const { body, statusCode, headers } = await get(path, 'application/json')
      assert.equal(statusCode, 200, path)
      assert.match(String(headers['content-type']), /^application\/json/, path)
      const answer = JSON.parse(body) as { address: string; data: unknown }
      assert.equal(answer.address, square.services.config.baseUrl + path)
      const route = routeOf(
        path,
        routes.map((one) => one.path),
      )
      found.add(route)
      const output = routes.find((one) => one.path === route)?.output ?? z.array(z.object({ address: z.url() }))
      const parsed = output.safeParse(answer.data)
      assert.ok(parsed.success, `${path}: ${parsed.error?.message}`)
    }
    assert.deepEqual(
      [...found].toSorted(),
      routes.map((one) => one.path).toSorted(),
      'a page that is to be found is in no sitemap',
    )
  })

  test('has nothing of staff, residents or forms in progress; robots are told where not to look', async () => {
    for (const { path } of entries) assert.doesNotMatch(path, /staff|operator|my-file|account|follow|sign-in/)
    const { body } = await get('/robots.txt')
    assert.match(body, /^User-agent: \*\nDisallow: \/\*\/staff\n/)
    assert.match(body, /\nSitemap: http\S+\/sitemap\.xml\n$/)
    assert.equal((await get('/sitemap/1.xml')).statusCode, 200)
    assert.equal((await get('/sitemap/2.xml')).statusCode, 404)
    assert.equal((await get('/sitemap/0.xml', 'application/json')).statusCode, 422)
    for (const path of ['/nl/sign-in', '/nl/my-file/erased', '/nl/nowhere', '/nl/staff/reports'])
      assert.match((await get(path)).body, /<meta name="robots" content="noindex"/, path)
  })

  test('every list has its feed, in pages, that is not sent twice', async () => {
    const page = await get('/nl/reports?municipality=24062')
    const address =
      /type="application\/atom\+xml"[^>]*href="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    assert.equal(address, '/nl/reports.atom?municipality=24062')
    const { body, headers } = await get('/nl/reports.atom', '*/*')
    assert.equal(headers['content-type'], 'application/atom+xml; charset=utf-8')
    assert.equal(body.match(/<entry>/g)?.length, 25)
    const next = /rel="next"[^>]*href="[^"]*(\/nl\/reports\.atom[^"]*)"/.exec(body)?.[1]?.replaceAll('&#38;', '&') ?? ''
    const second = await get(next, '*/*')
    const ids = (xml: string) => [...xml.matchAll(/<entry>\n<id>([^<]+)/g)].map(([, id]) => id)
    assert.equal(new Set([...ids(body), ...ids(second.body)]).size, 50, 'each report once')
    const etag = String(headers['etag'])
    assert.equal((await get('/nl/reports.atom', '*/*', { 'if-none-match': etag })).statusCode, 304)
    const french = await get('/fr/reports.atom', '*/*')
    assert.deepEqual(ids(french.body), ids(body), 'the same reports, in other words')
    assert.notEqual(/<title>[^<]+/.exec(french.body)?.[0], /<title>[^<]+/.exec(body)?.[0])

    assert.match((await get('/nl/region/24062')).body, /href="\/nl\/region\/tracks\.atom\?municipality=24062"/)
    const tracks = await get('/en/region/tracks.atom', '*/*')
    assert.equal(tracks.statusCode, 200)
    assert.ok((tracks.body.match(/<entry>/g)?.length ?? 0) > 0)
    const none = await get('/en/region/tracks.atom?municipality=99999', '*/*')
    assert.match(none.body, /<updated>2026-01-01T00:00:00Z<\/updated>/)
  })
})

function routeOf(path: string, patterns: readonly string[]): string {
  const fits = patterns.filter((pattern) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path))
  // A fixed address goes before one with a parameter.
  const [first = ''] = fits.toSorted((a, b) => a.split(':').length - b.split(':').length)
  return first
}
