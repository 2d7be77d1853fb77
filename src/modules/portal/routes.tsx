import { z } from 'zod'
import { page, seeOther } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context } from '#web/route.ts'
import { AccessibilityPage } from './accessibility/accessibility-page.tsx'
import { lastRun } from './accessibility/last-run.ts'
import { FootprintPage } from './footprint/footprint-page.tsx'
import { measured } from './footprint/measured.ts'
import { OfflinePage } from './offline/offline-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { meantBy, municipalityChoices } from './places.ts'
import { SearchPage } from './search/search-page.tsx'
import { search, SearchInput } from './search/search.ts'
import { StreetPage } from './street/street-page.tsx'
import { blocksOf, municipalityOfToday, understand } from './street/street.ts'

const MOST_CHOICES = 5
const Street = z.object({
  where: z.string().max(100).catch('').default(''),
  street: z.string().max(100).catch('').default(''),
})

/** Home, search, "my street", and what the square tells of itself. */
export const routes = [
  route({
    method: 'GET',
    path: '/:language',
    summary: 'Home: what do you want to do?',
    may: 'anyone',
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
    path: '/:language/in/:nis',
    summary: 'Home, for one municipality',
    may: 'anyone',
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
    input: SearchInput,
    async handle(input, context) {
      const groups = await search(input, context)
      const municipalities = await municipalityChoices(context)
      return page(<SearchPage view={context.view} input={input} groups={groups} municipalities={municipalities} />)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/my-street',
    summary: 'Everything that the square knows of a street, a postal code or a municipality',
    may: 'anyone',
    perMinute: 120,
    input: Street,
    async handle(input, context) {
      const understood = await understand(input, context)
      const isClear = 'place' in understood
      return page(
        <StreetPage
          view={context.view}
          {...input}
          name={isClear ? understood.name : undefined}
          complaint={isClear ? undefined : understood.complaint}
          blocks={isClear ? await blocksOf(understood.place, context) : []}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/offline',
    summary: 'What is useful without internet',
    may: 'anyone',
    handle: (_input, { view }) => page(<OfflinePage view={view} />),
  }),
  route({
    method: 'GET',
    path: '/:language/footprint',
    summary: 'What a visit costs: bytes and CO2 of every page',
    may: 'anyone',
    handle: (_input, { view }) => page(<FootprintPage view={view} measured={measured} />),
  }),
  route({
    method: 'GET',
    path: '/:language/accessibility',
    summary: 'Accessibility statement',
    may: 'anyone',
    handle: (_input, { view, config }) =>
      page(<AccessibilityPage view={view} lastRun={lastRun} contact={config.contactEmail} />),
  }),
]

type Home = Partial<Pick<Parameters<typeof HomePage>[0], 'at' | 'unsure'>>

function homePage({ at, unsure }: Home, { view, capabilities }: Context): Answer {
  const tasks = capabilities
    .flatMap((capability) => capability.tasks ?? [])
    .toSorted((one, other) => one.rank - other.rank)
  return page(<HomePage view={view} tasks={tasks} at={at} unsure={unsure} />)
}
