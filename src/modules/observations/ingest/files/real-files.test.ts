import assert from 'node:assert/strict'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import { FORMATS } from './formats.ts'
import { importObservations } from './import-observations.ts'

const DATA = '../shared/data'
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

/** `EVERY_FILE=whole` stores all of each, which takes minutes; otherwise of a long file its beginning. */
const EVERYTHING = process.env['EVERY_FILE'] === 'whole'
const MOST_LINES = 1000

describe('files that are really there', { skip: existsSync(DATA) ? false : `${DATA} is not here` }, () => {
  let square: TestSquare
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await square.close()
  })

  const files = FOLDERS.flatMap((folder) => globSync(`${DATA}/${folder}/**/*.{csv,gz,json,md,txt}`)).filter(
    (file) => !NO_SENSORS.test(file),
  )

  test('each has a format', () => {
    for (const file of files)
      assert.ok(
        KINDS.some(([pattern]) => pattern.test(file)),
        `${file} has no format`,
      )
  })

  for (const file of files.toSorted()) {
    const name = KINDS.find(([pattern]) => pattern.test(file))?.[1] ?? ''
    test(`${basename(file)}: every line is stored, known or refused`, async () => {
      const path = EVERYTHING ? file : beginningOf(file, folder)
      const all = linesOf(path, name)
      assert.ok(all > 0)
      const {
        added,
        known,
        rejected,
        untold = 0,
      } = await importObservations({ file: path, options: { as: name }, progress: () => {} }, square.services)
      assert.equal(added + known + rejected.length + untold, all)
      assert.ok(added + known > all / 2, `${added} stored, ${known} known of ${all}: ${rejected[0]?.reason}`)
    })
  }
})

/** The first lines of a long file, as a file of the same name. */
function beginningOf(file: string, folder: string): string {
  const lines = textOf(file).split('\n')
  if (lines.length <= MOST_LINES || /\.json/.test(file)) return file
  const path = join(folder, basename(file).replace(/\.gz$/, ''))
  writeFileSync(path, lines.slice(0, MOST_LINES).join('\n'), 'latin1')
  return path
}

function textOf(file: string): string {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
}

/** How many lines with something there are after the names, counted without our reader. */
function linesOf(file: string, name: string): number {
  const text = textOf(file)
  const { reader } = FORMATS[name] ?? assert.fail()
  if (reader.kind === 'json') {
    const json = JSON.parse(text) as Record<string, unknown[]>
    return (reader.within === undefined ? (json as unknown as unknown[]) : (json[reader.within] ?? [])).length
  }
  const lines = text.split(/\r?\n/)
  return lines.slice(reader.skip + 1).filter((line) => line !== '').length
}
