import { PullFailed } from '../failure.ts'
import type { Run } from '../run.ts'
import { forEachOf } from './each.ts'
import type { Kind } from './kind.ts'
import { membersOf, textIn } from './members.ts'
import { beginOf, cursorAfter, lastOf, momentIn, windowsOf } from './windows.ts'

/** A counter without a network sends its hours when it has one again: a day is asked again, a month is waited for. */
const OVERLAP_HOURS = 24
const LATE_DAYS = 30
/** It answers three months at most. */
const MOST_DAYS = 80

/**
 * Telraam: traffic counts by the hour of a segment of a street, with a key (`X-Api-Key`). It allows 1,000 requests a day and one a second
 * (https://documenter.getpostman.com/view/8210376/TWDRqyaV).
 */
export const telraam: Kind = {
  address: 'https://telraam-api.net',
  area: 'never',
  ids: 'needed',
  needsEither: false,
  idPattern: /^\d{1,15}$/,
  key: 'needed',
  hasPast: true,
  leastSeconds: 900,
  manners: { perDay: 1000, millisecondsApart: 1100 },
  pull,
}

async function pull(run: Run): Promise<void> {
  const { ids } = run.connector.settings
  const cursorOf = (id: string) => run.part(id)?.cursor?.epochMilliseconds ?? 0
  // Whoever waited longest goes first: when the day's requests run out, it is another one each day.
  await forEachOf(
    ids.toSorted((one, other) => cursorOf(one) - cursorOf(other)),
    (id) => pullSegment(run, id),
  )
}

async function pullSegment(run: Run, id: string): Promise<void> {
  const { address, days } = run.connector.settings
  const until = run.now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  const from = beginOf(run.part(id)?.cursor, { now: run.now, days, overlapHours: OVERLAP_HOURS })
  if (run.part(id) === undefined) await run.keepPart(id, { told: { ...(await placeOf(run, id)) } })
  for (const window of windowsOf({ from, until }, MOST_DAYS)) {
    const answered = await run.ask({
      url: `${address}/v1/reports/traffic`,
      headers: { 'x-api-key': run.key },
      body: {
        level: 'segments',
        format: 'per-hour',
        id,
        time_start: telraamTime(window.from),
        time_end: telraamTime(window.until),
      },
    })
    const hours = answered.isNew ? hoursIn(answered.json) : []
    const { lon, lat } = run.part(id)?.told ?? {}
    await run.take(
      'telraam-api',
      hours.map((hour) => ({ segment_id: id, ...membersOf(hour), lon, lat })),
    )
    const last = lastOf(hours.map(membersOf).map(({ uptime, date }) => (uptime === 0 ? undefined : momentIn(date))))
    const before = run.part(id)?.cursor ?? null
    await run.keepPart(id, { cursor: cursorAfter(window, { last, lateDays: LATE_DAYS, before }) })
  }
}

/** The hours of an answer. It may say 200 and tell of an error within. */
function hoursIn(json: unknown): readonly unknown[] {
  const { report, status_code: status, message, errorMessage } = membersOf(json)
  const words = [textIn(status), textIn(message), textIn(errorMessage)].join(' ').trim().slice(0, 300)
  if (status === 429) throw new PullFailed('too-busy', words)
  if (status === 401 || status === 403) throw new PullFailed('key-refused', words)
  if (typeof status === 'number' && status >= 500) throw new PullFailed('broken', words)
  if (typeof status === 'number' && status >= 400) throw new PullFailed('refused', words)
  if (!Array.isArray(report)) throw new PullFailed('not-understood', `the answer has no report: ${words}`)
  return report
}

/** The middle of a segment, asked once; nothing when it does not say. */
async function placeOf(run: Run, id: string): Promise<{ lon?: number; lat?: number }> {
  try {
    const url = `${run.connector.settings.address}/v1/segments/id/${id}`
    const answered = await run.ask({ url, headers: { 'x-api-key': run.key } })
    return answered.isNew ? middleOf(answered.json) : {}
  } catch (error) {
    // Counts without a place are worth having; a wrong key is told when they are asked for.
    if (error instanceof PullFailed && error.code !== 'too-busy') return {}
    throw error
  }
}

function middleOf(json: unknown): { lon?: number; lat?: number } {
  const { features } = membersOf(json)
  const { geometry } = membersOf(Array.isArray(features) ? features[0] : json)
  const points = pointsIn(membersOf(geometry)['coordinates'])
  const [lon, lat] = points[Math.floor(points.length / 2)] ?? []
  if (lon === undefined || lat === undefined || Math.abs(lon) > 180 || Math.abs(lat) > 90) return {}
  return { lon, lat }
}

/** The points of a line or of lines, at whatever depth they stand (RFC 7946, 3.1), a few thousand at most. */
function pointsIn(coordinates: unknown, depth = 0): [number, number][] {
  if (!Array.isArray(coordinates) || depth > 3) return []
  const [lon, lat] = coordinates as unknown[]
  if (typeof lon === 'number' && typeof lat === 'number') return [[lon, lat]]
  return coordinates.slice(0, 5000).flatMap((one) => pointsIn(one, depth + 1))
}

/** `2026-03-02 11:00:00Z`. */
function telraamTime(moment: Temporal.Instant): string {
  return moment.toString({ smallestUnit: 'second' }).replace('T', ' ')
}
