import type { Point } from './point.ts'

/**
 * The corners of the smallest convex shape around some points, counter-clockwise, by Andrew's monotone chain
 * (A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions", Inf. Proc. Letters 9, 1979).
 */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat)
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

/** Whether a point lies in a convex shape or on its edge. */
export function inConvexHull(hull: readonly Point[], point: Point): boolean {
  return (
    hull.length > 2 &&
    hull.every((corner, index) => turn(corner, hull[(index + 1) % hull.length] ?? corner, point) >= 0)
  )
}

function chain(sorted: readonly Point[]): Point[] {
  const corners: Point[] = []
  for (const point of sorted) {
    for (;;) {
      const [before, last] = corners.slice(-2)
      if (before === undefined || last === undefined || turn(before, last, point) > 0) break
      corners.pop()
    }
    corners.push(point)
  }
  return corners.slice(0, -1)
}

/** Positive when the way from a over b to c turns left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)
}
