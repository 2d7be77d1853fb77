import { areaIndex, type Area } from '#core/geo/area-index.ts'
import { convexHull, inConvexHull } from '#core/geo/convex-hull.ts'
import { distanceMetres, type Point } from '#core/geo/point.ts'
import { schematicAreas } from '#core/geo/schematic-areas.ts'
import type { Municipality, Succession } from '../municipality.ts'
import type { Boundary } from '../store/boundaries.ts'

/** Where a shape comes from: an official file, or computed from centre and size. */
export type Basis = 'imported' | 'schematic'

/** The shape of a municipality on a day. */
export interface MunicipalityArea extends Area {
  readonly basis: Basis
}

/** The map of one day, drawn and ready to be searched. */
export interface RegionMap {
  /** The NIS code is the `id`. Schematic areas come first: drawn in this order, official ones lie over them. */
  readonly areas: readonly MunicipalityArea[]
  /** How the map as a whole was made. */
  readonly basis: Basis | 'mixed'
  find(point: Point): { nis: string | undefined; basis: Basis }
}

/**
 * Draws the municipalities of a day. An imported boundary counts; without one, those of all municipalities that it
 * was merged from, together; without these, a schematic area. Where both kinds meet, the imported one has its way.
 */
export function drawMap(
  municipalities: readonly Municipality[],
  boundaries: readonly Boundary[],
  successions: readonly Succession[],
): RegionMap {
  const imported = municipalities.flatMap(({ nis }): MunicipalityArea[] => {
    const polygons = officialShape(nis, boundaries, successions)
    return polygons ? [{ id: nis, polygons, basis: 'imported' }] : []
  })
  const known = new Set(imported.map(({ id }) => id))
  // All centres take part, so that a schematic area does not spill over a neighbour that has a boundary.
  const schematic = schematicAreas(municipalities.map((one) => ({ ...one, id: one.nis })))
    .filter(({ id }) => !known.has(id))
    .map((area): MunicipalityArea => ({ ...area, basis: 'schematic' }))

  const findImported = areaIndex(imported)
  const findSchematic = areaIndex(schematic)
  const hull = convexHull(municipalities)
  return {
    areas: [...schematic, ...imported],
    basis: schematic.length === 0 && imported.length > 0 ? 'imported' : imported.length === 0 ? 'schematic' : 'mixed',
    find(point) {
      const official = findImported(point)
      if (official !== undefined) return { nis: official, basis: 'imported' }
      if (schematic.length === 0) return { nis: undefined, basis: 'imported' }
      // Between estimated shapes there are gaps; who stands in one, in the middle of the region, is near some centre.
      const guessed =
        findSchematic(point) ?? (inConvexHull(hull, point) ? nearest(municipalities, known, point) : undefined)
      return { nis: guessed, basis: 'schematic' }
    },
  }
}

/** The municipality without an official boundary whose centre is nearest, counted in its own size. */
function nearest(
  municipalities: readonly Municipality[],
  known: ReadonlySet<string>,
  point: Point,
): string | undefined {
  const reach = (one: Municipality) => distanceMetres(one, point) / Math.sqrt(one.areaKm2)
  return municipalities.filter(({ nis }) => !known.has(nis)).toSorted((a, b) => reach(a) - reach(b))[0]?.nis
}

function officialShape(
  nis: string,
  boundaries: readonly Boundary[],
  successions: readonly Succession[],
): Area['polygons'] | undefined {
  const own = boundaries.find((boundary) => boundary.nis === nis)
  if (own) return own.polygons
  const parts = successions
    .filter(({ newNis, oldNis }) => newNis === nis && oldNis !== nis)
    .map(({ oldNis }) => officialShape(oldNis, boundaries, successions))
  if (parts.length === 0) return undefined
  const whole = parts.flatMap((part) => (part ? [part] : []))
  return whole.length === parts.length ? whole.flat() : undefined
}
