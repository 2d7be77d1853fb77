import { PullFailed } from '../failure.ts'
import type { Run } from '../run.ts'
import type { Kind } from './kind.ts'
import { membersOf } from './members.ts'

const PART = 'now'

/** What its sensors tell of themselves and not of the world. */
const OF_ITSELF =
  /^(durP|ratioP|samples$|min_micro$|max_micro$|signal$|rssi$|interval$|counts$|hv_pulses$|sample_time_ms$)/

/**
 * sensor.community: the values of the last five minutes of all sensors within a rectangle, without a key. What was missed is not told again
 * (https://github.com/opendata-stuttgart/meta/wiki/EN-APIs): it stands in daily files, which are imported.
 */
export const sensorCommunity: Kind = {
  address: 'https://data.sensor.community',
  area: 'needed',
  ids: 'never',
  needsEither: false,
  idPattern: /^\d+$/,
  key: 'never',
  hasPast: false,
  leastSeconds: 300,
  manners: { perDay: 1000, millisecondsApart: 1000 },
  pull,
}

async function pull(run: Run): Promise<void> {
  const { address, area } = run.connector.settings
  if (area === undefined) throw new PullFailed('nothing-there', 'no area was chosen')
  const url = `${address}/airrohr/v1/filter/box=${area.south},${area.west},${area.north},${area.east}`
  const answered = await run.ask({ url, validators: run.part(PART)?.validators })
  if (!answered.isNew) return
  if (!Array.isArray(answered.json)) throw new PullFailed('not-understood', 'the answer is no list')
  await run.take('sensor-community-api', answered.json.flatMap(valuesOf))
  await run.keepPart(PART, { cursor: run.now, validators: answered.validators })
}

/** A measurement as a record for each of its values; one that is no measurement stays whole, to be refused. */
function valuesOf(measured: unknown): object[] {
  const { timestamp, location, sensor, sensordatavalues } = membersOf(measured)
  const { id, sensor_type: type } = membersOf(sensor)
  const { latitude, longitude, altitude, indoor, exact_location: exact } = membersOf(location)
  const common = {
    sensor_id: id,
    sensor_type: membersOf(type)['name'],
    timestamp,
    latitude,
    longitude,
    altitude,
    indoor,
    exact_location: exact,
  }
  if (!Array.isArray(sensordatavalues)) return [{ ...common, value: measured }]
  return sensordatavalues.flatMap((one: unknown) => {
    const { value_type, value } = membersOf(one)
    if (typeof value_type === 'string' && OF_ITSELF.test(value_type)) return []
    return [{ ...common, value_type, value }]
  })
}
