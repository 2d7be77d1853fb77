import type { Point } from '#core/geo/point.ts'
import { MOST_ZOOM, toUnits, type MapSize, type MapWindow } from './map-window.ts'

/** Places that stand so close together on the map that they could not be pressed one by one. */
export interface Cluster<Place extends Point> {
  /** Where it stands on the map. */
  readonly x: number
  readonly y: number
  readonly places: readonly Place[]
}

/**
 * Brings places together that would be less than `apart` units from each other. Places outside the map are left out. The
 * same places give the same clusters: they are taken from north-west to south-east, each joins the first one near it.
 * At the closest zoom nothing is brought together any more: places on one spot stand in a ring around it.
 */
export function clusters<Place extends Point>(
  places: readonly Place[],
  { window, size, apart }: { window: MapWindow; size: MapSize; apart: number },
): readonly Cluster<Place>[] {
  const spots = places
    .map((place) => {
      const [x, y] = toUnits(window, size, place)
      return { x, y, place }
    })
    .filter(({ x, y }) => x >= 0 && x <= size.width && y >= 0 && y <= size.height)
    .toSorted((a, b) => a.y - b.y || a.x - b.x)

  const found: Growing<Place>[] = []
  // Cells as wide as the distance: what is near stands in the same cell or in one of the eight around it.
  const cells = new Map<number, Growing<Place>[]>()
  for (const { x, y, place } of spots) {
    const [column, row] = [Math.floor(x / apart), Math.floor(y / apart)]
    const near = firstNear(cells, { x, y, column, row, apart })
    if (near) {
      near.places.push(place)
      continue
    }
    const cluster = { x, y, places: [place] }
    found.push(cluster)
    const cell = cells.get(cellOf(column, row))
    if (cell === undefined) cells.set(cellOf(column, row), [cluster])
    else cell.push(cluster)
  }
  return window.zoom < MOST_ZOOM ? found : found.flatMap((cluster) => ring(cluster, apart))
}

interface Growing<Place> {
  readonly x: number
  readonly y: number
  readonly places: Place[]
}

/** Asked for each of tens of thousands of places: a number is a cheaper name of a cell than a text. No map has a million columns. */
function cellOf(column: number, row: number): number {
  return row * 1_000_000 + column
}

function firstNear<Place>(
  cells: ReadonlyMap<number, readonly Growing<Place>[]>,
  {
    x,
    y,
    column,
    row,
    apart,
  }: {
    readonly x: number
    readonly y: number
    readonly column: number
    readonly row: number
    readonly apart: number
  },
): Growing<Place> | undefined {
  for (let right = column - 1; right <= column + 1; right++)
    for (let lower = row - 1; lower <= row + 1; lower++)
      for (const other of cells.get(cellOf(right, lower)) ?? [])
        if (Math.hypot(other.x - x, other.y - y) < apart) return other
  return undefined
}

function ring<Place extends Point>({ x, y, places }: Cluster<Place>, apart: number): readonly Cluster<Place>[] {
  if (places.length === 1) return [{ x, y, places }]
  const radius = Math.max(apart * 0.6, (apart * places.length) / (2 * Math.PI))
  return places.map((place, index) => {
    const angle = (2 * Math.PI * index) / places.length
    return { x: x + radius * Math.sin(angle), y: y - radius * Math.cos(angle), places: [place] }
  })
}
