import { z } from 'zod'

const number = z.number()

/** Two ends; sorted, as the reference does. */
export const Span = z
  .tuple([number, number])
  .transform(([a, b]): readonly [number, number] => (a <= b ? [a, b] : [b, a]))

/** The least and the most that something may be. */
export type Span = readonly [number, number]

/** A threshold; null when it is not asked. */
export const Threshold = number.nullable().default(null)

/** Seconds that points may lie apart and still be compared; two hours unless it is said otherwise. */
export const Gap = number.positive().default(7200)

/** A positive number of seconds. */
export const Seconds = number.positive()

/** A percentage. */
export const Percent = number.min(0).max(100)

/** A moment in ISO 8601 with a zone, as microseconds since 1970. */
export const Moment = z.iso
  .datetime({ offset: true })
  .transform((text) => Number(Temporal.Instant.from(text).epochNanoseconds / 1000n))

/** Corners of a polygon, longitude first; the last side is closed by itself. At most 10,000. */
export const Polygon = z
  .array(z.tuple([number.min(-180).max(180), number.min(-90).max(90)]))
  .min(3)
  .max(10_000)
