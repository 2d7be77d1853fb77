import { z } from 'zod'
import { findBody, bodyName, municipalityNameOf } from '#modules/region/public.ts'
import { content, json, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { MAY_CHANGE_RULES, mayChangeRules } from '../judging/ruling/office.ts'
import { allows } from '#web/visitor.ts'
import { isOfResident } from '../register/owner.ts'
import { STATES } from '../store/shown-things.ts'
import { listMeasured } from '../store/shown-values.ts'
import { askedOf, bodiesWith, NetworkFilter, RESIDENTS } from './filter.ts'
import { getOverview } from './overview.ts'
import { OverviewPage } from './pages/overview-page.tsx'
import { listInState, listPlaces } from './store.ts'

/** Lines of the list as CSV: more is asked for with a filter. */
const MOST_LINES = 10_000
const MAY_READ = 'sensors.read'

/** What staff see of the sensors of their body: what is silent, what was refused, what came in. */
export const overviewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/staff/sensors',
    summary: 'The sensors of a body for its staff: what is silent, what was refused, what came in',
    may: MAY_READ,
    input: NetworkFilter,
    handle: async (filter, context) => {
      const { sql, view, visitor } = context
      const overview = await getOverview(filter, context)
      const asked = askedOf({ ...filter, owner: '' }, visitor)
      const places = await Promise.all(
        (await listPlaces(sql, asked)).map(async (nis) => ({ nis, name: await municipalityNameOf(nis, context) })),
      )
      const owners = await namesOf(
        [...bodiesWith(MAY_READ, visitor), ...overview.streams.map(({ owner }) => owner)],
        context,
      )
      return page(
        <OverviewPage
          view={view}
          now={context.clock()}
          filter={filter}
          overview={overview}
          bodies={bodiesWith(MAY_READ, visitor)}
          names={owners}
          places={places.toSorted((a, b) => a.name.localeCompare(b.name, view.language))}
          measured={await listMeasured(sql)}
          mayChangeRules={mayChangeRules(context)}
          mayNote={allows(visitor, MAY_CHANGE_RULES)}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/sensors.json',
    summary: 'The sensors of a body for its staff, as JSON',
    may: MAY_READ,
    input: NetworkFilter,
    handle: async (filter, context) => {
      const overview = await getOverview(filter, context)
      return json({ ...overview, streams: overview.streams.map(ownedBy), refused: overview.refused.map(sentBy) })
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/sensors.csv',
    summary: 'Datastreams of a body with their state, as CSV; 10,000 lines at most',
    may: MAY_READ,
    input: NetworkFilter.extend({ state: z.enum(STATES).optional().catch(undefined) }),
    handle: async (filter, { sql, clock, visitor }) => {
      const asked = askedOf(filter, visitor)
      const rows = await listInState(sql, asked, { state: filter.state, now: clock(), limit: MOST_LINES, offset: 0 })
      const lines = rows.map(({ lastUntil, ...row }) => ({
        ...ownedBy(row),
        lastUntil: lastUntil?.toString() ?? '',
      }))
      const columns = [
        'id',
        'name',
        'thing',
        'thingName',
        'owner',
        'municipality',
        'property',
        'state',
        'lastUntil',
        'observations',
      ] as const
      return content('text/csv; charset=utf-8', toCsv(columns, lines), { 'cache-control': 'private, no-store' })
    },
  }),
]

/** Of residents it is told neither who, nor with which key. */
function sentBy<Row extends { readonly owner: string; readonly source: string }>(row: Row): Row {
  return isOfResident(row.owner) ? { ...ownedBy(row), source: RESIDENTS } : row
}

/** Of residents it is not told who. */
function ownedBy<Row extends { readonly owner: string }>(row: Row): Row {
  return isOfResident(row.owner) ? { ...row, owner: 'resident' } : row
}

/** The names of bodies, by their ids. */
export async function namesOf(bodies: readonly string[], { sql, language }: Context): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(bodies.filter((owner) => !isOfResident(owner)))) {
    const body = await findBody(sql, id)
    if (body !== undefined) names.set(id, bodyName(body, language))
  }
  return names
}
