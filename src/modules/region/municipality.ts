import type { Language } from '#core/i18n/language.ts'

/** A municipality of the region, of today or of before a merger. */
export interface Municipality {
  /** Code of Statbel, five digits: `24062`. A merger makes a new one. */
  readonly nis: string
  readonly subRegion: string
  readonly nl: string
  readonly fr: string
  /** Only where English or German has a name of its own, or usage prefers the French one. */
  readonly en: string | null
  readonly de: string | null
  /** Centre, in degrees WGS84. */
  readonly lon: number
  readonly lat: number
  readonly areaKm2: number
  readonly postalCodes: readonly string[]
  /** Villages and former municipalities in it, by whose names people know where they live. */
  readonly localities: readonly Locality[]
  /** First day of existence; null when it existed before the first merger that we know of. */
  readonly validFrom: Temporal.PlainDate | null
  /** First day on which it no longer exists; null when it still does. */
  readonly validUntil: Temporal.PlainDate | null
}

/** A village or former municipality: Heverlee, 3001. */
export interface Locality {
  readonly nl: string
  /** Only where French has a name of its own. */
  readonly fr: string | null
  readonly postalCode: string
}

/** A part of the region: Halle-Vilvoorde, Leuven, Brussels. */
export interface SubRegion {
  readonly id: string
  readonly nl: string
  readonly fr: string
  readonly en: string
  readonly de: string
}

/** On a day, one municipality took the place of another; or the same one got a new code. */
export interface Succession {
  readonly oldNis: string
  readonly newNis: string
  readonly on: Temporal.PlainDate
}

/** The name in the language of the reader; the Dutch name where that language has none of its own. */
export function municipalityName(municipality: Municipality, language: Language): string {
  return municipality[language] ?? municipality.nl
}

/** What a village is called, in both languages. */
export function localityNames({ nl, fr }: Locality): string[] {
  return fr === null ? [nl] : [nl, fr]
}

/** Both names where they differ, for lists that people of two languages search: `Elsene / Ixelles`. */
export function bothNames({ nl, fr }: Municipality): string {
  return nl === fr ? nl : `${nl} / ${fr}`
}

/** Whether it existed on that day. The last day is the one before `validUntil`. */
export function existedOn({ validFrom, validUntil }: Municipality, day: Temporal.PlainDate): boolean {
  const started = validFrom === null || Temporal.PlainDate.compare(validFrom, day) <= 0
  const ended = validUntil !== null && Temporal.PlainDate.compare(validUntil, day) <= 0
  return started && !ended
}

/**
 * Which codes stand for this one on a day. Towards the future an old code becomes the one that took its place, through
 * several mergers if need be; towards the past a new code becomes those that it was made of. A code that never changed,
 * or that we do not know, stands for itself. Sorted; never empty.
 */
export function codesOn(successions: readonly Succession[], nis: string, day: Temporal.PlainDate): string[] {
  const codes = successorsUntil(successions, nis, day).flatMap((code) => predecessorsAfter(successions, code, day))
  return [...new Set(codes)].toSorted()
}

function successorsUntil(successions: readonly Succession[], nis: string, day: Temporal.PlainDate): string[] {
  // A municipality that absorbs another and keeps its code succeeds itself: that is no step.
  const next = successions.filter(
    ({ oldNis, newNis, on }) => oldNis === nis && newNis !== nis && Temporal.PlainDate.compare(on, day) <= 0,
  )
  return next.length === 0 ? [nis] : next.flatMap(({ newNis }) => successorsUntil(successions, newNis, day))
}

function predecessorsAfter(successions: readonly Succession[], nis: string, day: Temporal.PlainDate): string[] {
  const before = successions.filter(({ newNis, on }) => newNis === nis && Temporal.PlainDate.compare(on, day) > 0)
  return before.length === 0
    ? [nis]
    : before.flatMap(({ oldNis }) => (oldNis === nis ? [nis] : predecessorsAfter(successions, oldNis, day)))
}
