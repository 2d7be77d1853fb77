import { PullFailed } from '../failure.ts'
import type { Part } from '../part-store.ts'
import type { Run } from '../run.ts'
import { askPages } from './sensorthings-pages.ts'
import { haveStreams, listStreams, type HadStream } from './sensorthings-streams.ts'
import { takeObservations } from './sensorthings-take.ts'
import { beginOf, earliest, lastOf } from './windows.ts'
import { forEachOf, isOfOne } from './each.ts'
import type { Kind } from './kind.ts'

const OVERLAP_HOURS = 1
/** More than anybody has: `$top` is about all pages, and how long one is the other side decides. Without it pages are short. */
const ALL = 100_000_000
/** Of one datastream in one run; the rest follows in the next. */
const MOST_PAGES = 20

/**
 * Another server of SensorThings 1.0 or 1.1: its datastreams, and of those that changed the observations since the last time, by the moment
 * that they are about and by that of their result, so that what came late is found. What it took from elsewhere itself is left there: two
 * servers that ask each other would hand round the same for ever.
 */
export const sensorThings: Kind = {
  address: undefined,
  area: 'possible',
  ids: 'possible',
  needsEither: false,
  idPattern: /^[\w.:~-]{1,100}$/,
  key: 'possible',
  hasPast: true,
  leastSeconds: 60,
  manners: { perDay: 20_000, millisecondsApart: 0 },
  pull,
}

async function pull(run: Run): Promise<void> {
  const streams = await listStreams(run)
  if (streams.length === 0)
    throw new PullFailed('nothing-there', 'there is no datastream of its own that was asked for')
  const changed = streams.filter(({ part, range }) => {
    const { told } = run.part(part) ?? {}
    return range === '' || told?.['range'] !== range || typeof told['next'] === 'string'
  })
  const askedAt = (part: string) => run.part(part)?.askedAt.epochMilliseconds ?? 0
  const ordered = changed.toSorted((one, other) => askedAt(one.part) - askedAt(other.part))
  // Those without news too: what hangs at a home may have been told only now.
  const had = await haveStreams(run, [...new Set([...ordered, ...streams])])
  await forEachOf(had.slice(0, ordered.length), async (stream) => {
    if (stream.convert === undefined) throw new PullFailed('unit-changed', `Datastream ${stream.id}`)
    const next = nextOf(run.part(stream.part))
    try {
      await pullStream(run, stream, next)
    } catch (error) {
      // A page that was left may be gone: the next time it begins anew.
      if (next !== undefined && isOfOne(error)) await run.keepPart(stream.part, { told: {} })
      throw error
    }
  })
}

async function pullStream(run: Run, stream: HadStream, left: string | undefined): Promise<void> {
  const had = run.part(stream.part)
  let last = had?.cursor ?? null
  let pages = 0
  for await (const { value, next } of askPages(run, left ?? firstPage(run, stream, had))) {
    const seen = await takeObservations(run, stream, value)
    // A value of the future, by a clock that is wrong, must not carry the cursor past what is still to come.
    const reached = seen === undefined ? undefined : earliest(seen, run.now)
    last = lastOf([last ?? undefined, reached]) ?? null
    pages++
    if (next !== undefined && pages < MOST_PAGES) continue
    // The cursor moves when all was read: what comes late stands among the pages that are left.
    if (next === undefined) await run.keepPart(stream.part, { cursor: last, told: { range: stream.range } })
    else await run.keepPart(stream.part, { told: { next } })
    return
  }
}

function nextOf(part: Part | undefined): string | undefined {
  const next = part?.told['next']
  return typeof next === 'string' ? next : undefined
}

function firstPage(run: Run, { id }: HadStream, had: Part | undefined): string {
  const { address, days } = run.connector.settings
  const from = beginOf(had?.cursor, { now: run.now, days, overlapHours: OVERLAP_HOURS }).toString()
  const query = new URLSearchParams({
    $filter: `phenomenonTime ge ${from} or resultTime ge ${from}`,
    $orderby: 'phenomenonTime asc',
    $select: 'phenomenonTime,result,resultTime,resultQuality,validTime,parameters',
    $top: String(ALL),
  })
  return `${address}/Datastreams(${encodeURIComponent(id)})/Observations?${encoded(query)}`
}

/** Some servers take a plus for a plus. */
function encoded(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20')
}
