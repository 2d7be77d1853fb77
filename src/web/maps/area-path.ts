import type { MultiPolygon, Ring } from '#core/geo/polygon.ts'
import { toUnits, type MapSize, type MapWindow } from './map-window.ts'

/** How far outside the map a shape is cut off, so that the cut is never seen as a border. */
const MARGIN = 8

type Spot = readonly [x: number, y: number]

/**
 * The `d` of an SVG path for polygons, in whole units and with relative steps: a tenth of the size of plain numbers.
 * What lies outside the map is cut off. Empty when nothing can be seen. Neighbours that share a border share it here too,
 * because each corner is rounded by itself. Fill it with the even-odd rule.
 */
export function areaPath(polygons: MultiPolygon, window: MapWindow, size: MapSize): string {
  return polygons.flatMap((polygon) => polygon.map((ring) => ringPath(clip(onMap(ring, window, size), size)))).join('')
}

function onMap(ring: Ring, window: MapWindow, size: MapSize): readonly Spot[] {
  const spots = ring.map(([lon, lat]) => toUnits(window, size, { lon, lat }))
  const [first] = spots
  const last = spots.at(-1)
  return first && last && first[0] === last[0] && first[1] === last[1] ? spots.slice(0, -1) : spots
}

/** Cuts a ring at the four sides of the map, one after the other (Sutherland and Hodgman, CACM 17:1, 1974). */
function clip(ring: readonly Spot[], { width, height }: MapSize): readonly Spot[] {
  const west = cut(ring, 0, (value) => value >= -MARGIN, -MARGIN)
  const east = cut(west, 0, (value) => value <= width + MARGIN, width + MARGIN)
  const north = cut(east, 1, (value) => value >= -MARGIN, -MARGIN)
  return cut(north, 1, (value) => value <= height + MARGIN, height + MARGIN)
}

function cut(ring: readonly Spot[], axis: 0 | 1, isInside: (value: number) => boolean, side: number): readonly Spot[] {
  if (ring.every((spot) => isInside(spot[axis]))) return ring
  const kept: Spot[] = []
  let from = ring.at(-1)
  for (const to of ring) {
    if (from && isInside(from[axis]) !== isInside(to[axis])) kept.push(crossing(from, to, { axis, side }))
    if (isInside(to[axis])) kept.push(to)
    from = to
  }
  return kept
}

function crossing(from: Spot, to: Spot, { axis, side }: { axis: 0 | 1; side: number }): Spot {
  const across = axis === 0 ? 1 : 0
  const part = (side - from[axis]) / (to[axis] - from[axis])
  const other = from[across] + part * (to[across] - from[across])
  return axis === 0 ? [side, other] : [other, side]
}

function ringPath(ring: readonly Spot[]): string {
  const [start, ...steps] = wholeSteps(ring)
  if (!start || steps.length < 2) return ''
  return `M${pair(start)}l${steps.map(pair).join(' ').replaceAll(' -', '-')}z`
}

/** The first corner, then the steps between corners; steps of nothing left out, steps in one direction made one. */
function wholeSteps(ring: readonly Spot[]): readonly Spot[] {
  const steps: Spot[] = []
  let at: Spot | undefined
  for (const [x, y] of ring) {
    const spot: Spot = [Math.round(x), Math.round(y)]
    const step: Spot = at ? [spot[0] - at[0], spot[1] - at[1]] : spot
    const last = steps.length > 1 ? steps.at(-1) : undefined
    if (at && step[0] === 0 && step[1] === 0) continue
    if (last && isSameWay(last, step)) steps[steps.length - 1] = [last[0] + step[0], last[1] + step[1]]
    else steps.push(step)
    at = spot
  }
  return steps
}

function isSameWay([ax, ay]: Spot, [bx, by]: Spot): boolean {
  return ax * by === ay * bx && ax * bx + ay * by > 0
}

function pair([x, y]: Spot): string {
  return y < 0 ? `${x}${y}` : `${x} ${y}`
}
