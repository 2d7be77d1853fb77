import type { FastifyRequest } from 'fastify'
import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { makeFormToken } from './form-token.ts'
import { messages as frame } from './messages/messages.ts'
import { messages as myFile } from './my-file/messages.ts'
import { messages } from './operator/messages.ts'
import { messages as privacy } from './privacy/messages.ts'
import type { House } from './server.ts'
import type { PageTheme, View } from './view.ts'
import { allows, type Visitor } from './visitor.ts'

const PRIVACY = { path: '/privacy', label: privacy.say('link') }
const MY_FILE = { path: '/my-file', label: myFile.say('menu'), may: 'file.own' }
const OPERATOR = { path: '/operator', label: messages.say('menu'), may: 'operator' }

/** What the frame of a page needs, from the request. */
export function makeView(
  house: House,
  request: FastifyRequest,
  {
    language,
    visitor,
    demo,
    theme,
    isFound = false,
  }: {
    language: Language
    visitor: Visitor | undefined
    demo: boolean
    theme?: PageTheme | undefined
    isFound?: boolean
  },
): View {
  const { clock, sign } = house.services
  const mark = request.url.indexOf('?')
  const address = mark < 0 ? request.url : request.url.slice(0, mark)
  const query = mark < 0 ? '' : request.url.slice(mark + 1)
  const path = address.replace(/^\/[a-z]{2}(?=\/|$)/, '')
  const menu = [...house.modules.flatMap((module) => module.menu ?? []), MY_FILE, OPERATOR]
    .filter((entry) => entry.may === 'anyone' || allows(visitor, entry.may))
    // What is for everybody first, then what is for whoever signed in.
    .toSorted((a, b) => Number(b.may === 'anyone') - Number(a.may === 'anyone'))
  // A part within a part ("/operator/openid") is the one that the page belongs to.
  const [here] = menu
    .filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)
  return {
    language,
    path,
    baseUrl: house.services.config.baseUrl,
    isFound,
    searchAddress: searchAddress(house, language),
    search: query ? `?${query}` : '',
    formToken: makeFormToken(sign, visitor?.sessionId, dayOf(clock())),
    visitor,
    demo,
    theme,
    ...(house.services.config.basemap && {
      basemap: { attribution: house.services.config.basemap.attribution },
    }),
    assets: house.assets,
    savesData: request.headers['save-data'] === 'on',
    footer: [PRIVACY, ...house.modules.flatMap((module) => module.footer ?? [])].map(({ path: to, label }) => ({
      href: `/${language}${to}`,
      text: label(language),
    })),
    notice: new URLSearchParams(query).has('saved') ? frame(language)('notice.saved') : undefined,
    menu: menu.map((entry) => ({
      href: `/${language}${entry.path}`,
      text: entry.label(language),
      current: entry === here,
      isSetting: 'isSetting' in entry ? entry.isSetting : undefined,
    })),
  }
}

/** The address of the search page with a place for the words, when a capability has one: its first field is what is searched. */
function searchAddress({ modules, services }: House, language: Language): string | undefined {
  const search = modules.flatMap(({ routes }) => routes).find(({ path }) => path === '/:language/search')
  const [field] = Object.keys(search?.input?.shape ?? {})
  return field === undefined ? undefined : `${services.config.baseUrl}/${language}/search?${field}={search_term_string}`
}
