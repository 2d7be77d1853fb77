import { dayOf } from '#core/i18n/format.ts'
import { planeAround, type Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { listBodies, listMunicipalities, locator, REGION_OFFICE, type Municipality } from '#modules/region/public.ts'
import { calibrateBeside } from '../calibrating/calibrate-beside.ts'
import { setReference } from '../calibrating/calibration-store.ts'
import { rollUp } from '../roll-up/roll-up.ts'
import { haveDatastreams, haveThings, type DescribedDatastream } from '../store/described.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { unitWords } from '../vocabulary/units.ts'
import { takeInAll } from './measure.ts'
import {
  forgetMarks,
  forgetOldValues,
  hasDemo,
  listDemoStreams,
  markDemo,
  removeDemo,
  markLastHours,
  rollUpHoursAndDays,
  scoreDemoAgain,
} from './store.ts'
import { judgeValues } from '../judging/judge-values.ts'
import { scoreAll } from '../reliability/score-datastreams.ts'
import type { Shape } from './shapes.ts'
import { inventThings, placeOf, type InventedThing } from './things.ts'

/** Values that are older are forgotten, so that a demonstration does not grow. */
const KEPT_DAYS = 14

/** Invents sensors in every municipality, with what they measured in the last week; the same ones on every first start. */
export async function fillDemo({ sql, clock }: Services): Promise<void> {
  const now = clock()
  const find = await locator({ sql, clock })
  const today = dayOf(now)
  await sql.transaction(async (within) => {
    if (await hasDemo(within)) return
    const bodies = await listBodies(within, { kind: 'municipality', on: today })
    const owners = new Map(bodies.map(({ municipality, id }) => [municipality, id]))
    const invented = inventIn(await listMunicipalities(within, { on: today })).map(
      ({ municipality, thing, language }) => ({
        thing,
        language,
        owner: owners.get(municipality.nis) ?? REGION_OFFICE,
        municipality: municipality.nis,
        place: placeOf(
          thing,
          placeIn(municipality, thing.seed + thing.spot, (point) => find(point).municipality?.nis === municipality.nis),
        ),
      }),
    )
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
    for (const [index, { thing }] of shapes.entries())
      if (thing.isReference) await setReference(within, streams[index]?.id ?? 0, { isReference: true, now, by: null })
  })
  await calibrateBeside({ sql, clock })
  await sql.transaction((within) => markLastHours(within, now))
  await judgeValues({ sql }, 1)
  await scoreAll({ sql, clock })
  // The job compares stations within minutes: then there is more to tell of each.
  await scoreDemoAgain(sql)
}

/** What stands in these municipalities, in an order that is always the same. */
function inventIn(municipalities: readonly Municipality[]) {
  return municipalities
    .toSorted((a, b) => a.nis.localeCompare(b.nis))
    .flatMap((municipality, turn) => {
      const language: 'nl' | 'fr' = municipality.subRegion === 'brussels' ? 'fr' : 'nl'
      return inventThings(municipality.nis, language, turn).map((thing) => ({ municipality, thing, language }))
    })
}

/** Invented sensors go on measuring, so that a demonstration of some days old is no region of silent sensors; old values go. */
export async function goOnWithDemo({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  const now = clock()
  await sql.transaction(async (within) => {
    const there = new Map((await listDemoStreams(within)).map((stream) => [stream.key, stream]))
    if (there.size === 0) return
    const invented = inventIn(await listMunicipalities(within, { on: dayOf(now) }))
    const sources = invented.flatMap(({ thing, language }) =>
      thing.shapes.flatMap((shape) => {
        const stream = there.get(keyOf(thing, shape))
        if (stream === undefined) return []
        return [{ thing, shape, language, id: stream.id, from: stream.last + shape.period }]
      }),
    )
    await takeInAll(within, sources, now)
    await forgetOldValues(within, now.subtract({ hours: 24 * KEPT_DAYS }))
    await scoreDemoAgain(within)
  })
}

function keyOf(thing: InventedThing, { property, way }: Shape): string {
  return [thing.key, property, way?.nl].filter(Boolean).join('/')
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
    key: keyOf(thing, shape),
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
