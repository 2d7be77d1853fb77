import type { Point } from '#core/geo/point.ts'
import { dayOf } from '#core/i18n/format.ts'
import {
  boundariesNotice,
  listAreas,
  locate,
  municipalitiesOfPostalCode,
  municipalityName,
  readPoint,
  wholeRegion,
} from '#modules/region/public.ts'
import { movedWindow, readWindow, writeWindow, type MapWindow } from '#web/maps/map-window.ts'
import { PICK_SIZE, pickedPoint } from '#web/maps/pick-map-svg.tsx'
import type { Context, FieldError } from '#web/route.ts'
import type { MapInput, Place } from './answers.ts'
import { messages } from './messages.ts'

/** How close the map comes to a place that was picked: about a kilometre across. */
const CLOSE_ZOOM = 14
/** On a map of more than this a fingertip covers half a village: pressing it comes closer first. */
const PRECISE_ZOOM = 12
const NEARER_ZOOM = 13

/** The map as the page shows it. */
export interface ShownMap {
  readonly postalCode: string
  readonly coordinates: string
  readonly window: MapWindow
  readonly pin: Point | undefined
  /** What was pressed on a map of much: to be pressed again. */
  readonly isNearer: boolean
  /** Name of the municipality that holds the pin. */
  readonly pinIn: string | undefined
  readonly boundaries: string
  readonly errors: readonly FieldError[]
}

/** What became of an answer: the page once more, with another map; or a place in the region. */
export type MapAnswer = { readonly map: ShownMap; readonly isWrong: boolean } | { readonly place: Place }

/** The map before anything was pressed: around the place that was answered before, or of the whole region. */
export async function firstMap(place: Point | undefined, context: Context): Promise<ShownMap> {
  return shown({ postalCode: '', coordinates: '', map: '' }, { pin: place, errors: [] }, context)
}

/** Understands what was pressed or typed on the page with the map. */
export async function understandMap(input: MapInput, context: Context): Promise<MapAnswer> {
  const t = messages(context.language)
  const again = async (
    changes: Partial<MapInput>,
    pin: Point | undefined,
    more: { readonly error?: FieldError; readonly isNearer?: boolean } = {},
  ): Promise<MapAnswer> => ({
    map: await shown(
      { ...input, ...changes },
      { pin, errors: more.error ? [more.error] : [], isNearer: more.isNearer },
      context,
    ),
    isWrong: more.error !== undefined,
  })
  const outside = { field: 'pin', message: t('place.outside') }
  const isInside = async (point: Point) => (await locate(context, point)).municipality !== undefined
  const pinAt = async (point: Point, changes: Partial<MapInput> = {}) =>
    (await isInside(point)) ? again(changes, point) : again(changes, undefined, { error: outside })

  const pin = readPoint(input.pin)
  const window = readWindow(input.map) ?? wholeRegion((await listAreas(context)).areas)
  if (input['pin.x'] !== '') {
    const picked = pickedPoint(window, Number(input['pin.x']), Number(input['pin.y']))
    // Pressed with the keyboard, a picture tells no place: the map stays as it is.
    if (picked === undefined) return again({}, pin)
    if (window.zoom >= PRECISE_ZOOM || !(await isInside(picked))) return pinAt(picked)
    return again({ map: writeWindow({ ...picked, zoom: NEARER_ZOOM }) }, undefined, { isNearer: true })
  }
  const here = readPoint(input.here)
  if (here !== undefined) return pinAt(here, { map: writeWindow({ ...here, zoom: CLOSE_ZOOM }) })
  if (input.move !== '') return again({ map: writeWindow(movedWindow(window, PICK_SIZE, input.move)) }, pin)
  // Enter in a field presses no button: with coordinates it goes on, with a postal code it finds.
  const isEnter = input.find === '' && input.next === '' && input.coordinates === '' && input.postalCode !== ''
  if (input.find !== '' || isEnter) return find(input, context, again)
  if (input.coordinates !== '') {
    const typed = readTyped(input.coordinates)
    if (typed === undefined)
      return again({}, pin, { error: { field: 'coordinates', message: t('place.coordinatesWrong') } })
    return placeOf(typed, context, () => again({}, undefined, { error: { ...outside, field: 'coordinates' } }))
  }
  if (pin === undefined) return again({}, undefined, { error: { field: 'pin', message: t('place.needed') } })
  return placeOf(pin, context, () => again({}, undefined, { error: outside }))
}

async function placeOf(point: Point, context: Context, otherwise: () => Promise<MapAnswer>): Promise<MapAnswer> {
  const { municipality } = await locate(context, point)
  return municipality === undefined ? otherwise() : { place: { ...point, municipality: municipality.nis } }
}

async function find(
  input: MapInput,
  context: Context,
  again: (changes: Partial<MapInput>, pin: Point | undefined, more?: { error: FieldError }) => Promise<MapAnswer>,
): Promise<MapAnswer> {
  const { sql, clock, language } = context
  const found = /^\d{4}$/.test(input.postalCode)
    ? await municipalitiesOfPostalCode(sql, input.postalCode, dayOf(clock()))
    : []
  if (found.length > 0) return again({ map: '' }, undefined)
  const error = { field: 'postalCode', message: messages(language)('place.postalCodeUnknown') }
  return again({}, undefined, { error })
}

async function shown(
  { postalCode, coordinates, map }: Pick<MapInput, 'postalCode' | 'coordinates' | 'map'>,
  {
    pin,
    errors,
    isNearer = false,
  }: { pin: Point | undefined; errors: readonly FieldError[]; isNearer?: boolean | undefined },
  context: Context,
): Promise<ShownMap> {
  const { language, sql, clock } = context
  const { basis, areas } = await listAreas(context)
  const named = /^\d{4}$/.test(postalCode) ? await municipalitiesOfPostalCode(sql, postalCode, dayOf(clock())) : []
  const around = areas.filter(({ municipality }) => named.some(({ nis }) => nis === municipality.nis))
  const located = pin === undefined ? undefined : (await locate(context, pin)).municipality
  return {
    postalCode,
    coordinates,
    window:
      readWindow(map) ??
      (pin === undefined
        ? wholeRegion(around.length > 0 ? around : areas)
        : { lon: pin.lon, lat: pin.lat, zoom: CLOSE_ZOOM }),
    pin,
    isNearer,
    pinIn: located === undefined ? undefined : municipalityName(located, language),
    boundaries: boundariesNotice(basis, language),
    errors,
  }
}

/** Reads a place as maps and telephones show it, north first: `50.8798, 4.7009`. */
export function readTyped(text: string): Point | undefined {
  const [, lat, lon] =
    /^\s*(-?\d{1,2}(?:[.,]\d{1,15})?)\s*(?:[,;]\s*|\s)(-?\d{1,3}(?:[.,]\d{1,15})?)\s*$/.exec(text) ?? []
  return checked(Number(lon?.replace(',', '.')), Number(lat?.replace(',', '.')))
}

function checked(lon: number, lat: number): Point | undefined {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat } : undefined
}
