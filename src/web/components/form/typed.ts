import type { FieldError, Typed } from '#web/route.ts'

/** The first error about one of these fields; undefined when they were understood. */
export function errorOf(errors: readonly FieldError[], ...fields: readonly string[]): string | undefined {
  return errors.find(({ field }) => fields.includes(field))?.message
}

/** What was typed in a field with one answer; undefined when nothing was. */
export function textOf(typed: Typed, field: string): string | undefined {
  const answer = typed[field]
  return typeof answer === 'string' ? answer : answer?.[0]
}

/** What was chosen in a field with several answers. */
export function choicesOf(typed: Typed, field: string): readonly string[] {
  const answer = typed[field]
  if (answer === undefined) return []
  return typeof answer === 'string' ? [answer] : answer
}
