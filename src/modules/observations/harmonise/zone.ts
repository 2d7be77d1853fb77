/** When a clock of a zone shows a time: once, not at all (the hour that is left out in spring), or twice (in autumn). */
export type Moments = readonly [] | readonly [number] | readonly [earlier: number, later: number]

const QUARTER = 900_000_000

/**
 * Tells the moments (microseconds since 1970) at which the clocks of a zone show a time (microseconds as if the clock were UTC).
 * Throws a RangeError for a zone that does not exist.
 */
export function zoneClock(zone: string): (clock: number) => Moments {
  if (zone === 'UTC') return (clock) => [clock]
  // Throws for an unknown zone now, not at the first line.
  Temporal.Now.zonedDateTimeISO(zone)
  /** Zones change on quarters of an hour: what is asked of one is the same for all of it. */
  const shifts = new Map<number, readonly number[]>()
  let last = Number.NaN
  let lastShifts: readonly number[] = []

  return (clock) => {
    const quarter = Math.floor(clock / QUARTER)
    if (quarter !== last) {
      const known = shifts.get(quarter) ?? shiftsOf(quarter * QUARTER, zone)
      if (shifts.size < 500_000) shifts.set(quarter, known)
      ;[last, lastShifts] = [quarter, known]
    }
    const [one, other] = lastShifts
    if (one === undefined) return []
    return other === undefined ? [clock - one] : [clock - one, clock - other]
  }
}

/** How far clocks that show this are ahead of UTC, in microseconds. */
function shiftsOf(clock: number, zone: string): number[] {
  const shown = Temporal.Instant.fromEpochMilliseconds(clock / 1000)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
  const found = (['earlier', 'later'] as const).map((disambiguation) => shown.toZonedDateTime(zone, { disambiguation }))
  const real = found.filter((moment) => moment.toPlainDateTime().equals(shown))
  return [...new Set(real.map(({ offsetNanoseconds }) => offsetNanoseconds / 1000))]
}
