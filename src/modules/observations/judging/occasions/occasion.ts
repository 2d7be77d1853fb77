import type { Language } from '#core/i18n/language.ts'
import type { TestName } from '../rules.ts'

/** Something that happened somewhere, so that extreme values of that time may be true. */
export interface Occasion {
  readonly id: number
  /** Which body noted it. */
  readonly body: string
  /** NIS codes; empty: the whole region. */
  readonly municipalities: readonly string[]
  /** Words of the vocabulary. */
  readonly properties: readonly string[]
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly words: string
  readonly language: Language
}

/** Part of time in microseconds since 1970. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Tests that an extreme which is true does not pass. What cannot be at all (`gross-range`) fails all the same. */
const OF_EXTREMES: ReadonlySet<string> = new Set<TestName>([
  'climatology',
  'percentile-range',
  'spike',
  'rate-of-change',
  'robust-consistency',
  'buddy',
  'spatial-consistency',
])

/** The occasions that were where something was measured. `municipality` null: of the region as a whole. */
export function occasionsOf<One extends Pick<Occasion, 'municipalities' | 'properties'>>(
  occasions: readonly One[],
  { municipality, property }: { readonly municipality: string | null; readonly property: string | null },
): One[] {
  return occasions.filter(
    ({ municipalities, properties }) =>
      property !== null &&
      properties.includes(property) &&
      (municipalities.length === 0 || (municipality !== null && municipalities.includes(municipality))),
  )
}

/** Whether a value of a moment, or of so many seconds from it on, falls within one of these parts of time. Their ends are not in them. */
export function isWithin(spans: readonly Span[], at: number, seconds: number): boolean {
  return spans.some(({ from, until }) => at < until && (at >= from || at + seconds * 1e6 > from))
}

/** What tests said of a value, by their names. */
interface Said {
  readonly suspect: readonly string[]
  readonly failed: readonly string[]
}

/** What tests said of a value that was measured while something happened: those of extremes say suspect at most. */
export function softened({ suspect, failed }: Said): Said {
  const isOfExtremes = (test: string) => OF_EXTREMES.has(test)
  return {
    suspect: [...suspect, ...failed.filter(isOfExtremes)],
    failed: failed.filter((test) => !isOfExtremes(test)),
  }
}
