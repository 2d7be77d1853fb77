import { sameText } from '#core/signing.ts'

const DAYS_VALID = 7

/** What signs a text with the key of this installation: `Services['sign']`. */
type Sign = (purpose: string, text: string) => string

/**
 * The token that each form carries, so that another site cannot send it in somebody's name (CSRF).
 * It needs no cookie and no storage: the day it was made and a signature over that day and the session, if there is one.
 * The same all day, so that pages keep their ETag.
 */
export function makeFormToken(sign: Sign, sessionId: string | undefined, today: Temporal.PlainDate): string {
  return `${today.toString()}.${signature(sign, sessionId, today.toString())}`
}

/** Whether the token was made here, for this session, in the last seven days. */
export function isFormToken(
  token: unknown,
  { sign, sessionId, today }: { sign: Sign; sessionId: string | undefined; today: Temporal.PlainDate },
): boolean {
  const [, day, signed] = /^(\d{4}-\d{2}-\d{2})\.([\w-]+)$/.exec(String(token)) ?? []
  if (day === undefined || signed === undefined) return false
  if (!sameText(signed, signature(sign, sessionId, day))) return false
  const age = Temporal.PlainDate.from(day).until(today).days
  return age >= 0 && age < DAYS_VALID
}

function signature(sign: Sign, sessionId: string | undefined, day: string): string {
  return sign('form', `${sessionId ?? 'visitor'} ${day}`)
}
