import type { JSX, VNode } from 'preact'
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

/** What every public page tells: the square itself on its home page, elsewhere the way to the page. */
export function LinkedPage({ view, above, title }: { view: View; above: VNode | undefined; title: string }) {
  if (view.path === '' || view.path === '/') return <LinkedData thing={square(view, title)} />
  const crumbs = above?.type === Breadcrumbs ? (above as VNode<{ crumbs: readonly Crumb[] }>).props.crumbs : undefined
  return crumbs === undefined ? null : <LinkedData thing={breadcrumbs(view, crumbs)} />
}

function square(view: View, name: string): Thing {
  const { language, search } = { language: view.language, search: view.searchAddress }
  return {
    '@type': 'WebSite',
    name,
    url: addressIn(language, view),
    inLanguage: language,
    ...(search === undefined
      ? {}
      : {
          potentialAction: {
            '@type': 'SearchAction',
            target: { '@type': 'EntryPoint', urlTemplate: search },
            'query-input': 'required name=search_term_string',
          },
        }),
  }
}

function breadcrumbs(view: View, crumbs: readonly Crumb[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ text, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: typeof text === 'string' ? text : undefined,
      item: href === undefined ? addressIn(view.language, view) : view.baseUrl + href,
    })),
  }
}
