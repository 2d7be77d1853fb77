import { HOME_TIME_ZONE } from '#core/i18n/format.ts'

/** A moment as the specification asks (https://www.w3.org/TR/NOTE-datetime): with seconds and the offset of Brussels. */
export function writeMoment(moment: Temporal.Instant): string {
  return moment.toZonedDateTimeISO(HOME_TIME_ZONE).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/**
 * Reads a moment: `2026-03-02T12:00:00+01:00`, `…Z`, or a day. A day begins, or with `end` ends, at midnight in Brussels. A plus
 * that was not escaped in an address has become a space. Undefined for anything else.
 */
export function readMoment(text: string, { end = false }: { end?: boolean } = {}): Temporal.Instant | undefined {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      const day = Temporal.PlainDate.from(text).add({ days: end ? 1 : 0 })
      const midnight = day.toZonedDateTime(HOME_TIME_ZONE).toInstant()
      return end ? midnight.subtract({ seconds: 1 }) : midnight
    }
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+ -]\d{2}:?\d{2})$/.test(text)) return undefined
    return Temporal.Instant.from(text.replace(' ', '+'))
  } catch {
    return undefined
  }
}
