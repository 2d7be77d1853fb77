import { z } from 'zod'
import { themedView } from '#modules/region/public.ts'
import { json, page, seeOther } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { mayAskAgain } from '#web/security-headers.ts'
import { route, type Answer, type Context } from '#web/route.ts'
import { AccessibilityPage } from './accessibility/accessibility-page.tsx'
import { lastRun } from './accessibility/last-run.ts'
import { FootprintPage } from './footprint/footprint-page.tsx'
import { measured } from './footprint/measured.ts'
import { feedRoutes } from './feed-routes.ts'
import { messages } from './messages.ts'
import { emergencyNumbers } from './offline/emergency.ts'
import { OfflinePage } from './offline/offline-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { meantBy, municipalityChoices, placesLike } from './places.ts'
import { SearchPage } from './search/search-page.tsx'
import { search, searchData, SearchInput, SearchOutput } from './search/search.ts'
import { StreetPage, type Block } from './street/street-page.tsx'
import { blocksOf, municipalityOfToday, StreetInput, understand } from './street/street.ts'

const MOST_CHOICES = 5

const HomeOutput = z.object({ tasks: z.array(z.object({ id: z.string(), name: z.string(), path: z.string() })) })

const Looked = z.object({ date: z.iso.date(), pages: z.number(), violations: z.array(z.string()) })

const Thing = z.object({ path: z.string(), title: z.string(), on: z.iso.datetime().nullable() })

function blockData({ id, title, things }: Block) {
  return {
    id,
    title,
    things: things.map(({ path, title: name, on }) => ({ path, title: name, on: on?.toString() ?? null })),
  }
}

/** Home, search, "my street", and what the square tells of itself. */
export const routes = [
  ...feedRoutes,
  route({
    method: 'GET',
    path: '/:language',
    summary: 'Home: what do you want to do?',
    may: 'anyone',
    output: HomeOutput,
    handle: (_input, context) => homePage({}, context),
  }),
  route({
    method: 'GET',
    path: '/:language/in',
    summary: 'Find the home page of a municipality by name or postal code',
    may: 'anyone',
    input: z.object({ where: z.string().max(100).catch('').default('') }),
    async handle({ where }, context) {
      if (where.trim() === '') return seeOther(`/${context.language}`)
      const { municipalities, isGuess } = await meantBy(where, context)
      const [only, another] = municipalities
      if (only !== undefined && another === undefined && !isGuess)
        return seeOther(`/${context.language}/in/${only.nis}`)
      return homePage({ unsure: { text: where.trim(), choices: municipalities.slice(0, MOST_CHOICES) } }, context)
    },
  }),
  route({
    method: 'GET',
    path: '/api/places',
    summary: 'Municipalities by the beginning of a name or postal code, while somebody types',
    may: 'anyone',
    input: z.object({ q: z.string().trim().min(2).max(100) }),
    output: z.array(z.string()),
    handle: async ({ q }, context) => json(await placesLike(q, context)),
  }),
  route({
    method: 'GET',
    path: '/:language/in/:nis',
    summary: 'Home, for one municipality',
    may: 'anyone',
    output: HomeOutput,
    input: z.object({ nis: z.string().regex(/^\d{5}$/) }),
    async handle({ nis }, context) {
      const at = await municipalityOfToday(nis, context)
      if (at === undefined) throw generalProblem('not-found', 404)
      // After a merger the old address leads to the municipality of today.
      return at.nis === nis ? homePage({ at }, context) : seeOther(`/${context.language}/in/${at.nis}`)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/search',
    summary: 'Search everything that everybody may read',
    may: 'anyone',
    perMinute: 120,
    output: SearchOutput,
    input: SearchInput,
    async handle(input, context) {
      const groups = await search(input, context)
      const municipalities = await municipalityChoices(context)
      const shown = <SearchPage view={context.view} input={input} groups={groups} municipalities={municipalities} />
      return page(shown, 200, searchData(groups))
    },
  }),
  route({
    method: 'GET',
    path: '/:language/my-street',
    summary: 'Everything that the square knows of a street, a postal code or a municipality',
    may: 'anyone',
    perMinute: 120,
    output: z.object({
      place: z.string().nullable(),
      blocks: z.array(z.object({ id: z.string(), title: z.string(), things: z.array(Thing) })),
    }),
    input: StreetInput,
    async handle(input, context) {
      const understood = await understand(input, context)
      const isClear = 'place' in understood
      const blocks = isClear ? await blocksOf(understood.place, context) : []
      const answer = page(
        <StreetPage
          view={context.view}
          {...input}
          name={isClear ? understood.name : undefined}
          complaint={isClear ? undefined : understood.complaint}
          choices={isClear ? [] : understood.choices}
          blocks={blocks}
        />,
        200,
        { place: isClear ? understood.name : null, blocks: blocks.map(blockData) },
      )
      return mayAskAgain(answer, context.config)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/offline',
    summary: 'What is useful without internet',
    may: 'anyone',
    output: z.array(z.object({ number: z.string(), what: z.string() })),
    handle(_input, { view, language, config }) {
      const numbers = emergencyNumbers(language).map(({ number, what }) => ({ number, what: messages(language)(what) }))
      // Its script passes a report on, and only then lets go of it.
      return mayAskAgain(page(<OfflinePage view={view} />, 200, numbers), config)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/footprint',
    summary: 'What a visit costs: bytes and CO2 of every page',
    may: 'anyone',
    output: z.looseObject({ date: z.iso.date() }),
    handle: (_input, { view }) => page(<FootprintPage view={view} measured={measured} />, 200, measured),
  }),
  route({
    method: 'GET',
    path: '/:language/accessibility',
    summary: 'Accessibility statement',
    may: 'anyone',
    output: z.object({ engine: z.string(), open: Looked, behind: Looked }),
    handle: (_input, { view, config }) =>
      page(<AccessibilityPage view={view} lastRun={lastRun} contact={config.contactEmail} />, 200, lastRun),
  }),
]

type Home = Partial<Pick<Parameters<typeof HomePage>[0], 'at' | 'unsure'>>

async function homePage({ at, unsure }: Home, context: Context): Promise<Answer> {
  const { capabilities } = context
  const view = at === undefined ? context.view : await themedView(context, { nis: at.nis })
  const tasks = capabilities
    .flatMap((capability) => capability.tasks ?? [])
    .toSorted((one, other) => one.rank - other.rank)
  const { language } = view
  const data = tasks.map(({ id, path, label }) => ({ id, name: label(language), path: `/${language}${path(at)}` }))
  const shown = <HomePage view={view} tasks={tasks} at={at} unsure={unsure} />
  return mayAskAgain(page(shown, 200, { tasks: data }), context.config)
}
