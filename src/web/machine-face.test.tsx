import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import { page } from './answer.ts'
import { feed, tagUri } from './atom.ts'
import { Breadcrumbs } from './components/breadcrumbs/breadcrumbs.tsx'
import { LinkedData } from './linked-data.tsx'
import type { Module } from './module.ts'
import { Page } from './page.tsx'
import { route } from './route.ts'
import { partsOf, sitemapIndex, sitemapPart } from './sitemap.ts'
import { openTestSquare, type TestSquare } from './testing.ts'
import { escapeXml } from './xml.ts'

const rooms: Module = {
  name: 'rooms',
  needs: [],
  folder: import.meta.dirname,
  routes: [
    route({
      method: 'GET',
      path: '/:language/rooms/:id',
      summary: 'A room',
      may: 'anyone',
      input: z.object({ id: z.string().max(5) }),
      output: z.object({ id: z.string() }),
      handle: ({ id }, { view }) =>
        page(
          <Page
            view={view}
            title="Room"
            above={<Breadcrumbs crumbs={[{ text: 'Rooms', href: '/nl/rooms' }, { text: id }]} />}
          >
            <h1>Room</h1>
          </Page>,
          200,
          { id },
        ),
    }),
    route({
      method: 'GET',
      path: '/:language/letters/:secret',
      summary: 'A letter',
      may: 'anyone',
      input: z.object({ secret: z.string() }),
      handle: (_input, { view }) =>
        page(
          <Page view={view} title="Letter">
            x
          </Page>,
        ),
    }),
  ],
}

describe('the machine face of a page', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([rooms])
  })
  after(() => square.close())

  const ask = (url: string, accept: string) =>
    square.server.inject({ url, headers: { accept, host: 'streekplein.example' } })

  test('says which address stands for it, where its translations are, and that it has data', async () => {
    const { baseUrl } = square.services.config
    const { body, headers } = await ask('/fr/rooms/12?saved', 'text/html,application/xhtml+xml,*/*;q=0.8')
    assert.match(body, new RegExp(`<link rel="canonical" href="${baseUrl}/fr/rooms/12"`))
    for (const [name, language] of [
      ['nl', 'nl'],
      ['de', 'de'],
      ['x-default', 'nl'],
    ] as const)
      assert.ok(body.includes(`hreflang="${name}" href="${baseUrl}/${language}/rooms/12"`), name)
    assert.match(body, /<link rel="alternate" type="application\/json"/)
    assert.doesNotMatch(body, /noindex/)
    assert.match(String(headers['vary']), /accept(?!-)/)
    const thing = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(body)?.[1]
    const linked = JSON.parse(thing ?? 'null') as {
      '@type': string
      url: string
      breadcrumb: { '@type': string; itemListElement: { name: string; item: string }[] }
    }
    assert.equal(linked['@type'], 'WebPage')
    assert.equal(linked.url, `${baseUrl}/fr/rooms/12`)
    assert.equal(linked.breadcrumb['@type'], 'BreadcrumbList')
    assert.deepEqual(
      linked.breadcrumb.itemListElement.map(({ item }) => item),
      [`${baseUrl}/fr`, `${baseUrl}/nl/rooms`, `${baseUrl}/fr/rooms/12`],
    )
  })

  test('answers its data to whoever asks for JSON and not for a page', async () => {
    const { baseUrl } = square.services.config
    const { headers, body } = await ask('/fr/rooms/12', 'application/json')
    assert.match(String(headers['content-type']), /^application\/json/)
    assert.equal(headers['content-language'], 'fr')
    assert.ok(headers['etag'])
    const { address, data, translations } = JSON.parse(body) as Record<string, Record<string, string>>
    assert.equal(String(address), `${baseUrl}/fr/rooms/12`)
    assert.deepEqual(data, { id: '12' })
    assert.equal(translations?.['de'], `${baseUrl}/de/rooms/12`)
    const refused = await ask('/fr/nowhere', 'application/json')
    assert.equal(refused.statusCode, 404)
    assert.match(String(refused.headers['content-type']), /problem\+json/)
  })

  test('is not there for what is behind a secret: search engines are turned away', async () => {
    const { body } = await ask('/nl/letters/x', 'text/html')
    assert.match(body, /<meta name="robots" content="noindex"/)
    assert.doesNotMatch(body, /canonical|application\/json|hreflang="x-default"/)
    assert.match((await ask('/nl/letters/x', 'application/json')).body, /^<!doctype html>/)
    assert.match((await ask('/nl/nowhere', 'text/html')).body, /noindex/)
  })

  test('is described with the rest of the API', async () => {
    const { body } = await ask('/api/openapi.json', 'application/json')
    const { paths } = JSON.parse(body) as { paths: Record<string, { get: object }> }
    assert.ok(paths['/{language}/rooms/{id}'])
    assert.match(JSON.stringify(paths['/{language}/rooms/{id}']), /"data":\{"type":"object","properties":\{"id"/)
    assert.equal(paths['/{language}/letters/{secret}'], undefined)
  })
})

