import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import { findInList } from '#core/search/find-in-list.ts'
import { readQuestion } from '#core/search/question.ts'
import type { Asked, Finder, FoundList } from '#web/gathering.ts'
import type { Context } from '#web/route.ts'
import { messages } from '../messages.ts'
import { codesOf, municipalityAmong } from '../places.ts'

/** How many of each group stand on the page of all groups, and on the page of one. */
const FEW = 5
export const PAGE_SIZE = 20
const SINCE = { '': undefined, week: { days: 7 }, month: { months: 1 }, year: { years: 1 } } as const
export const MOST_PAGES = 500
export const SINCE_CHOICES = ['', 'week', 'month', 'year'] as const

/** What the page "search" is asked, out of its address. */
export const SearchInput = z.object({
  q: z.string().max(1000).catch('').default(''),
  kind: z.string().max(40).catch('').default(''),
  in: z.string().max(5).catch('').default(''),
  since: z.enum(SINCE_CHOICES).catch('').default(''),
  page: z.coerce.number().int().min(1).max(MOST_PAGES).catch(1).default(1),
})
export type SearchInput = z.output<typeof SearchInput>

/** What the page says, for whoever asks for JSON. */
export const SearchOutput = z.array(
  z.object({
    kind: z.string(),
    total: z.number(),
    isGuess: z.boolean(),
    items: z.array(
      z.object({
        path: z.string(),
        title: z.string(),
        place: z.string().nullable(),
        on: z.iso.datetime().nullable(),
        excerpt: z.string().nullable(),
      }),
    ),
  }),
)

/** What was found, as `SearchOutput`. */
export function searchData(groups: readonly Group[]): z.output<typeof SearchOutput> {
  return groups.map(({ kind, total, isGuess = false, items }) => ({
    kind,
    total,
    isGuess,
    items: items.map(({ path, title, place, on, excerpt }) => ({
      path,
      title,
      place: place ?? null,
      on: on?.toString() ?? null,
      excerpt: excerpt?.text ?? null,
    })),
  }))
}

type Order = Pick<Asked, 'isNewestFirst'>

/** What one group found. */
export interface Group extends FoundList {
  readonly kind: string
  readonly label: string
}

/**
 * Asks every capability, or the one that was chosen; a page of each, or only the first few where groups stand under each other. Groups without a result are left out; what is sure
 * stands first.
 */
export async function search(input: SearchInput, context: Context, order: Order = {}): Promise<Group[]> {
  const question = readQuestion(input.q)
  if (question.words.length === 0) return []
  const { language, clock } = context
  const ago = SINCE[input.since]
  const finders = findersOf(context).filter(({ kind }) => input.kind === '' || kind === input.kind)
  const size = input.kind === '' && !order.isNewestFirst ? FEW : PAGE_SIZE
  const asked = {
    question,
    municipalities: input.in === '' ? undefined : await codesOf(input.in, context),
    since: ago === undefined ? undefined : dayOf(clock()).subtract(ago),
    limit: size,
    offset: (input.page - 1) * size,
    ...order,
  }
  const inPlace = input.in === '' ? await askedInPlace(asked, context) : undefined
  const groups: Group[] = []
  for (const finder of finders)
    groups.push({ kind: finder.kind, label: finder.label(language), ...(await ask(finder, asked, inPlace, context)) })
  return groups
    .filter(({ total }) => total > 0)
    .toSorted((one, other) => Number(one.isGuess ?? false) - Number(other.isGuess ?? false))
}

/** "Molenstraat Rotselaar" is also the question "Molenstraat" in Rotselaar. */
async function askedInPlace(asked: Asked, context: Context): Promise<Asked | undefined> {
  const among = await municipalityAmong(asked.question, context)
  return among && { ...asked, question: among.rest, municipalities: await codesOf(among.nis, context) }
}

async function ask(finder: Finder, asked: Asked, inPlace: Asked | undefined, context: Context): Promise<FoundList> {
  const found = await finder.find(asked, context)
  if (inPlace === undefined || (found.total > 0 && !found.isGuess)) return found
  const there = await finder.find(inPlace, context)
  return there.total > 0 && (!there.isGuess || found.total === 0) ? there : found
}

function findersOf({ capabilities }: Context): Finder[] {
  return [...capabilities.flatMap(({ finders = [] }) => finders), pageFinder]
}

/** The pages of the square itself; they are of no municipality and of no day. */
const pageFinder: Finder = {
  kind: 'pages',
  label: messages.say('search.pages'),
  async find({ question, municipalities, since, limit, offset }, { capabilities, language }) {
    if (municipalities !== undefined || since !== undefined) return { total: 0, items: [] }
    const pages = capabilities.flatMap((capability) => capability.pages ?? [])
    const { found, isGuess } = findInList(pages, question, ({ title, about }) => [title(language), about(language)])
    const items = found.slice(offset, offset + limit).map(({ path, title, about }) => ({
      path,
      title: title(language),
      excerpt: { text: about(language), language },
    }))
    return { total: found.length, items, isGuess }
  },
}
