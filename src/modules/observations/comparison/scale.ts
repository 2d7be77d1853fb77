import expectations from './expectations.json' with { type: 'json' }
import { converter } from '../harmonise/ucum.ts'

/** What is expected of an observed property. */
export interface Expectation {
  /** Of `level`, as UCUM. */
  readonly unit: string
  /** The level at which shares are taken, such as a limit value; 1 where `classes` are in the unit itself. */
  readonly level: number
  /** Largest half of a 95 % interval of the classes 1, 2 and 3, as shares of `level`. */
  readonly classes: readonly [number, number, number]
  /** Metres that heights may differ: `same` without a word, `most` at all. Null: height says nothing. */
  readonly height: { readonly same: number; readonly most: number } | null
  /** Whether it says something else beside a road than in a park. */
  readonly siting: boolean
  readonly source: string
}

/** 1: as a fixed measurement; 2: indicative; 3: estimation; 4: too uncertain to use. One scale for official and citizen stations. */
export type UncertaintyClass = 1 | 2 | 3 | 4

const byProperty: ReadonlyMap<string, Expectation> = new Map(
  Object.entries(expectations as unknown as Record<string, Expectation>),
)

/** What is expected of a property, by our word for it; undefined where nobody has said so. */
export function expectationOf(property: string): Expectation | undefined {
  return byProperty.get(property)
}

/** The properties of which something is expected. */
export const PROPERTIES_EXPECTED: readonly string[] = [...byProperty.keys()]

/**
 * In which class a datastream is with half of its 95 % interval in `unit`. Undefined when the half width or what is expected is not known,
 * or when the units cannot be told in each other. Throws a RangeError for a half width below 0.
 */
export function uncertaintyClassOf(
  property: string,
  halfWidth: number | null,
  unit: string | null,
): UncertaintyClass | undefined {
  const share = shareOfLevel(property, halfWidth, unit)
  if (share === undefined) return undefined
  const place = expectationOf(property)?.classes.findIndex((most) => share <= most) ?? -1
  return place < 0 ? 4 : ([1, 2, 3] as const)[place]
}

/** Half of the 95 % interval as a share of the level of the property; undefined when that cannot be said. */
export function shareOfLevel(property: string, halfWidth: number | null, unit: string | null): number | undefined {
  const expected = expectationOf(property)
  if (expected === undefined || halfWidth === null || unit === null || Number.isNaN(halfWidth)) return undefined
  if (halfWidth < 0) throw new RangeError('halfWidth is not negative')
  const convert = converter(unit, expected.unit)
  // A width is a difference: where units have another zero (°C and K), the zeros fall away.
  return convert === undefined ? undefined : (convert(halfWidth) - convert(0)) / expected.level
}
