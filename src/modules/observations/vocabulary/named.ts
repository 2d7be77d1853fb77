import { isConvertible, isUcum } from '../harmonise/ucum.ts'
import units from './units.json' with { type: 'json' }
import { PROPERTIES, propertyOfIri, type Property } from './vocabulary.ts'

const bySymbol = new Map(Object.entries(units).map(([ucum, { symbol }]) => [symbol, ucum]))

/** Ways in which the same unit is written: MICRO SIGN and GREEK MU look alike, and many write no raised signs. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'ug/m³': 'ug/m3',
  'μg/m³': 'ug/m3',
  'μg/m3': 'ug/m3',
  'µg/m3': 'ug/m3',
  degC: 'Cel',
  '℃': 'Cel',
  ppm: '[ppm]',
  ppb: '[ppb]',
  dBA: 'dB(A)',
  lux: 'lx',
}

const byName = new Map(
  PROPERTIES.flatMap((property) =>
    [property.key, ...Object.values(property.label)].map((name): [string, Property] => [plain(name), property]),
  ),
)

/** Our word for what others observe: by its address, or else by a name that is the same as one of ours; undefined when we have none. */
export function propertyNamed(definition: string, name: string): Property | undefined {
  return propertyOfIri(definition) ?? byName.get(plain(name))
}

/**
 * The UCUM code of a unit as SensorThings tells it (`definition`, `symbol`); null when it is none that we know, or one in which this
 * property is not measured.
 */
export function unitNamed(
  { definition, symbol }: { readonly definition?: unknown; readonly symbol?: unknown },
  property: Property | undefined,
): string | null {
  const [, code = ''] = /ucum\.org\/?#(.+)$/.exec(typeof definition === 'string' ? definition : '') ?? []
  const written = typeof symbol === 'string' ? symbol.trim() : ''
  const expected = property?.ucum ?? null
  const fits = (ucum: string | undefined) =>
    ucum !== undefined && isUcum(ucum) && (expected === null || isConvertible(ucum, expected))
  const candidates = [code, bySymbol.get(written), OTHERWISE[written], written].filter((one) => one !== '')
  return candidates.find(fits) ?? null
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
