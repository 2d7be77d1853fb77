import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { Format } from './format.ts'
import airsenseurIspra from './formats/airsenseur-ispra.json' with { type: 'json' }
import bonnBicycleSites from './formats/bonn-bicycle-sites.json' with { type: 'json' }
import bonnBicycles2015 from './formats/bonn-bicycles-2015.json' with { type: 'json' }
import bonnBicycles2018 from './formats/bonn-bicycles-2018.json' with { type: 'json' }
import bonnBicycles2019 from './formats/bonn-bicycles-2019.json' with { type: 'json' }
import bonnBicycles2023 from './formats/bonn-bicycles-2023.json' with { type: 'json' }
import brusselsBicycles from './formats/brussels-bicycles.json' with { type: 'json' }
import fremontBicycles from './formats/fremont-bicycles.json' with { type: 'json' }
import hollandseLuchten from './formats/hollandse-luchten.json' with { type: 'json' }
import ioosWaterLevel from './formats/ioos-water-level.json' with { type: 'json' }
import knmiHourly from './formats/knmi-hourly.json' with { type: 'json' }
import leuvenNoiseEvents from './formats/leuven-noise-events.json' with { type: 'json' }
import leuvenNoiseLevels from './formats/leuven-noise-levels.json' with { type: 'json' }
import loganRiver from './formats/logan-river.json' with { type: 'json' }
import loganRiverCalibration from './formats/logan-river-calibration.json' with { type: 'json' }
import luchtmeetnet from './formats/luchtmeetnet.json' with { type: 'json' }
import netatmoHourly from './formats/netatmo-hourly.json' with { type: 'json' }
import netatmoSnapshot from './formats/netatmo-snapshot.json' with { type: 'json' }
import netatmoStations from './formats/netatmo-stations.json' with { type: 'json' }
import oddwater from './formats/oddwater.json' with { type: 'json' }
import purpleairDaily from './formats/purpleair-daily.json' with { type: 'json' }
import sensorCommunity8h from './formats/sensor-community-8h.json' with { type: 'json' }
import sensorCommunityApi from './formats/sensor-community-api.json' with { type: 'json' }
import sensorCommunityDaily from './formats/sensor-community-daily.json' with { type: 'json' }
import telraamApi from './formats/telraam-api.json' with { type: 'json' }
import telraamCsv from './formats/telraam-csv.json' with { type: 'json' }
import telraamDevices from './formats/telraam-devices.json' with { type: 'json' }
import uciAirQuality from './formats/uci-air-quality.json' with { type: 'json' }
import waterinfoCatalogue from './formats/waterinfo-catalogue.json' with { type: 'json' }
import waterinfoStationValues from './formats/waterinfo-station-values.json' with { type: 'json' }
import waterinfoStations from './formats/waterinfo-stations.json' with { type: 'json' }
import waterinfoValues from './formats/waterinfo-values.json' with { type: 'json' }

/** The kinds of file that `streekplein import observations FILE --as …` reads. */
export const FORMATS: Readonly<Record<string, Format>> = Object.fromEntries(
  Object.entries({
    'airsenseur-ispra': airsenseurIspra,
    'bonn-bicycle-sites': bonnBicycleSites,
    'bonn-bicycles-2015': bonnBicycles2015,
    'bonn-bicycles-2018': bonnBicycles2018,
    'bonn-bicycles-2019': bonnBicycles2019,
    'bonn-bicycles-2023': bonnBicycles2023,
    'brussels-bicycles': brusselsBicycles,
    'fremont-bicycles': fremontBicycles,
    'hollandse-luchten': hollandseLuchten,
    'ioos-water-level': ioosWaterLevel,
    'knmi-hourly': knmiHourly,
    'leuven-noise-events': leuvenNoiseEvents,
    'leuven-noise-levels': leuvenNoiseLevels,
    'logan-river': loganRiver,
    'logan-river-calibration': loganRiverCalibration,
    luchtmeetnet: luchtmeetnet,
    'netatmo-hourly': netatmoHourly,
    'netatmo-snapshot': netatmoSnapshot,
    'netatmo-stations': netatmoStations,
    oddwater: oddwater,
    'purpleair-daily': purpleairDaily,
    'sensor-community-8h': sensorCommunity8h,
    'sensor-community-api': sensorCommunityApi,
    'sensor-community-daily': sensorCommunityDaily,
    'telraam-api': telraamApi,
    'telraam-csv': telraamCsv,
    'telraam-devices': telraamDevices,
    'uci-air-quality': uciAirQuality,
    'waterinfo-catalogue': waterinfoCatalogue,
    'waterinfo-station-values': waterinfoStationValues,
    'waterinfo-stations': waterinfoStations,
    'waterinfo-values': waterinfoValues,
  }).map(([name, format]) => [name, Format.parse(format)]),
)

const MOST_BYTES = 1_000_000

/** Reads a format that somebody wrote; `json` is what it says. Throws a Problem that says what is wrong, and where. */
export async function readFormatFile(path: string): Promise<{ readonly format: Format; readonly json: unknown }> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw wrongFormat(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  if (text.length > MOST_BYTES) throw wrongFormat(`${path} is larger than a megabyte.`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrongFormat(`${path} is no good JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = Format.safeParse(json)
  if (!read.success) throw wrongFormat(`${path}: ${z.prettifyError(read.error)}`)
  return { format: read.data, json }
}

function wrongFormat(message: string): Problem {
  return new Problem('wrong-import-format', 422, () => message)
}
