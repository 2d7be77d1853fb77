import type { Services } from '#core/services.ts'
import type { Visitor } from '#web/visitor.ts'
import { countForStaff } from '../register/store.ts'
import { listArchived } from '../store/archive.ts'
import { HOURS } from './count-hours.ts'
import { askedOf, bodiesWith, PAGE_SIZE, type NetworkFilter } from './filter.ts'
import * as store from './store.ts'

/** Groups of refusals and files on the overview. */
const MOST_GROUPS = 20
const MOST_IMPORTS = 20

/** Everything that the overview tells. */
export interface Overview {
  readonly counts: store.StateCounts
  readonly streams: readonly store.NetworkStream[]
  readonly hours: readonly {
    readonly hour: Temporal.Instant
    readonly observations: number
    readonly datastreams: number
  }[]
  /** When the hours were counted; undefined: nothing came in. */
  readonly countedAt: Temporal.Instant | undefined
  readonly refused: readonly store.RefusedGroup[]
  readonly imports: readonly store.HalfImport[]
  readonly archive: { readonly months: number; readonly newest: string | undefined; readonly dropped: number }
  readonly residents: {
    readonly all: number
    readonly connect: number
    readonly objections: number
    readonly hidden: number
  }
}

/** Gathers what staff see of the sensors that they look after. */
export async function getOverview(
  filter: NetworkFilter,
  { sql, clock, visitor }: Pick<Services, 'sql' | 'clock'> & { readonly visitor: Visitor | undefined },
): Promise<Overview> {
  const now = clock()
  const asked = askedOf(filter, visitor)
  const hours = await store.listHours(sql, asked, hourOf(now).subtract({ hours: HOURS - 1 }))
  const months = await listArchived(sql)
  return {
    counts: await store.countStates(sql, asked, now),
    streams: await store.listInState(sql, asked, {
      state: filter.state,
      now,
      limit: PAGE_SIZE,
      offset: (filter.page - 1) * PAGE_SIZE,
    }),
    hours: wholeDay(hours, now),
    countedAt: hours
      .map(({ countedAt }) => countedAt)
      .toSorted(Temporal.Instant.compare)
      .at(-1),
    refused: await store.listRefusedGroups(sql, asked, MOST_GROUPS),
    imports: await store.listHalfImports(sql, asked.bodies, MOST_IMPORTS),
    archive: {
      months: months.length,
      newest: months.at(-1)?.month.slice(0, 7),
      dropped: months.filter(({ droppedAt }) => droppedAt !== null).length,
    },
    residents: await countForStaff(sql, bodiesWith('sensors.read', visitor)),
  }
}

/** Every hour of the last day, also those in which nothing came in. */
function wholeDay(found: readonly store.HourCount[], now: Temporal.Instant) {
  const byHour = new Map(found.map((one) => [one.hour.epochMilliseconds, one]))
  return Array.from({ length: HOURS }, (_one, index) => {
    const hour = hourOf(now).subtract({ hours: HOURS - 1 - index })
    const { observations = 0, datastreams = 0 } = byHour.get(hour.epochMilliseconds) ?? {}
    return { hour, observations, datastreams }
  })
}

function hourOf(moment: Temporal.Instant): Temporal.Instant {
  return moment.round({ smallestUnit: 'hour', roundingMode: 'floor' })
}
