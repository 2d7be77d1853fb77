const FIRST_SECONDS = 60
const LONGEST_SECONDS = 6 * 3600
/** Pauses differ by a quarter up and down, so that what failed together does not come back together. */
const JITTER = 0.25
/** What another side asks us to wait is believed up to a day. */
const MOST_ASKED_SECONDS = 24 * 3600

/** Seconds until the next try after so many failures in a row: a minute, then twice as long each time, at most six hours. */
export function pauseAfter(failures: number, chance = Math.random()): number {
  const seconds = Math.min(FIRST_SECONDS * 2 ** Math.max(0, failures - 1), LONGEST_SECONDS)
  return Math.round(seconds * (1 - JITTER + 2 * JITTER * chance))
}

/** Seconds until the next run when all is well: up to a twentieth later, so that connectors spread over the minutes. */
export function pauseBetween(everySeconds: number, chance = Math.random()): number {
  return Math.round(everySeconds * (1 + 0.05 * chance))
}

/** How many seconds `Retry-After` asks for: a number, or a moment (RFC 9110, 10.2.3); undefined when it says nothing. */
export function readRetryAfter(header: string | undefined, now: Temporal.Instant): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), MOST_ASKED_SECONDS)
  const moment = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(moment)) return undefined
  return Math.min(Math.max(0, Math.ceil((moment - now.epochMilliseconds) / 1000)), MOST_ASKED_SECONDS)
}
