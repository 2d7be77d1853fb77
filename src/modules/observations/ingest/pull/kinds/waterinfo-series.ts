import { PullFailed } from '../failure.ts'
import { SERIES } from '../part-store.ts'
import type { Run } from '../run.ts'
import { membersOf, textIn } from './members.ts'
import { askKiwis } from './waterinfo-ask.ts'

/** Columns of the list of series, as our format calls them. */
const COLUMNS = [
  'ts_id',
  'ts_name',
  'ts_path',
  'ts_unitsymbol',
  'station_no',
  'station_name',
  'station_latitude',
  'station_longitude',
  'parametertype_name',
  'stationparameter_longname',
] as const

/** A series as its server describes it. */
export type Series = Readonly<Record<(typeof COLUMNS)[number], string>>

const LIST_HOURS = 24
const MOST_STATIONS = 100
const MOST_SERIES = 200
/** As measured, by so many minutes; not the means, forecasts and alarms that are made of it. */
const AS_MEASURED = /^Pv?\.(1|2|5|10|15|20|30|60)$/

/** The series that are asked for: those that were chosen, or as measured at all stations within the area. The list is asked once a day. */
export async function listSeries(run: Run): Promise<readonly Series[]> {
  const had = run.part(SERIES)
  const known = seriesIn(had?.told['series'])
  const isFresh = had !== undefined && Temporal.Instant.compare(had.askedAt.add({ hours: LIST_HOURS }), run.now) > 0
  if (isFresh && known.length > 0) return known
  const { ids, area } = run.connector.settings
  const chosen: Record<string, string> =
    ids.length > 0 || area === undefined
      ? { ts_id: ids.join(',') }
      : { station_no: (await stationsIn(run, [area.west, area.south, area.east, area.north])).join(',') }
  const query = { request: 'getTimeseriesList', returnfields: COLUMNS.join(','), ...chosen }
  const answered = await askKiwis(run, query, had?.validators)
  if (!answered.isNew) {
    await run.keepPart(SERIES, {})
    return known
  }
  const listed = seriesIn(rowsOf(answered.json)).filter(({ ts_name: name }) => ids.length > 0 || AS_MEASURED.test(name))
  const series = listed.slice(0, MOST_SERIES)
  if (series.length === 0) throw new PullFailed('nothing-there', 'the list of series is empty')
  await run.keepPart(SERIES, { told: { series }, validators: answered.validators })
  return series
}

async function stationsIn(run: Run, bounds: readonly number[]): Promise<string[]> {
  const query = { request: 'getStationList', bbox: bounds.join(','), returnfields: 'station_no' }
  const answered = await askKiwis(run, query)
  const stations = answered.isNew ? rowsOf(answered.json).map(({ station_no: number }) => textIn(number)) : []
  const named = stations.filter((number) => number !== '').slice(0, MOST_STATIONS)
  if (named.length === 0) throw new PullFailed('nothing-there', 'no station stands within the area')
  return named
}

/** A list whose first row has the names of its columns, as objects. */
function rowsOf(json: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(json)) throw new PullFailed('not-understood', 'the answer is no list')
  const [names, ...rows] = json as unknown[]
  if (names === undefined) return []
  if (!Array.isArray(names)) throw new PullFailed('not-understood', 'the list has no names of columns')
  return rows.map((row) =>
    Object.fromEntries(names.map((name, place) => [textIn(name), Array.isArray(row) ? (row[place] as unknown) : null])),
  )
}

function seriesIn(listed: unknown): Series[] {
  if (!Array.isArray(listed)) return []
  const series = listed.map(
    (row: unknown) => Object.fromEntries(COLUMNS.map((name) => [name, textIn(membersOf(row)[name])])) as Series,
  )
  return series.filter(({ ts_id: id, station_no: station }) => /^\d{1,15}$/.test(id) && station !== '')
}
