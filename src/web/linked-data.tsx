import type { JSX, VNode } from 'preact'
import { ATOM_TYPE } from './atom.ts'
import { Breadcrumbs, type Crumb } from './components/breadcrumbs/breadcrumbs.tsx'
import { addressIn } from './machine-face.ts'
import type { View } from './view.ts'

/** A thing of schema.org (https://schema.org), for search engines. */
export interface Thing {
  readonly '@type': string
  readonly [property: string]: unknown
}

/** A block of data in the head of a page (JSON-LD 1.1, §7.3). It is never run, so the policy against scripts has no say in it. */
export function LinkedData({ thing }: { thing: Thing }): JSX.Element {
  const text = JSON.stringify({ '@context': 'https://schema.org', ...thing })
  // The one place where text is not escaped as HTML: within it nothing may look like a tag, an end of it or a comment.
  const safe = text.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: safe }} />
}

/** What a page says of itself in linked data, beyond its title, language and the way to it. All of it may be read by everybody. */
export interface Linked {
  /** What kind of page; absent: `WebPage`. */
  readonly kind?: 'CollectionPage' | 'SearchResultsPage' | 'AboutPage'
  /** What the page is about, in the first place. */
  readonly main?: Thing
  /** What else it is about. */
  readonly about?: readonly Thing[]
  readonly published?: Temporal.Instant
  readonly modified?: Temporal.Instant | Temporal.PlainDate
  /** A front door: the square itself, or the square of the place that it is about. */
  readonly isHome?: boolean
  /** Where one can search from this front door; absent: in the whole square. */
  readonly searchAddress?: string | undefined
}

interface LinkedPageProps {
  readonly view: View
  readonly title: string
  readonly description: string | undefined
  readonly square: string
  readonly above: VNode | undefined
  readonly linked: Linked
}

/** What every public page tells: a front door the square and how to search it, any other what it is, is about and stands under. */
export function LinkedPage(props: LinkedPageProps): JSX.Element {
  const { view, title, description, square, linked } = props
  const { kind = 'WebPage', main, about, published, modified, isHome } = linked
  const home = { '@type': 'WebSite', name: square, url: addressIn(view.language, { ...view, path: '/' }) }
  const crumbs = crumbsOf(props)
  const page: Thing = {
    '@type': isHome ? 'WebSite' : kind,
    name: isHome && main === undefined ? square : title,
    url: addressIn(view.language, view),
    inLanguage: view.language,
    description,
    ...(isHome ? { potentialAction: searching(linked.searchAddress ?? view.searchAddress) } : { isPartOf: home }),
    breadcrumb: crumbs && breadcrumbs(view, [{ text: square, href: `/${view.language}` }, ...crumbs], title),
    // A site has no main thing of its own: schema.org gives that to pages.
    ...(isHome ? { about: main } : { mainEntity: main, about }),
    datePublished: published?.toString(),
    dateModified: modified?.toString(),
  }
  return <LinkedData thing={page} />
}

/** Data that can be taken as a whole. `files` are its addresses, without the base of the square. */
export function dataset(
  view: Pick<View, 'baseUrl' | 'language'>,
  told: { readonly name: string; readonly description: string; readonly files: readonly string[] },
): Thing {
  const { name, description, files } = told
  return {
    '@type': 'Dataset',
    name,
    description,
    inLanguage: view.language,
    isAccessibleForFree: true,
    distribution: files.map((file) => ({
      '@type': 'DataDownload',
      encodingFormat: formatOf(file),
      contentUrl: view.baseUrl + file,
    })),
  }
}

function formatOf(file: string): string {
  const [, ending = ''] = /\.(\w+)(?:\?|$)/.exec(file) ?? []
  const types: Readonly<Record<string, string>> = { csv: 'text/csv', geojson: 'application/geo+json', atom: ATOM_TYPE }
  return types[ending] ?? 'application/json'
}

function searching(address: string | undefined): Thing | undefined {
  if (address === undefined) return undefined
  return {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: address },
    'query-input': 'required name=search_term_string',
  }
}

function crumbsOf({ above }: LinkedPageProps): readonly Crumb[] | undefined {
  return above?.type === Breadcrumbs ? (above as VNode<{ crumbs: readonly Crumb[] }>).props.crumbs : undefined
}

/** The way to a page, down to the page itself. */
function breadcrumbs(view: View, crumbs: readonly Crumb[], title: string): Thing {
  const way = crumbs.at(-1)?.href === undefined ? crumbs : [...crumbs, { text: title }]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: way.map(({ text, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: typeof text === 'string' ? text : undefined,
      item: href === undefined ? addressIn(view.language, view) : view.baseUrl + href,
    })),
  }
}
