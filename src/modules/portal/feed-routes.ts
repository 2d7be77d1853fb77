import { longDate } from '#core/i18n/format.ts'
import { readQuestion } from '#core/search/question.ts'
import { ATOM_TYPE, feed, tagUri, type FeedEntry } from '#web/atom.ts'
import type { Found } from '#web/gathering.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Context } from '#web/route.ts'
import { messages } from './messages.ts'
import { addressOf } from './search/search-page.tsx'
import { MOST_PAGES, PAGE_SIZE, search, SearchInput } from './search/search.ts'
import { streetQuery } from './street/street-page.tsx'
import { blocksOf, StreetInput, understand } from './street/street.ts'

/** What was found, and what the square knows of a street, for whoever follows it: the same question as the page, the newest first. */
export const feedRoutes = [
  route({
    method: 'GET',
    path: '/:language/search.atom',
    summary: `What a search finds, the newest first, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    perMinute: 120,
    input: SearchInput,
    async handle(input, context) {
      const { language, config } = context
      const t = messages(language)
      const { baseUrl } = config
      const groups = await search(input, context, { isNewestFirst: true })
      const { text } = readQuestion(input.q)
      const largest = Math.max(0, ...groups.map(({ total }) => total))
      const first = { ...input, page: 1 }
      return feed({
        id: tagUri(baseUrl, addressOf(language, first)),
        title: text === '' ? t('search.title') : t('search.titleFor', { text }),
        language,
        page: baseUrl + addressOf(language, first),
        address: (number) => baseUrl + addressOf(language, { ...input, page: number }, '/search.atom'),
        number: input.page,
        pages: Math.min(MOST_PAGES, Math.max(1, Math.ceil(largest / PAGE_SIZE))),
        entries: newestFirst(groups).map(([one, { kind, label }]) => entryOf(one, { term: kind, label }, context)),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/:language/my-street.atom',
    summary: `What the square knows of a street, a postal code or a municipality, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    perMinute: 120,
    input: StreetInput,
    async handle(input, context) {
      const { language, config } = context
      const understood = await understand(input, context)
      // A feed cannot ask which one was meant.
      if (!('place' in understood)) throw generalProblem('not-found', 404)
      const blocks = await blocksOf(understood.place, context)
      const base = `${config.baseUrl}/${language}/my-street`
      const groups = blocks.map(({ id, title, things }) => ({ kind: id, label: title, items: things }))
      return feed({
        id: tagUri(config.baseUrl, `my-street:${language}:${streetQuery(input)}`),
        title: understood.name,
        language,
        page: `${base}?${streetQuery(input)}`,
        address: () => `${base}.atom?${streetQuery(input)}`,
        number: 1,
        pages: 1,
        entries: newestFirst(groups).map(([one, { kind, label }]) => entryOf(one, { term: kind, label }, context)),
      })
    },
  }),
]

type Told = Pick<Found, 'path' | 'tag' | 'title' | 'place' | 'on' | 'excerpt'>
interface ToldGroup {
  readonly kind: string
  readonly label: string
  readonly items: readonly Told[]
}

/** The things of all groups, each with its group: the newest first, and what has no day at the end. */
function newestFirst(groups: readonly ToldGroup[]): (readonly [Told, ToldGroup])[] {
  const time = ({ on }: Told) => on?.epochMilliseconds ?? 0
  return groups
    .flatMap((group) => group.items.map((one) => [one, group] as const))
    .toSorted(([one], [other]) => time(other) - time(one))
}

function entryOf(
  { path, tag, title, place, on, excerpt }: Told,
  category: { readonly term: string; readonly label: string },
  { config: { baseUrl }, language }: Context,
): FeedEntry {
  return {
    id: tagUri(baseUrl, tag ?? `page:${language}${path}`),
    title,
    address: `${baseUrl}/${language}${path}`,
    published: on,
    updated: on,
    summary: [category.label, place, on && longDate(on, language), excerpt?.text].filter(Boolean).join(' – '),
    category,
  }
}
