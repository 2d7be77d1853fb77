import type { Language } from '#core/i18n/language.ts'
import { propertyOf, PROPERTIES, type Property } from '../vocabulary/vocabulary.ts'
import kits from './kits.json' with { type: 'json' }

/** A sensor as people buy or build it. */
export interface Kit {
  readonly id: string
  /** Words of the vocabulary; the unit of each is that of the vocabulary. */
  readonly measures: readonly string[]
  /** The instrument in it, for the record of the sensor. */
  readonly instrument: string
  readonly name: Readonly<Record<Language, string>>
  readonly hint: Readonly<Record<Language, string>>
}

export const KITS: readonly Kit[] = kits

/** Something that stands in no list: the resident ticks what it measures. */
export const OTHER = 'other'
export const KIT_IDS: readonly string[] = [...KITS.map(({ id }) => id), OTHER]

export function kitOf(id: string): Kit | undefined {
  return KITS.find((kit) => kit.id === id)
}

/** Words of the vocabulary that are about a network or a laboratory, and not about what hangs at a home. */
const NOT_AT_HOME = new Set([
  'pm-raw',
  'soot',
  'nox',
  'h2s',
  'benzene',
  'toluene',
  'xylene',
  'nmhc',
  'sensor-current',
  'sensor-voltage',
  'sensor-response',
  'device-temperature',
  'device-humidity',
  'dew-point-deficit',
  'water-level-at-sea',
  'discharge',
  'sediment',
  'measured-by-count',
  'vehicles-at-night',
])

/** What somebody may tick who has something else: quantities, in the order of the vocabulary. */
export const MEASURABLE: readonly Property[] = PROPERTIES.filter(
  ({ key, ucum }) => ucum !== null && !NOT_AT_HOME.has(key),
)

/** What is measured, in the order of the vocabulary, without doubles and without what nobody knows. */
export function propertiesOf(measures: readonly string[]): Property[] {
  return [...new Set(measures)].flatMap((key) => propertyOf(key) ?? [])
}
