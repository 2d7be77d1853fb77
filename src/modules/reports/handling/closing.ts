/** Why a report is closed. The first four say that it was solved; the others never count as solved, in any figure. */
export const SOLVED_BY = ['repaired', 'cleaned', 'replaced', 'answered'] as const
export const NOT_SOLVED_BY = [
  'not-found',
  'private-ground',
  'no-action',
  'other-works',
  'too-little-known',
  'abuse',
] as const

export const CLOSINGS = [...SOLVED_BY, ...NOT_SOLVED_BY] as const

/** `elsewhere` and `before` are of reports that were closed before reasons were asked. */
export const ALL_CLOSINGS = [...CLOSINGS, 'elsewhere', 'before'] as const
export type Closing = (typeof ALL_CLOSINGS)[number]

/** What a reason makes of the status. */
export function statusOf(closing: Closing): 'solved' | 'refused' {
  return SOLVED_BY.some((one) => one === closing) ? 'solved' : 'refused'
}

/** Days within which the reporter may say that it is not solved. */
export const REOPEN_DAYS = 30

/** Whether a report was closed so short a time ago that its reporter may open it again. */
export function mayReopen(
  { closedAt }: { readonly closedAt: Temporal.Instant | null },
  now: Temporal.Instant,
): boolean {
  return closedAt !== null && Temporal.Instant.compare(now, closedAt.add({ hours: 24 * REOPEN_DAYS })) <= 0
}
