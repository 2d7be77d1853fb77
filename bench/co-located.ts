import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Claim } from '../src/modules/observations/calibration/calibrate.ts'
import { usablePairs, type Pairs } from '../src/modules/observations/calibration/pairs.ts'

/** A sensor that stood beside a reference. */
export interface CoLocated {
  readonly name: string
  readonly claim: Claim
  readonly pairs: Pairs
}

const DATA = '../shared/data/01-air-quality'
const HOUR = 3_600_000_000
const ASE = ['40458D', '406414', '40641B', '4065D0', '4065ED']
/** Property, unit, column of the reference, column of the sensor, whether both are in one unit. */
const COLUMNS = [
  ['co', '[ppm]', 'ref_CO_ppm', 'raw_CO_A4_nA', false],
  ['no2', '[ppb]', 'ref_NO2_ppb', 'raw_NO2_B43F_nA', false],
  ['no', '[ppb]', 'ref_NO_ppb', 'raw_NO_B4_nA', false],
  ['o3', '[ppb]', 'ref_O3_ppb', 'raw_OX_A431_nA', false],
  ['pm10', 'ug/m3', 'ref_PM10_ugm3', 'raw_OPCN3_PM10_ugm3', true],
  ['pm10', 'ug/m3', 'ref_PM10_ugm3', 'raw_5310CAT_PM', false],
  ['air-temperature', 'Cel', 'ref_temp_C', 'raw_SHT31_temp_C', true],
  ['relative-humidity', '%', 'ref_RH_pct', 'raw_SHT31_RH_pct', true],
  ['air-pressure', 'hPa', 'ref_press_hPa', 'raw_BMP280_hPa', true],
] as const
const LEAST = 60

/** The sets of `../shared/data` where a sensor stood beside a reference: hourly means, or days of PurpleAir. Nothing where the folder is not. */
export function coLocatedSets(): CoLocated[] {
  if (!existsSync(DATA)) return []
  return [...ASE.flatMap(airSensEur), ...uci(), ...purpleAir()].filter(({ pairs }) => pairs.time.length >= LEAST)
}

function airSensEur(box: string): CoLocated[] {
  const [header = [], ...lines] = linesOf(`${DATA}/ase-ispra-2020/ase_${box}.csv.gz`, ',')
  const hours = new Map<number, string[][]>()
  for (const line of lines) {
    const hour = Math.floor((Date.parse(`${line[0]?.replace(' ', 'T')}Z`) * 1000) / HOUR) * HOUR
    const known = hours.get(hour)
    if (known === undefined) hours.set(hour, [line])
    else known.push(line)
  }
  const column = (name: string): Float64Array => {
    const place = header.indexOf(name)
    return Float64Array.from(hours.values(), (minutes) => {
      const values = minutes.map((line) => numberOf(line[place])).filter(Number.isFinite)
      return values.length < 20 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length
    })
  }
  const weather = { humidity: column('raw_SHT31_RH_pct'), temperature: column('raw_SHT31_temp_C') }
  return COLUMNS.map(([property, unit, reference, sensor, isSameUnit]) => ({
    name: `AirSensEUR ${box} ${sensor.slice(4).replace(/_(nA|ugm3|C|pct|hPa)$/, '')}`,
    claim: { property, unit, isSameUnit },
    pairs: usablePairs({ time: Float64Array.from(hours.keys()), sensor: column(sensor), reference: column(reference), ...weather }),
  })) // prettier-ignore
}

function uci(): CoLocated[] {
  const lines = linesOf(`${DATA}/uci-air-quality-2004/AirQualityUCI.csv`, ';').slice(1).filter(([day]) => day) // prettier-ignore
  const column = (place: number): Float64Array =>
    Float64Array.from(lines, (line) => numberOf(line[place]?.replace(',', '.').replace(/^-200(?:\.0)?$/, '')))
  const time = Float64Array.from(lines, ([date = '', hour = '']) => Date.parse(`${date.split('/').toReversed().join('-')}T${hour.replaceAll('.', ':')}Z`) * 1000) // prettier-ignore
  return ([['co', 'mg/m3', 2, 3], ['benzene', 'ug/m3', 5, 6], ['nox', '[ppb]', 7, 8], ['no2', 'ug/m3', 9, 10]] as const).map(
    ([property, unit, reference, sensor]) => ({
      name: `UCI ${property}`,
      claim: { property, unit, isSameUnit: false },
      pairs: usablePairs({ time, sensor: column(sensor), reference: column(reference), humidity: column(13), temperature: column(12) }),
    }),
  ) // prettier-ignore
}

function purpleAir(): CoLocated[] {
  const lines = linesOf(`${DATA}/purpleair-aqs-us/DAILY90_PA_AQS_2021_2023.csv`, ',').slice(1)
  return [...Map.groupBy(lines, ([sensor = '']) => sensor)].map(([sensor, days]) => {
    const column = (place: number): Float64Array => Float64Array.from(days, (line) => numberOf(line[place]))
    const time = Float64Array.from(days, ([, day]) => Date.parse(`${day}T00:00Z`) * 1000)
    return {
      name: `PurpleAir ${sensor}`,
      claim: { property: 'pm2-5', unit: 'ug/m3', isSameUnit: true },
      pairs: usablePairs({ time, sensor: column(3), reference: column(2), humidity: column(6), temperature: column(7) }),
    }
  }) // prettier-ignore
}

function linesOf(path: string, separator: string): string[][] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text.trim().split(/\r?\n/).map((line) => line.split(separator)) // prettier-ignore
}

function numberOf(text: string | undefined): number {
  return text === undefined || text === '' || text === 'NA' ? NaN : Number(text)
}
