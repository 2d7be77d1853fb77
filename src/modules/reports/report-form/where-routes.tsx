import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import type { Point } from '#core/geo/point.ts'
import {
  boundariesNotice,
  listAreas,
  locate,
  municipalitiesOfPostalCode,
  municipalityName,
  type AreaOnMap,
  pickMapRoute,
  readPoint,
  wholeRegion,
} from '#modules/region/public.ts'
import { json, page, seeOther } from '#web/answer.ts'
import { movedWindow, readWindow, writeWindow, type MapWindow } from '#web/maps/map-window.ts'
import { PICK_SIZE, pickedPoint } from '#web/maps/pick-map-svg.tsx'
import { mayAskAgain } from '#web/security-headers.ts'
import { route, type Answer, type Context, type FieldError } from '#web/route.ts'
import { CATEGORIES } from '../category.ts'
import { messages } from '../messages.ts'
import { PaperPage } from '../pages/paper-page.tsx'
import { listStreets } from '../store/search.ts'
import { wordsOfLetter } from '../mail-in/words-of-letter.ts'
import { WherePage } from '../pages/where-page.tsx'
import { WhereInput } from './answers.ts'
import { answerDraft, answersSoFar, beginDraft, getOpenDraft } from './draft.ts'
import { understandPlace } from './place.ts'

/** How close the map comes to a place that was named or picked: about a kilometre across. */
const CLOSE_ZOOM = 14
/** On a map of more than this a fingertip covers half a village: pressing it comes closer first. */
const PRECISE_ZOOM = 12
const NEARER_ZOOM = 13
const MOST_STREETS = 8

/** Page 1 of a report. It works without script: the map is a picture that is a button. */
export const whereRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/new',
    summary: 'New report: where is it',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60).optional(), map: z.string().max(60).optional() }),
    output: z.object({ categories: z.array(z.object({ id: z.enum(CATEGORIES), name: z.string() })) }),
    handle: async ({ draft: token, map }, context) => {
      const where = token === undefined ? undefined : (await getOpenDraft(context, token)).answers.where
      const pin = where?.lon === undefined || where.lat === undefined ? undefined : { lon: where.lon, lat: where.lat }
      const input = WhereInput.parse({ ...where, draft: token, map })
      const t = messages(context.language)
      const categories = CATEGORIES.map((id) => ({ id, name: t(`category.${id}`) }))
      return {
        ...(await wherePage({ ...input, municipality: '' }, { pin, errors: [] }, context)),
        data: { categories },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new',
    summary: 'New report: keep where it is',
    may: 'anyone',
    input: WhereInput,
    wording: messages.find,
    handle: async (input, context) => {
      const asked = await mapQuestion(input, context)
      if (asked !== undefined) return asked
      const pin = readPoint(input.pin)
      const understood = await understandPlace(input, pin, context)
      if ('errors' in understood) return { ...(await wherePage(input, { ...understood, pin }, context)), status: 422 }
      const { where } = understood
      const words = input.note === '' ? {} : { note: input.note, noteLanguage: context.language }
      if (input.draft === '') return toNextPage(context, await beginDraft(context, { where, ...words }))
      await answerDraft(context, await getOpenDraft(context, input.draft), { where })
      return toNextPage(context, input.draft)
    },
    again: (typed, errors, context) => {
      // Only the street can be too long; everything else reads as empty when it is nonsense.
      const input = WhereInput.parse({ ...typed, street: '' })
      const street = typeof typed['street'] === 'string' ? typed['street'] : ''
      return wherePage({ ...input, street }, { pin: readPoint(input.pin), errors }, context)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/paper',
    summary: 'The form of a report on paper',
    may: 'anyone',
    output: z.object({ address: z.url() }),
    handle: (_input, { view }) =>
      page(<PaperPage view={view} />, 200, { address: `${view.baseUrl}/${view.language}/reports/new` }),
  }),
  route({
    method: 'GET',
    path: '/api/streets',
    summary: 'Streets where something was reported, while somebody types',
    may: 'anyone',
    input: z.object({
      q: z.string().trim().min(2).max(100).describe('How the name, or a word of it, begins'),
      postalCode: z
        .string()
        .regex(/^\d{4}$/)
        .optional()
        .catch(undefined),
    }),
    output: z.array(z.string()),
    handle: async ({ q, postalCode }, { sql }) => json(await listStreets(sql, { text: q, postalCode }, MOST_STREETS)),
  }),
  pickMapRoute('/reports/map.svg', 'The map on which the place of a report is picked'),
]

