import { propertyWords } from '../called.ts'
import type { Box } from '#core/geo/polygon.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Sql } from '#core/database/sql.ts'
import { pinsOf, type MapPoint } from '#web/maps/area-map.tsx'
import { toPlace, type MapWindow } from '#web/maps/map-window.ts'
import { bandOf, type Band } from '../comparison/index.ts'
import { CELL, shownPlace } from '../place.ts'
import { messages } from '../reliability/messages.ts'
import { scoresOfThings } from '../reliability/score-store.ts'
import { listSpots, type State, type ThingFilter } from '../store/shown-things.ts'
import { listNamed, listStreams, type StreamRow } from '../store/shown-values.ts'
import { isComparable, levelsOf } from './levels.ts'
import { stateOfThing } from './state-tag.tsx'
import { bareNumber, resultWords } from './value-words.ts'

/** As `<ListPage>` draws it. */
export const MAP_SIZE = { width: 640, height: 400 }
/** More things than this are not gathered for one map. */
const MOST_SPOTS = 40_000
/** So many datastreams of a thing are told in its label. */
const MOST_TOLD = 4
const LONGEST_SIGN = 4

/** A thing on the map. */
export interface SensorPoint extends MapPoint {
  readonly state: State
  /** The newest number of what was chosen, in the unit of its levels. */
  readonly value: number | undefined
  /** The best of what it measures of what was chosen; undefined where it has none. */
  readonly band: Band | undefined
}

/**
 * The things within a window. Where they stand is asked of all of them, what they measure only of those that stand alone: the others are
 * one circle with their number.
 */
export async function gatherPoints(
  sql: Sql,
  filter: ThingFilter,
  {
    now,
    window,
    language,
  }: { readonly now: Temporal.Instant; readonly window: MapWindow; readonly language: Language },
): Promise<{ readonly points: readonly SensorPoint[]; readonly levels: readonly number[]; readonly isWhole: boolean }> {
  const spots = await listSpots(sql, filter, { now, box: boxAround(window), limit: MOST_SPOTS })
  const shown = spots.flatMap(({ id, ...spot }) => {
    const place = shownPlace(spot)
    return place === undefined ? [] : [{ id, lon: place.lon, lat: place.lat }]
  })
  const pins = pinsOf(shown, window, MAP_SIZE).flatMap(({ places: [first, ...others] }) =>
    first === undefined ? [] : [{ ...first, count: 1 + others.length }],
  )
  const ids = pins.flatMap(({ id, count }) => (count === 1 ? [id] : []))
  const names = await listNamed(sql, ids)
  const streams = Map.groupBy(
    await listStreams(sql, ids, { now, property: filter.property, each: MOST_TOLD }),
    ({ thing }) => thing,
  )
  const values = new Map(ids.map((id) => [id, newestNumber(streams.get(id) ?? [], filter.property)] as const))
  const scores = await scoresOfThings(sql, ids, filter.property)
  const levels =
    filter.property === undefined
      ? []
      : levelsOf(
          filter.property,
          [...values.values()].filter((value) => value !== undefined),
        )
  const points = pins.map(({ id, ...place }): SensorPoint => {
    const own = streams.get(id) ?? []
    const value = values.get(id)
    const score = scores.get(id)
    const band = score === undefined ? undefined : bandOf(score)
    const reliable =
      band && messages(language)('score.line', { band: messages(language)(`band.${band}`), score: score ?? 0 })
    return {
      ...place,
      href: `/${language}/sensors/things/${id}`,
      label: [names.get(id), ...own.map((stream) => toldOf(stream, language)), reliable].filter(Boolean).join(', '),
      state: stateOfThing(own),
      value,
      band,
      sign: signOf(value, language),
    }
  })
  return { points, levels, isWhole: spots.length < MOST_SPOTS }
}

/**
 * The window and a cell around it. What is shown in the middle of its cell is in or out of sight with that middle, never with where it
 * really is: otherwise a narrow window would tell.
 */
function boxAround(window: MapWindow): Box {
  const [west, south, east, north] = boxOfWindow(window)
  return [west - CELL.lon, south - CELL.lat, east + CELL.lon, north + CELL.lat]
}

/** What a window of the map shows. */
export function boxOfWindow(window: MapWindow): Box {
  const { lon: west, lat: south } = toPlace(window, MAP_SIZE, [0, MAP_SIZE.height])
  const { lon: east, lat: north } = toPlace(window, MAP_SIZE, [MAP_SIZE.width, 0])
  return [west, south, east, north]
}

function newestNumber(streams: readonly StreamRow[], property: string | undefined): number | undefined {
  if (property === undefined) return undefined
  const numbers = streams
    .filter(({ state, ucum }) => state === 'fresh' && isComparable(property, ucum))
    .flatMap(({ number }) => (number === null ? [] : [number]))
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}

/** The figure as it stands in the list, or rounded where that is too long for a place on the map. */
function signOf(value: number | undefined, language: Language): string | undefined {
  if (value === undefined) return undefined
  return [bareNumber(value, language), bareNumber(Math.round(value), language)].find(
    ({ length }) => length <= LONGEST_SIGN,
  )
}

function toldOf(stream: StreamRow, language: Language): string {
  const property = propertyWords(stream, language)
  const value = resultWords(stream, stream, language)
  return value === undefined ? property : `${property} ${value}`
}
