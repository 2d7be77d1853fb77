import { dayOf, HOME_TIME_ZONE } from '#core/i18n/format.ts'
import { planeAround, type Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { listBodies, listMunicipalities, locator, REGION_OFFICE, type Municipality } from '#modules/region/public.ts'
import { batchBuilder } from '../batch.ts'
import { takeIn } from '../ingest/corridor.ts'
import { rollUp } from '../roll-up/roll-up.ts'
import { haveDatastreams, haveThings, type DescribedDatastream } from '../store/described.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { unitWords } from '../vocabulary/units.ts'
import { forgetMarks, hasDemo, markDemo, removeDemo, rollUpHoursAndDays } from './store.ts'
import type { Shape } from './shapes.ts'
import { inventThings, placeOf, type InventedThing } from './things.ts'

const DAYS = 7
const HOUR = 3600
/** So many values are taken in at once. */
const ROWS = 5000

/** Invents sensors in every municipality, with what they measured in the last week; the same ones on every first start. */
export async function fillDemo({ sql, clock }: Services): Promise<void> {
  const now = clock()
  const find = await locator({ sql, clock })
  const today = dayOf(now)
  await sql.transaction(async (within) => {
    if (await hasDemo(within)) return
    const municipalities = await listMunicipalities(within, { on: today })
    const bodies = await listBodies(within, { kind: 'municipality', on: today })
    const owners = new Map(bodies.map(({ municipality, id }) => [municipality, id]))
    const invented = municipalities
      .toSorted((a, b) => a.nis.localeCompare(b.nis))
      .flatMap((municipality, turn) => {
        const language: 'nl' | 'fr' = municipality.subRegion === 'brussels' ? 'fr' : 'nl'
        return inventThings(municipality.nis, language, turn).map((thing, index) => ({
          thing,
          language,
          owner: owners.get(municipality.nis) ?? REGION_OFFICE,
          municipality: municipality.nis,
          place: placeOf(
            thing,
            placeIn(municipality, thing.seed + index, (point) => find(point).municipality?.nis === municipality.nis),
          ),
        }))
      })
    const things = await haveThings(
      within,
      invented.map(({ thing: { key, name, description, properties }, ...whose }) => ({
        ...whose,
        key,
        name,
        description,
        properties,
      })),
      now,
    )
    await markDemo(
      within,
      things.map(({ id }) => id),
    )
    const shapes = invented.flatMap(({ thing, ...whose }, index) =>
      thing.shapes.map((shape) => ({ ...whose, thing, shape, id: things[index]?.id ?? 0 })),
    )
    const streams = await haveDatastreams(within, shapes.map(described), now)
    await takeInAll(
      within,
      shapes.map(({ thing, shape, language }, index) => ({ thing, shape, language, id: streams[index]?.id ?? 0 })),
      now,
    )
    await rollUpAll(
      within,
      streams.map(({ id }) => id),
    )
  })
}

/** Removes what was invented, and nothing else. */
export async function clearDemo({ sql }: Pick<Services, 'sql'>): Promise<void> {
  await sql.transaction(removeDemo)
}

function described({
  thing,
  shape,
  id,
  owner,
  municipality,
  language,
}: {
  readonly thing: InventedThing
  readonly shape: Shape
  readonly id: number
  readonly owner: string
  readonly municipality: string
  readonly language: 'nl' | 'fr'
}): DescribedDatastream {
  const { property, ucum, period, way } = shape
  const label = propertyOf(property)?.label[language] ?? property
  return {
    owner,
    municipality,
    key: [thing.key, property, way?.nl].filter(Boolean).join('/'),
    thing: id,
    name: way === undefined ? `${thing.name}: ${label}` : `${thing.name}: ${label}, ${way[language]}`,
    description: '',
    sensor: thing.sensor,
    property,
    kind: ucum === null ? 'category' : 'number',
    unit: unitWords(ucum),
    ucum,
    periodSeconds: period,
    properties: way === undefined ? {} : { direction: way[language] },
  }
}

interface Source {
  readonly language: 'nl' | 'fr'
  readonly thing: InventedThing
  readonly shape: Shape
  readonly id: number
}

/** Takes in what all of them measured, through the corridor, in order of datastream and time. */
async function takeInAll(sql: Sql, sources: readonly Source[], now: Temporal.Instant): Promise<void> {
  const builder = batchBuilder(ROWS * 2)
  const clockAt = clocks()
  const last = Math.floor(now.epochMilliseconds / 1000)
  for (const { thing, shape, id, language } of sources) {
    const { period } = shape
    const until = Math.floor((last - thing.stoppedFor * HOUR) / period) * period
    const from = Math.floor((last - DAYS * 24 * HOUR) / HOUR) * HOUR
    for (let at = from; at + (shape.isOverTime ? period : 0) <= until; at += period) {
      if (isGap(at, thing.seed)) continue
      const value = shape.value({ hours: at / HOUR, seed: thing.seed, language, ...clockAt(at) })
      if (value === undefined) continue
      const end = shape.isOverTime ? (at + period) * 1e6 : Number.NaN
      if (typeof value === 'number') builder.add(id, at * 1e6, end, value)
      else builder.add(id, at * 1e6, end, Number.NaN, { text: value })
    }
    if (builder.length >= ROWS) await takeIn(sql, builder.take(), now)
  }
  if (builder.length > 0) await takeIn(sql, builder.take(), now)
}

/** Some four hours in four days nothing came in. */
function isGap(at: number, seed: number): boolean {
  return (Math.floor(at / HOUR) + seed * 7) % 101 < 4
}

/** Hour of the day and kind of day in Brussels, asked of the calendar once for each hour. */
function clocks(): (at: number) => { readonly hour: number; readonly isWeekend: boolean } {
  const known = new Map<number, { hour: number; isWeekend: boolean }>()
  return (at) => {
    const whole = Math.floor(at / HOUR) * HOUR
    let found = known.get(whole)
    if (found === undefined) {
      const { hour, dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(whole * 1000).toZonedDateTimeISO(
        HOME_TIME_ZONE,
      )
      found = { hour, isWeekend: dayOfWeek > 5 }
      known.set(whole, found)
    }
    return { ...found, hour: found.hour + (at - whole) / HOUR }
  }
}

/**
 * The job would take a minute for what one statement does: an hour or a day of few values is those values. What has many is left to
 * the job's own way.
 */
async function rollUpAll(sql: Sql, streams: readonly number[]): Promise<void> {
  const rest = await rollUpHoursAndDays(sql, streams)
  await rollUp(sql, rest)
  await forgetMarks(sql, streams)
}

/** A place around the centre that the municipality really holds; the centre itself when ten tries fail. */
function placeIn(municipality: Municipality, seed: number, holds: (point: Point) => boolean): Point {
  const { unflatten } = planeAround(municipality)
  const reach = Math.sqrt(municipality.areaKm2 / Math.PI)
  for (let turn = 0; turn < 10; turn++) {
    // The golden angle: the next place is never near the one before.
    const angle = (seed + turn) * 2.399_963
    const distance = reach * (0.2 + 0.6 * ((seed * 0.618 + turn * 0.37) % 1))
    const point = unflatten(distance * Math.cos(angle), distance * Math.sin(angle))
    if (holds(point)) return { lon: Number(point.lon.toFixed(5)), lat: Number(point.lat.toFixed(5)) }
  }
  return { lon: municipality.lon, lat: municipality.lat }
}
