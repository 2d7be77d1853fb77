import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { Polygon } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

const Parameters = z.object({
  polygon: Polygon,
  /** On which side of its border the points should be. */
  should: z.enum(['inside', 'outside']).default('inside'),
})

/** Measured inside an area, or outside it: on the wrong side 4, without a place 9. On the border is outside; in default mode it is fine. */
export const locationBounds: TimeTest<z.infer<typeof Parameters>> = {
  name: 'location-bounds',
  parameters: Parameters,
  needs: ['lon', 'lat'],
  order: 'each',
  machine: ({ polygon, should }, mode) =>
    pointwise(({ lon, lat }, i) => {
      const [x, y] = [lon?.[i] ?? NaN, lat?.[i] ?? NaN]
      if (Number.isNaN(x) || Number.isNaN(y)) return FLAG.missing
      const side = sideOf(x, y, polygon)
      if (side === 'border') return mode === 'default' || should === 'outside' ? FLAG.good : FLAG.fail
      return side === should ? FLAG.good : FLAG.fail
    }),
}

/** By the even-odd rule, with the border apart. On a plane of degrees: an area does not reach over the meridian of 180°. */
function sideOf(x: number, y: number, polygon: Polygon): 'inside' | 'outside' | 'border' {
  let isInside = false
  for (let k = 0, before = polygon.length - 1; k < polygon.length; before = k, k += 1) {
    const [ax, ay] = polygon[before] as readonly [number, number]
    const [bx, by] = polygon[k] as readonly [number, number]
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    const isBetween = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by)
    if (turn === 0 && isBetween) return 'border'
    // Right of the point the side is crossed: upwards the point lies left of it, downwards right.
    if (ay > y !== by > y && turn > 0 === by > ay) isInside = !isInside
  }
  return isInside ? 'inside' : 'outside'
}
