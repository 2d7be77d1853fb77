/** After so many tries a report is given up, until staff say to try again: after some two days. */
export const MOST_TRIES = 14
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 6 * 3600
/** From so many failures in a row on a system is left alone. */
const FAILURES_ALLOWED = 5
const FIRST_REST_SECONDS = 60
const LONGEST_REST_SECONDS = 3600
/** Pauses differ by a quarter up and down, so that what failed together does not come back together. */
const JITTER = 0.25

/** How long to wait before the next try of a report, after so many: 30 seconds, then twice as long each time, at most six hours. */
export function pauseBefore(tries: number, chance = Math.random()): { seconds: number } {
  return spread(Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.max(0, tries - 1), LONGEST_PAUSE_SECONDS), chance)
}

/** How long a system is left alone after so many failures in a row; undefined while it is not. */
export function pauseAfter(failures: number, chance = Math.random()): { seconds: number } | undefined {
  if (failures < FAILURES_ALLOWED) return undefined
  return spread(Math.min(FIRST_REST_SECONDS * 2 ** (failures - FAILURES_ALLOWED), LONGEST_REST_SECONDS), chance)
}

function spread(seconds: number, chance: number): { seconds: number } {
  return { seconds: Math.round(seconds * (1 - JITTER + 2 * JITTER * chance)) }
}
