import { propertyOf } from '../vocabulary/vocabulary.ts'
import { converter } from './ucum.ts'

/** What loggers, networks and data bases write where they have no value, whatever is measured. */
const ANYWHERE = [-999, -999.9, -9999, -9999.9, -32_768]

/** What the SDS011 tells (999.9 of PM2.5, 1999.9 of PM10 is the end of its range), and what sensor.community writes where a sensor is silent. */
const END_OF_RANGE = [999, 999.9, 1999, 1999.9]

/** A DS18B20 that is not there (−127), and 16 bits that are all set or of which only the sign is, in hundredths and tenths of a degree. */
const NO_TEMPERATURE = [-127, 327.67, -327.67, -327.68, 3276.7, -3276.7, -3276.8]

const DUST = ['pm1', 'pm2-5', 'pm4', 'pm10']
const ABSOLUTE_ZERO = -273.15

/** A dictionary for values of one property in one unit: tells whether a value stands for nothing. */
export type StandsForNothing = (value: number) => boolean

/** Other servers tell units of their own: no more of these are kept. */
const MOST_KNOWN = 1000
const known = new Map<string, StandsForNothing>()

/**
 * Which values stand for nothing at who tells them, of a property of our vocabulary in the unit in which they are told (UCUM; null: that of
 * the property). No temperature is below the absolute zero. What devices send over our own SensorThings and MQTT is kept as it is: raw.
 */
export function sentinelsOf(property: string, unit: string | null): StandsForNothing {
  const name = `${property} ${unit ?? ''}`
  const found = known.get(name) ?? dictionaryOf(property, unit)
  if (known.size < MOST_KNOWN) known.set(name, found)
  return found
}

function dictionaryOf(property: string, unit: string | null): StandsForNothing {
  const isTemperature = propertyOf(property)?.ucum === 'Cel' && property !== 'dew-point-deficit'
  const isRanged = isTemperature || DUST.includes(property) || property === 'relative-humidity'
  const values = new Set(
    [...ANYWHERE, ...(isRanged ? END_OF_RANGE : []), ...(isTemperature ? NO_TEMPERATURE : [])].map(hundredths),
  )
  const inCelsius = isTemperature ? (converter(unit ?? 'Cel', 'Cel') ?? ((value: number) => value)) : undefined
  return (value) =>
    values.has(hundredths(value)) || (inCelsius !== undefined && inCelsius(value) < ABSOLUTE_ZERO - 1e-9)
}

/** Four bytes of a decimal are a little beside it: −999.9000244140625. */
function hundredths(value: number): number {
  return Math.round(value * 100)
}
