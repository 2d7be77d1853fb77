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
  machine({ polygon, should }, mode) {
    const xs = Float64Array.from(polygon, ([x]) => x)
    const ys = Float64Array.from(polygon, ([, y]) => y)
    return pointwise(({ lon, lat }, i) => {
      const x = lon?.[i] ?? NaN
      const y = lat?.[i] ?? NaN
      if (Number.isNaN(x) || Number.isNaN(y)) return FLAG.missing
      const side = sideOf(x, y, xs, ys)
      if (side === 'border') return mode === 'default' || should === 'outside' ? FLAG.good : FLAG.fail
      return side === should ? FLAG.good : FLAG.fail
    })
  },
}

/** By the even-odd rule, with the border apart. On a plane of degrees: an area does not reach over the meridian of 180°. */
function sideOf(x: number, y: number, xs: Float64Array, ys: Float64Array): 'inside' | 'outside' | 'border' {
  let isInside = false
  for (let k = 0, before = xs.length - 1; k < xs.length; before = k, k += 1) {
    const ax = xs[before] as number
    const ay = ys[before] as number
    const bx = xs[k] as number
    const by = ys[k] as number
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    const isBetween = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by)
    if (turn === 0 && isBetween) return 'border'
    // A side that crosses the level of the point is crossed by the ray to the right when the point lies to its left.
    if (ay > y !== by > y && turn > 0 === by > ay) isInside = !isInside
  }
  return isInside ? 'inside' : 'outside'
}