/** What was asked of the map, if anything: the same page with another map or another place. */
async function mapQuestion(input: WhereInput, context: Context): Promise<Answer | undefined> {
  const show = (changes: Partial<WhereInput>, pin: Point | undefined) =>
    wherePage({ ...input, ...changes }, { pin, errors: [] }, context)
  const pin = readPoint(input.pin)
  const window = readWindow(input.map) ?? wholeRegion((await listAreas(context)).areas)

  if (input['pin.x'] !== '') {
    const picked = pickedPoint(window, Number(input['pin.x']), Number(input['pin.y']))
    // Pressed with the keyboard, a picture tells no place: the map stays as it is.
    if (picked === undefined) return show({}, pin)
    return window.zoom < PRECISE_ZOOM ? showNearer(input, picked, context) : showPin(input, picked, context)
  }
  const here = readPoint(input.here)
  const near = readPoint(input.near)
  if (near !== undefined) return showPin(input, near, context)
  if (here !== undefined) return showPin({ ...input, map: writeWindow({ ...here, zoom: CLOSE_ZOOM }) }, here, context)
  if (input.move !== '') return show({ map: writeWindow(movedWindow(window, PICK_SIZE, input.move)) }, pin)
  if (input.forget !== '') return show({}, undefined)
  if (input.find !== '') return show({ map: '' }, undefined)
  return undefined
}

/** The page with the map closer to where it was pressed, to be pressed again. */
async function showNearer(input: WhereInput, near: Point, context: Context): Promise<Answer> {
  const { municipality } = await locate(context, near)
  if (municipality === undefined) return showPin(input, near, context)
  const map = writeWindow({ ...near, zoom: NEARER_ZOOM })
  return wherePage({ ...input, map }, { pin: undefined, near, errors: [] }, context)
}

/** The page with a place that was just picked; one outside the region is told at once, and not kept. */
async function showPin(input: WhereInput, pin: Point, context: Context): Promise<Answer> {
  const { municipality } = await locate(context, pin)
  if (municipality !== undefined) return wherePage(input, { pin, errors: [] }, context)
  const error = { field: 'pin', message: messages(context.language)('where.pointOutside') }
  return { ...(await wherePage(input, { pin: undefined, errors: [error] }, context)), status: 422 }
}

interface Shown {
  readonly pin: Point | undefined
  /** What was pressed on a map of much, and is not chosen yet. */
  readonly near?: Point
  readonly errors: readonly FieldError[]
}

async function wherePage(input: WhereInput, { pin, near, errors }: Shown, context: Context): Promise<Answer> {
  const { view, language, sql, clock } = context
  const { basis, areas } = await listAreas(context)
  const named = /^\d{4}$/.test(input.postalCode)
    ? await municipalitiesOfPostalCode(sql, input.postalCode, dayOf(clock()))
    : []
  const answers = input.draft === '' ? {} : await answersSoFar(context, input.draft)
  const located = pin === undefined ? undefined : (await locate(context, pin)).municipality
  const around = areas.filter(({ municipality }) => named.some(({ nis }) => nis === municipality.nis))
  const answer = page(
    <WherePage
      view={view}
      draft={input.draft}
      postalCode={input.postalCode}
      street={input.street}
      note={input.note}
      letter={await wordsOfLetter(answers, context)}
      choices={named.length > 1 ? named.map((one) => ({ nis: one.nis, name: municipalityName(one, language) })) : []}
      municipality={input.municipality}
      window={readWindow(input.map) ?? windowOf(pin, around.length > 0 ? around : areas)}
      pin={pin}
      near={near}
      pinIn={located === undefined ? undefined : municipalityName(located, language)}
      boundaries={boundariesNotice(basis, language)}
      errors={errors}
    />,
  )
  return mayAskAgain(answer, context.config)
}

function windowOf(pin: Point | undefined, areas: readonly AreaOnMap[]): MapWindow {
  return pin === undefined ? wholeRegion(areas) : { ...pin, zoom: CLOSE_ZOOM }
}

function toNextPage({ language }: Context, token: string): Answer {
  return seeOther(`/${language}/reports/new/${token}/what`)
}
