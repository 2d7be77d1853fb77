import { converter } from '../harmonise/ucum.ts'
import type { AlertStream } from './alerts.ts'
import limits from './limits.json' with { type: 'json' }

/** Where limits stand, to be read by whoever doubts. */
const SOURCES = {
  'who-2021': {
    name: 'WHO global air quality guidelines, 2021, table 0.1',
    url: 'https://www.who.int/publications/i/item/9789240034228',
  },
  'eu-2008-50': {
    name: 'Directive 2008/50/EC, annex XII, section B',
    url: 'https://eur-lex.europa.eu/eli/dir/2008/50/oj',
  },
} as const

/** A limit that somebody else set for what a datastream observes, in the unit of the datastream. */
export interface KnownLimit {
  readonly id: string
  readonly attention: number | null
  readonly alarm: number | null
  /** It holds for the mean of so many hours. */
  readonly hours: number
  readonly source: { readonly name: string; readonly url: string }
}

/** The known limits for a datastream; none where its unit cannot be converted. */
export function knownLimits({ property, ucum }: Pick<AlertStream, 'property' | 'ucum'>): KnownLimit[] {
  return limits.flatMap((limit) => {
    if (limit.property !== property || ucum === null) return []
    const convert = converter(limit.ucum, ucum)
    if (convert === undefined) return []
    const inUnit = (value: number | null) => (value === null ? null : Number(convert(value).toPrecision(6)))
    const source = SOURCES[limit.source as keyof typeof SOURCES]
    return [{ ...limit, attention: inUnit(limit.attention), alarm: inUnit(limit.alarm), source }]
  })
}
