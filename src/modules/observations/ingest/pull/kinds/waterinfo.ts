import { PullFailed } from '../failure.ts'
import type { Run } from '../run.ts'
import { forEachOf, isOfOne } from './each.ts'
import type { Kind } from './kind.ts'
import { membersOf, textIn } from './members.ts'
import { beginOf, cursorAfter, lastOf, momentIn, windowsOf, type Window } from './windows.ts'
import { listSeries, type Series } from './waterinfo-series.ts'
import { askKiwis } from './waterinfo-ask.ts'

/** Values may change for a while, and come late. */
const OVERLAP_HOURS = 2
const LATE_DAYS = 2
const MOST_DAYS = 7
const SERIES_AT_ONCE = 10
const DAY_MS = 86_400_000

/**
 * waterinfo.be: levels, discharge, rain, from a KiWIS server (Kisters, query service 1.7: getStationList, getTimeseriesList,
 * getTimeseriesValues), without a key. Another KiWIS server goes as well: its `datasource` stands in the query of the address.
 */
export const waterinfo: Kind = {
  address: 'https://download.waterinfo.be/tsmdownload/KiWIS/KiWIS?datasource=1',
  area: 'possible',
  ids: 'possible',
  needsEither: true,
  idPattern: /^\d{1,15}$/,
  key: 'never',
  hasPast: true,
  leastSeconds: 300,
  manners: { perDay: 5000, millisecondsApart: 500 },
  pull,
}

async function pull(run: Run): Promise<void> {
  const { days } = run.connector.settings
  const all = await listSeries(run)
  const beginOfSeries = ({ ts_id: id }: Series) =>
    beginOf(run.part(id)?.cursor, { now: run.now, days, overlapHours: OVERLAP_HOURS })
  const begins = new Map(all.map((series) => [series, beginOfSeries(series)]))
  const pullGroup = async (group: readonly Series[]) => {
    const [from = run.now] = group.map((series) => begins.get(series) ?? run.now)
    for (const window of windowsOf({ from, until: run.now }, MOST_DAYS)) await pullWindow(run, group, window)
  }
  await forEachOf(groupsOf(begins), async (group) => {
    try {
      await pullGroup(group)
    } catch (error) {
      if (group.length === 1 || !isOfOne(error)) throw error
      // One of them is to blame.
      await forEachOf(
        group.map((series) => [series]),
        pullGroup,
      )
    }
  })
}

/** Series that are about as far, together; those that are furthest behind first. */
function groupsOf(begins: ReadonlyMap<Series, Temporal.Instant>): Series[][] {
  const groups: { readonly from: number; readonly series: Series[] }[] = []
  const ordered = [...begins].toSorted(([, one], [, other]) => Temporal.Instant.compare(one, other))
  for (const [series, { epochMilliseconds: from }] of ordered) {
    const last = groups.at(-1)
    if (last !== undefined && last.series.length < SERIES_AT_ONCE && from - last.from < DAY_MS) last.series.push(series)
    else groups.push({ from, series: [series] })
  }
  return groups.map(({ series }) => series)
}

async function pullWindow(run: Run, group: readonly Series[], window: Window): Promise<void> {
  const answered = await askKiwis(run, {
    request: 'getTimeseriesValues',
    ts_id: group.map(({ ts_id }) => ts_id).join(','),
    from: window.from.toString({ smallestUnit: 'second' }),
    to: window.until.toString({ smallestUnit: 'second' }),
    returnfields: 'Timestamp,Value,Quality Code',
  })
  if (!answered.isNew) return
  if (!Array.isArray(answered.json)) throw new PullFailed('not-understood', 'the answer is no list of series')
  const told = new Map(answered.json.map((one: unknown) => [textIn(membersOf(one)['ts_id']), one]))
  const records = group.flatMap((series) => recordsOf(series, told.get(series.ts_id)))
  await run.take(
    'waterinfo-catalogue',
    records.map(({ record }) => record),
  )
  for (const { ts_id: id } of group) {
    const last = lastOf(records.filter(({ series }) => series.ts_id === id).map(({ record }) => momentOf(record)))
    const before = run.part(id)?.cursor ?? null
    await run.keepPart(id, { cursor: cursorAfter(window, { last, lateDays: LATE_DAYS, before }) })
  }
}

interface Told {
  readonly series: Series
  readonly record: Readonly<Record<string, unknown>>
}

/** The rows of a series as records with the names of our format. `columns` tells which column is what. */
function recordsOf(series: Series, told: unknown): Told[] {
  const { columns, data } = membersOf(told)
  if (data === undefined || !Array.isArray(data)) return []
  const names = textIn(columns).split(',')
  const [time, value, quality] = ['Timestamp', 'Value', 'Quality Code'].map((name) => names.indexOf(name)) as [
    number,
    number,
    number,
  ]
  return data.map((row: unknown) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : []
    const read = { timestamp: cells[time], ts_value: cells[value], quality_code: cells[quality] }
    return { series, record: { ...series, ...read } }
  })
}

/** A moment that has a value: of one that is empty the value may come later. */
function momentOf({ timestamp, ts_value: value }: Told['record']): Temporal.Instant | undefined {
  return value === null ? undefined : momentIn(timestamp)
}
