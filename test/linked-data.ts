import assert from 'node:assert/strict'

/**
 * Which things of schema.org pages tell of, and which properties these have there (https://schema.org, version 29). What is not here
 * is no word of schema.org, or says more than a page should: a person, a street, somebody's words.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  WebSite: ['name', 'url', 'inLanguage', 'description', 'potentialAction', 'about'],
  ...Object.fromEntries(
    ['WebPage', 'CollectionPage', 'SearchResultsPage', 'AboutPage'].map((kind) => [
      kind,
      ['name', 'url', 'inLanguage', 'description', 'isPartOf', 'breadcrumb', 'mainEntity', 'about', 'datePublished', 'dateModified'],
    ]),
  ),
  SearchAction: ['target', 'query-input'],
  EntryPoint: ['urlTemplate'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  Dataset: ['name', 'description', 'inLanguage', 'isAccessibleForFree', 'distribution'],
  DataDownload: ['encodingFormat', 'contentUrl'],
  DataCatalog: ['name', 'url', 'dataset'],
  GovernmentOrganization: [
    'name', 'alternateName', 'url', 'identifier', 'foundingDate', 'dissolutionDate', 'location', 'areaServed', 'memberOf',
  ],
  AdministrativeArea: ['name', 'url', 'identifier', 'containedInPlace'],
  PropertyValue: ['propertyID', 'value'],
  Place: ['geo'],
  GeoCoordinates: ['latitude', 'longitude'],
} // prettier-ignore
const ADDRESSES = ['url', 'item', 'contentUrl', 'urlTemplate']

/** What each kind of public page tells of itself: its kind, what it is about first, and whether the way to it is told. */
export const KINDS_OF_PAGES = {
  '': 'WebSite',
  '/accessibility': 'AboutPage',
  '/api': 'CollectionPage of DataCatalog',
  '/footprint': 'WebPage',
  '/in/…': 'WebSite of AdministrativeArea',
  '/my-street': 'WebPage',
  '/offline': 'WebPage',
  '/privacy': 'WebPage',
  '/region': 'CollectionPage of Dataset',
  '/region/permissions': 'WebPage, with the way to it',
  '/region/…': 'WebPage of GovernmentOrganization, with the way to it',
  '/reports': 'CollectionPage of Dataset',
  '/reports/figures': 'CollectionPage of Dataset, with the way to it',
  '/reports/new': 'WebPage',
  '/reports/paper': 'WebPage',
  '/reports/…': 'WebPage of GovernmentOrganization, with the way to it',
  '/search': 'SearchResultsPage',
  '/sensors': 'CollectionPage of Dataset',
  '/sensors/datastreams/…': 'WebPage of Dataset, with the way to it',
  '/sensors/datastreams/…/report': 'WebPage, with the way to it',
  '/sensors/compare': 'WebPage, with the way to it',
  '/sensors/network-report': 'WebPage of Dataset, with the way to it',
  '/sensors/how-we-compare': 'WebPage, with the way to it',
  '/sensors/method': 'WebPage, with the way to it',
  '/sensors/register': 'WebPage',
  '/sensors/things/…': 'WebPage of GovernmentOrganization, with the way to it',
  '/sensors/datastreams/…/alerts': 'WebPage, with the way to it',
}

/** The linked data of a page: one block, so that nothing is told twice. */
export function onlyLinkedData(html: string, path: string): Readonly<Record<string, unknown>> {
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
  assert.equal(blocks.length, 1, `${path} has ${blocks.length} blocks of linked data`)
  return JSON.parse(blocks[0]?.[1] ?? '') as Readonly<Record<string, unknown>>
}

/** What is wrong in it, a sentence each: types and properties that are not known, empty ones, addresses that are not whole. */
export function mistakesIn(thing: unknown, baseUrl: string, at = ''): string[] {
  if (Array.isArray(thing) && thing.length > 0)
    return thing.flatMap((one, index) => mistakesIn(one, baseUrl, `${at}[${index}]`))
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing))
    return thing === null || thing === '' || Array.isArray(thing) ? [`${at} is empty`] : []
  const { '@type': type, '@context': _context, ...properties } = thing as Readonly<Record<string, unknown>>
  const known = KNOWN[String(type)]
  if (known === undefined) return [`${at} is a ${String(type)}, which is not known`]
  return Object.entries(properties).flatMap(([name, value]) => {
    const here = `${at}.${name}`
    if (!known.includes(name)) return [`${here} is no property of ${String(type)}`]
    const isWhole = !ADDRESSES.includes(name) || value === baseUrl || String(value).startsWith(`${baseUrl}/`)
    return [...(isWhole ? [] : [`${here} is no whole address: ${String(value)}`]), ...mistakesIn(value, baseUrl, here)]
  })
}
