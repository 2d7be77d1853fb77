/** What intervals are multiplied with, as it goes on day after day. */
export interface Widening {
  /** Tells that a reference value lay within the interval of that moment, or outside. */
  readonly tell: (isWithin: boolean) => void
  /** What to multiply the next intervals with. */
  readonly now: () => number
}

/** One in twenty may lie outside. */
const OUTSIDE = 0.05
const SPEED = 0.1
const [LEAST, MOST] = [0.5, 5] as const

/**
 * Goes on with intervals that a reference still looks at: each value outside makes the next ones wider by 10 %, each within a little narrower,
 * so that in the long run one in twenty lies outside, whatever the seasons do (adaptive conformal inference, I. Gibbs and E. Candès, 2021, on
 * the logarithm of the width). Between half and five times what was learned.
 */
export function openWidening(start = 1): Widening {
  let width = start
  return {
    tell(isWithin) {
      width = Math.min(MOST, Math.max(LEAST, width * Math.exp(SPEED * ((isWithin ? 0 : 1) - OUTSIDE))))
    },
    now: () => width,
  }
}
