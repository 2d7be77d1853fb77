import { globSync } from 'node:fs'

const FOLDERS = ['01-air-quality', '02-traffic-counts', '03-water-level', '11-noise-leuven']

/** Which format each file has, by its path. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/ase_\w+\.csv/, 'airsenseur-ispra'],
  [/Voorbeeld_(HLL_)?sensoren/, 'hollandse-luchten'],
  [/Voorbeeld_luchtmeetnet/, 'luchtmeetnet'],
  [/Voorbeeld_knmi/, 'knmi-hourly'],
  [/netatmo.*temperature_hourly/, 'netatmo-hourly'],
  [/netatmo.*stations/, 'netatmo-stations'],
  [/netatmo.*snapshot/, 'netatmo-snapshot'],
  [/DAILY90_PA/, 'purpleair-daily'],
  [/muc_airPol_p\d_8h/, 'sensor-community-8h'],
  [/muc_airPol_p\d\.csv/, 'sensor-community-daily'],
  [/AirQualityUCI/, 'uci-air-quality'],
  [/50\d_2015bis2017/, 'bonn-bicycles-2015'],
  [/501_2018/, 'bonn-bicycles-2018'],
  [/Bonn2019/, 'bonn-bicycles-2019'],
  [/Fahrradzaehlstellen2023_15|Bonn2020_15/, 'bonn-bicycles-2023'],
  [/standortinformationen/, 'bonn-bicycle-sites'],
  [/CB1599_history/, 'brussels-bicycles'],
  [/FremontHourly/, 'fremont-bicycles'],
  [/telraam_\d+_hourly/, 'telraam-csv'],
  [/sample_api_month/, 'telraam-api'],
  [/telraam.*devices/, 'telraam-devices'],
  [/logan-river-lro\/\w+\d{4}\.csv/, 'logan-river'],
  [/calib_dates/, 'logan-river-calibration'],
  [/oddwater/, 'oddwater'],
  [/hic_timeseries_catalogue/, 'waterinfo-catalogue'],
  [/tidal_zone/, 'waterinfo-stations'],
  [/waterinfo-be\/sample_data/, 'waterinfo-values'],
  [/liedekerke|zarren/, 'waterinfo-station-values'],
  [/water_level_example/, 'ioos-water-level'],
  [/csv_results_40/, 'leuven-noise-levels'],
  [/csv_results_41/, 'leuven-noise-events'],
]

/** Lists of groups of series: no sensor stands in them. */
const NO_SENSORS = /(hic|vmm)_group_list|README|LICENSE/

/** The files in a folder of real data in which sensors stand, in order. */
export function listRealFiles(data: string): string[] {
  return FOLDERS.flatMap((folder) => globSync(`${data}/${folder}/**/*.{csv,gz,json,md,txt}`))
    .filter((file) => !NO_SENSORS.test(file))
    .toSorted()
}

/** The format of such a file; undefined when we know none. */
export function kindOfRealFile(file: string): string | undefined {
  return KINDS.find(([pattern]) => pattern.test(file))?.[1]
}
