import { microsecondsOf } from '../model.ts'

const DAY = 86_400_000_000

/** What begins further ahead of the clock than this was measured by nobody: a clock that is wrong. Clocks without a zone may be hours off. */
const DAYS_AHEAD = 1
/** What a datastream with `properties.isForecast` tells may be as far ahead as this. */
const FORECAST_DAYS = 366
/** What a network heard a device say just now is not as old as this. */
const YEARS_BEHIND = 10

/** The moments that may come in at some time, in microseconds since 1970. */
export interface Reach {
  /** Of what was heard just now. */
  readonly first: number
  readonly last: number
  readonly lastForecast: number
}

/** Which moments may come in now. */
export function reachOf(now: Temporal.Instant): Reach {
  const here = microsecondsOf(now)
  return {
    first: here - YEARS_BEHIND * 365.25 * DAY,
    last: here + DAYS_AHEAD * DAY,
    lastForecast: here + FORECAST_DAYS * DAY,
  }
}
