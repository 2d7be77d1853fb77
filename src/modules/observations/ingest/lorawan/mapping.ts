import { z } from 'zod'
import { isConvertible, isUcum } from '../../harmonise/ucum.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'

/** What a field means: a word of our vocabulary and the unit of its values (UCUM; null: none). */
export interface Meaning {
  readonly property: string
  readonly unit: string | null
}

const Meaning = z.object({ property: z.string(), unit: z.string().nullable() })

/** What the fields of an application mean, where that is not the usual; null: nothing. */
export const Mapping = z.object({
  fields: z.record(z.string(), Meaning.nullable()).default({}),
  /** What is done with fields of which nobody said anything: they wait until somebody does, or are left out. */
  others: z.enum(['wait', 'ignore']).default('wait'),
  /** The devices hang at people's homes: they stand in the middle of a cell, and are not told by their numbers. */
  atHome: z.boolean().default(false),
})
export type Mapping = z.output<typeof Mapping>

export const USUAL_MAPPING: Mapping = { fields: {}, others: 'wait', atHome: false }
export const MOST_FIELDS = 100
const MOST_SIGNS = 100

const CEL: Meaning = { property: 'air-temperature', unit: 'Cel' }
const HUMIDITY: Meaning = { property: 'relative-humidity', unit: '%' }
const PRESSURE: Meaning = { property: 'air-pressure', unit: 'hPa' }
const PM2_5: Meaning = { property: 'pm2-5', unit: 'ug/m3' }
const PM10: Meaning = { property: 'pm10', unit: 'ug/m3' }
const PM1: Meaning = { property: 'pm1', unit: 'ug/m3' }
const BATTERY: Meaning = { property: 'battery-level', unit: '%' }
const VOLTAGE: Meaning = { property: 'sensor-voltage', unit: 'V' }
const LIGHT: Meaning = { property: 'illuminance', unit: 'lx' }
const SOUND: Meaning = { property: 'sound-level', unit: 'dB(A)' }

/** Names that decoders often give, those of Cayenne LPP among them, and what they mean nearly always. */
export const USUAL_FIELDS: Readonly<Record<string, Meaning>> = {
  temperature: CEL,
  temp: CEL,
  air_temperature: CEL,
  humidity: HUMIDITY,
  hum: HUMIDITY,
  relative_humidity: HUMIDITY,
  pressure: PRESSURE,
  air_pressure: PRESSURE,
  barometric_pressure: PRESSURE,
  pm1: PM1,
  pm1_0: PM1,
  pm2_5: PM2_5,
  pm25: PM2_5,
  pm10: PM10,
  pm10_0: PM10,
  co2: { property: 'co2', unit: '[ppm]' },
  battery: BATTERY,
  battery_level: BATTERY,
  battery_percentage: BATTERY,
  battery_voltage: VOLTAGE,
  batv: VOLTAGE,
  vbat: VOLTAGE,
  light: LIGHT,
  lux: LIGHT,
  luminosity: LIGHT,
  illuminance: LIGHT,
  noise: SOUND,
  laeq: SOUND,
  sound_level: SOUND,
  soil_moisture: { property: 'soil-moisture', unit: '%' },
  soil_temperature: { property: 'soil-temperature', unit: 'Cel' },
  water_temperature: { property: 'water-temperature', unit: 'Cel' },
  rain: { property: 'rain', unit: 'mm' },
  rainfall: { property: 'rain', unit: 'mm' },
  wind_speed: { property: 'wind-speed', unit: 'm/s' },
  wind_direction: { property: 'wind-direction', unit: 'deg' },
  ph: { property: 'ph', unit: '[pH]' },
}

/** What a field means: as was said of it, or as its name usually does; null: it is to be left out; undefined: nobody knows. */
export function meaningOf({ fields, others }: Mapping, field: string): Meaning | null | undefined {
  if (Object.hasOwn(fields, field)) return fields[field]
  const name = field.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  // Cayenne LPP sets the number of a channel behind a name.
  for (const usual of [name, name.replace(/_\d+$/, '')])
    if (Object.hasOwn(USUAL_FIELDS, usual)) return USUAL_FIELDS[usual]
  return others === 'ignore' ? null : undefined
}

/** A line that was not understood, and why. */
export interface WrongLine {
  readonly line: string
  readonly why: 'form' | 'property' | 'unit' | 'unit-differs' | 'twice' | 'too-many'
}

/**
 * Reads what somebody wrote, a field each line: `TempC_SHT = air-temperature Cel`, without a unit for what has none, or `= -` for a field
 * that is nothing.
 */
export function readFields(text: string): { readonly fields: Mapping['fields'] } | { readonly wrong: WrongLine } {
  const fields: Record<string, Meaning | null> = {}
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length > MOST_FIELDS) return { wrong: { line: lines[MOST_FIELDS] ?? '', why: 'too-many' } }
  for (const line of lines) {
    const [, field = '', property = '', unit] = /^\s*(\S+)\s*=\s*(\S+)(?:\s+(\S+))?\s*$/.exec(line) ?? []
    if (field === '' || field.length > MOST_SIGNS) return { wrong: { line, why: 'form' } }
    if (Object.hasOwn(fields, field)) return { wrong: { line, why: 'twice' } }
    if (property === '-' && unit === undefined) {
      fields[field] = null
      continue
    }
    const known = propertyOf(property)
    if (known === undefined) return { wrong: { line, why: 'property' } }
    if (unit !== undefined && !isUcum(unit)) return { wrong: { line, why: 'unit' } }
    if (unit !== undefined && known.ucum !== null && !isConvertible(unit, known.ucum))
      return { wrong: { line, why: 'unit-differs' } }
    fields[field] = { property, unit: unit ?? null }
  }
  return { fields }
}

/** The fields as somebody writes them. */
export function writeFields(fields: Mapping['fields']): string {
  return Object.entries(fields)
    .map(([field, meaning]) =>
      meaning === null ? `${field} = -` : `${field} = ${meaning.property} ${meaning.unit ?? ''}`.trim(),
    )
    .join('\n')
}