test('data in a page cannot close its own block, whatever it says', () => {
  const name = '</script><script>alert(1)</script><!-- & \u2028'
  const html = renderToString(<LinkedData thing={{ '@type': 'Thing', name }} />)
  const [, text = ''] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html) ?? []
  assert.doesNotMatch(text, /[<>&\u2028]/)
  assert.equal((JSON.parse(text) as { name: string }).name, name)
})

test('text in XML keeps what it says and loses what XML cannot hold', () => {
  assert.equal(escapeXml('a < b & "c"\u0000\u0008\ud800 \u{1f6b2}'), 'a &#60; b &#38; &#34;c&#34; \u{1f6b2}')
})

test('a feed names itself, its page, the pages before and after, and when it last changed', () => {
  const at = (hour: number) => Temporal.Instant.from(`2026-03-0${hour}T10:00:00Z`)
  const made = feed({
    id: tagUri('https://streekplein.example:8080', 'rooms:nl'),
    title: 'Rooms & more',
    language: 'nl',
    page: 'https://streekplein.example/nl/rooms',
    address: (number) => `https://streekplein.example/nl/rooms.atom?a=1&page=${number}`,
    number: 2,
    pages: 3,
    entries: [
      { id: 'tag:x,2026:1', title: 'One', address: 'https://x.example/1', updated: at(1), summary: '<b>' },
      {
        id: 'tag:x,2026:2',
        title: 'Two',
        address: 'https://x.example/2',
        updated: at(3),
        published: at(2),
        summary: '',
      },
    ],
  })
  const xml = String(made.body)
  assert.equal(made.headers['content-type'], 'application/atom+xml; charset=utf-8')
  assert.match(xml, /<id>tag:streekplein\.example,2026:rooms:nl<\/id>/)
  assert.match(xml, /<updated>2026-03-03T10:00:00Z<\/updated>\n<author>/)
  for (const [rel, number] of [
    ['self', 2],
    ['first', 1],
    ['last', 3],
    ['previous', 1],
    ['next', 3],
  ])
    assert.ok(
      xml.includes(
        `<link rel="${rel}" type="application/atom+xml" href="https://streekplein.example/nl/rooms.atom?a=1&#38;page=${number}"/>`,
      ),
      String(rel),
    )
  assert.match(xml, /<summary>&#60;b&#62;<\/summary>/)
})

test('a sitemap becomes an index when it has more addresses than one file may hold', () => {
  const pages = Array.from({ length: 7 }, (_, index) => ({ path: `/rooms/${index}` }))
  assert.equal(partsOf(12_500), 1)
  assert.equal(partsOf(12_501), 2)
  assert.equal(partsOf(0), 1)
  // Three pages in four languages to a part, so that the test is small.
  assert.equal(partsOf(7, 12), 3)
  const parts = [1, 2, 3].map((part) => sitemapPart(pages, part, 'https://x.example', 12))
  assert.deepEqual(
    parts.map((xml) => xml.match(/<loc>/g)?.length),
    [12, 12, 4],
  )
  assert.match(
    parts[2] ?? '',
    /<loc>https:\/\/x\.example\/nl\/rooms\/6<\/loc><xhtml:link rel="alternate" hreflang="nl"/,
  )
  assert.match(
    sitemapIndex(3, 'https://x.example'),
    /<sitemap><loc>https:\/\/x\.example\/sitemap\/3\.xml<\/loc><\/sitemap>/,
  )
})
