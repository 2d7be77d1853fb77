import type { Point } from '#core/geo/point.ts'

/** Cells of some 250 by 250 metres at the latitude of Brussels (a degree is 111.2 km from south to north, 70.2 km from west to east). */
export const CELL = { lon: 0.003_56, lat: 0.002_25 }

/** What stands in `properties.precision` of a thing at somebody's home. Without it a thing stands where it says. */
export const ROUGH = 'area'

/** Where a thing is shown to stand. */
export interface ShownPlace extends Point {
  /** False: somewhere in the cell around it. */
  readonly isExact: boolean
}

/**
 * Where everybody may see that a thing stands: exactly for those of bodies; for those at somebody's home (`properties.precision` is
 * `area`) the middle of a cell of some 250 metres. Undefined when it stands nowhere. Every public page asks this.
 */
export function shownPlace(thing: {
  readonly lon: number | null
  readonly lat: number | null
  readonly precision: string | null
}): ShownPlace | undefined {
  const { lon, lat, precision } = thing
  if (lon === null || lat === null) return undefined
  return precision === ROUGH ? { ...roughly({ lon, lat }), isExact: false } : { lon, lat, isExact: true }
}

/** The middle of the cell of some 250 metres in which a place lies. The middle of a cell is itself, so that it may be stored too. */
export function roughly({ lon, lat }: Point): Point {
  return { lon: middleOf(lon, CELL.lon), lat: middleOf(lat, CELL.lat) }
}

function middleOf(degrees: number, cell: number): number {
  return Number(((Math.floor(degrees / cell) + 0.5) * cell).toFixed(6))
}
