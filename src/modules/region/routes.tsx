import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import { page } from '#web/answer.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { apiRoutes } from './api.ts'
import type { Body } from './body.ts'
import { messages } from './messages/messages.ts'
import { existedOn, type Municipality } from './municipality.ts'
import { MunicipalityPage } from './pages/municipality-page.tsx'
import { PermissionsPage } from './pages/permissions-page.tsx'
import { RegionPage } from './pages/region-page.tsx'
import { accountRoutes } from './people/account-routes.tsx'
import { administrationRoutes } from './people/administration/routes.tsx'
import { openIdApprovalRoutes } from './people/openid/approval-routes.tsx'
import { openIdOperatorRoutes } from './people/openid/operator-routes.tsx'
import { openIdRoutes } from './people/openid/routes.ts'
import { signInRoutes } from './people/routes.tsx'
import { basemapRoutes } from './places/basemap-routes.ts'
import { mapOf } from './places/locate.ts'
import { neighboursOf } from './places/neighbours.ts'
import * as region from './public.ts'
import { listTracks } from './store/bodies.ts'
import { listSuccessions } from './store/municipalities.ts'
import { CAPABILITIES, defaultTrack, type Track } from './track.ts'
import { trackRoutes } from './tracks-routes.tsx'

const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/region',
    summary: 'All municipalities and bodies of the region',
    may: 'anyone',
    async handle(_input, context) {
      const { sql, view } = context
      const map = await mapOf(context)
      return page(
        <RegionPage
          view={view}
          municipalities={[...map.municipalities.values()]}
          subRegions={await region.listSubRegions(sql)}
          bodies={await region.listBodies(sql)}
          map={map}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/region/permissions',
    summary: 'Who may do what',
    may: 'anyone',
    handle: (_input, { view }) => page(<PermissionsPage view={view} />),
  }),
  route({
    method: 'GET',
    path: '/:language/region/:nis',
    summary: 'One municipality, of today or of before a merger',
    may: 'anyone',
    input: z.object({ nis: z.string() }),
    handle: ({ nis }, context) => municipalityPage(nis, context),
  }),
]

/** Every address of this capability. */
export const routes: readonly Route[] = [
  ...pageRoutes,
  ...trackRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...administrationRoutes,
  ...openIdRoutes,
  ...openIdOperatorRoutes,
  ...openIdApprovalRoutes,
  ...apiRoutes,
  ...basemapRoutes,
]

async function municipalityPage(nis: string, context: Context) {
  const { sql, view, clock, visitor } = context
  const municipality = await region.findMunicipality(sql, nis)
  if (!municipality) throw new Problem('municipality-unknown', 404, messages.say('municipality.unknown', { nis }))
  const today = dayOf(clock())
  const day = dayOfItsMap(municipality, today)
  const map = await mapOf(context, day)
  const body = await region.bodyOfMunicipality(sql, nis)
  const successions = await listSuccessions(sql)
  const tracks = await tracksOf(nis, context)
  return page(
    <MunicipalityPage
      view={view}
      municipality={municipality}
      subRegion={(await region.listSubRegions(sql)).find(({ id }) => id === municipality.subRegion)}
      today={today}
      predecessors={await municipalitiesOf(
        successions.filter((one) => one.newNis === nis).map((one) => one.oldNis),
        context,
      )}
      successors={await municipalitiesOf(
        successions.filter((one) => one.oldNis === nis).map((one) => one.newNis),
        context,
      )}
      neighbours={neighboursOf(map, nis).flatMap((code) => map.municipalities.get(code) ?? [])}
      above={body ? await region.listBodiesAbove(sql, body.id, day) : []}
      tracks={tracks}
      jointBodies={await jointBodiesOf(tracks, context)}
      mayChangeTracks={body !== undefined && allows(visitor, 'region.administer', body.id)}
      map={map}
      onMap={map.municipalities}
    />,
  )
}

/** A municipality that is gone is shown on the map of its last day, one to come on that of its first. */
function dayOfItsMap(municipality: Municipality, today: Temporal.PlainDate): Temporal.PlainDate {
  if (existedOn(municipality, today)) return today
  const { validFrom, validUntil } = municipality
  if (validUntil !== null && Temporal.PlainDate.compare(validUntil, today) <= 0) return validUntil.subtract({ days: 1 })
  return validFrom ?? today
}

async function municipalitiesOf(codes: readonly string[], { sql }: Context): Promise<Municipality[]> {
  const found = await Promise.all(codes.map((code) => region.findMunicipality(sql, code)))
  return found.flatMap((one) => one ?? [])
}

async function jointBodiesOf(tracks: readonly Track[], { sql }: Context): Promise<ReadonlyMap<string, Body>> {
  const ids = new Set(tracks.flatMap(({ jointBody }) => jointBody ?? []))
  const found = await Promise.all([...ids].map((id) => region.findBody(sql, id)))
  return new Map(found.flatMap((body) => (body ? [[body.id, body]] : [])))
}

async function tracksOf(nis: string, { sql }: Context): Promise<Track[]> {
  const chosen = await listTracks(sql, nis)
  return CAPABILITIES.map(
    (capability) => chosen.find((track) => track.capability === capability) ?? defaultTrack(nis, capability),
  )
}
