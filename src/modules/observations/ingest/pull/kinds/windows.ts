/** A span of time that is asked for at once. */
export interface Window {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

/** From when a part is asked: an overlap before what is here, or so many days ago the first time. */
export function beginOf(
  cursor: Temporal.Instant | null | undefined,
  { now, days, overlapHours }: { readonly now: Temporal.Instant; readonly days: number; readonly overlapHours: number },
): Temporal.Instant {
  return cursor === null || cursor === undefined
    ? now.subtract({ hours: 24 * days })
    : cursor.subtract({ hours: overlapHours })
}

/** The span between two moments in windows of at most so many days, oldest first. */
export function windowsOf({ from, until }: Window, mostDays: number): Window[] {
  const windows: Window[] = []
  for (let start = from; Temporal.Instant.compare(start, until) < 0;) {
    const end = earliest(start.add({ hours: 24 * mostDays }), until)
    windows.push({ from: start, until: end })
    start = end
  }
  return windows
}

/**
 * Where to go on after a window: after the last value that it told. What comes late is still found, for as many days as it may be late;
 * a longer silence is not asked for again. A value of the future (a forecast, a clock that is wrong) does not carry it past the window.
 */
export function cursorAfter(
  { until }: Window,
  { last, lateDays, before }: { last: Temporal.Instant | undefined; lateDays: number; before: Temporal.Instant | null },
): Temporal.Instant {
  const reached = [last, before].filter((moment) => moment !== undefined && moment !== null)
  return earliest(reached.reduce(latest, until.subtract({ hours: 24 * lateDays })), until)
}

/** The moment that a text tells with its zone; undefined for anything else. */
export function momentIn(value: unknown): Temporal.Instant | undefined {
  if (typeof value !== 'string' || value.length > 60) return undefined
  try {
    return Temporal.Instant.from(value)
  } catch {
    return undefined
  }
}

/** The last of these moments; undefined when there is none. */
export function lastOf(moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined {
  const known = moments.filter((moment) => moment !== undefined)
  return known.length === 0 ? undefined : known.reduce(latest)
}

function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one
}

/** The first of two moments. */
export function earliest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other
}
