import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { page } from '#web/answer.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { answerOf, apiRoutes, MunicipalityAnswer } from './api.ts'
import { BODY_KINDS, bodyName, type Body } from './body.ts'
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
import { ACTORS, PERMISSIONS } from './permissions.ts'
import { signInRoutes } from './people/routes.tsx'
import { basemapRoutes } from './places/basemap-routes.ts'
import { mapOf } from './places/locate.ts'
import { neighboursOf } from './places/neighbours.ts'
import * as region from './public.ts'
import { listTracks } from './store/bodies.ts'
import { listSuccessions } from './store/municipalities.ts'
import { CAPABILITIES, defaultTrack, TRACKS, type Track } from './track.ts'
import { trackFeedRoutes } from './tracks-feed.ts'
import { themeRoutes } from './theme/routes.tsx'
import { trackRoutes } from './tracks-routes.tsx'

const BodyAnswer = z.object({ id: z.string(), kind: z.enum(BODY_KINDS), name: z.string() })
const TrackAnswer = z.object({
  capability: z.string(),
  track: z.enum(TRACKS),
  jointBody: z.string().nullable(),
  ownUrl: z.string().nullable(),
})

const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/region',
    summary: 'All municipalities and bodies of the region',
    may: 'anyone',
    output: z.object({ municipalities: z.array(MunicipalityAnswer), bodies: z.array(BodyAnswer) }),
    async handle(_input, context) {
      const { sql, view, language } = context
      const map = await mapOf(context)
      const municipalities = [...map.municipalities.values()]
      const bodies = await region.listBodies(sql)
      const successions = await listSuccessions(sql)
      return page(
        <RegionPage
          view={view}
          municipalities={municipalities}
          subRegions={await region.listSubRegions(sql)}
          bodies={bodies}
          map={map}
        />,
        200,
        {
          municipalities: municipalities.map((one) => answerOf(one, successions)),
          bodies: bodies.map((body) => bodyAnswer(body, language)),
        },
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/region/permissions',
    summary: 'Who may do what',
    may: 'anyone',
    output: z.record(z.string(), z.array(z.enum(ACTORS))),
    handle: (_input, { view }) => page(<PermissionsPage view={view} />, 200, PERMISSIONS),
  }),
  route({
    method: 'GET',
    path: '/:language/region/:nis',
    summary: 'One municipality, of today or of before a merger',
    may: 'anyone',
    input: z.object({ nis: z.string() }),
    output: MunicipalityAnswer.extend({ memberOf: z.array(BodyAnswer), tracks: z.array(TrackAnswer) }),
    handle: ({ nis }, context) => municipalityPage(nis, context),
  }),
]

/** Every address of this capability. */
export const routes: readonly Route[] = [
  ...pageRoutes,
  ...trackRoutes,
  ...themeRoutes,
  ...trackFeedRoutes,
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
  const { sql, clock, visitor } = context
  const municipality = await region.findMunicipality(sql, nis)
  if (!municipality) throw new Problem('municipality-unknown', 404, messages.say('municipality.unknown', { nis }))
  const today = dayOf(clock())
  const day = dayOfItsMap(municipality, today)
  const map = await mapOf(context, day)
  const body = await region.bodyOfMunicipality(sql, nis)
  const successions = await listSuccessions(sql)
  const tracks = await tracksOf(nis, context)
  const above = body ? await region.listBodiesAbove(sql, body.id, day) : []
  return page(
    <MunicipalityPage
      view={await region.themedView(context, { nis })}
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
      above={above}
      tracks={tracks}
      jointBodies={await jointBodiesOf(tracks, context)}
      mayChangeTracks={body !== undefined && allows(visitor, 'region.administer', body.id)}
      map={map}
      onMap={map.municipalities}
    />,
    200,
    {
      ...answerOf(municipality, successions),
      memberOf: above.map((one) => bodyAnswer(one, context.language)),
      tracks: tracks.map(({ capability, track, jointBody, ownUrl }) => ({ capability, track, jointBody, ownUrl })),
    },
  )
}

function bodyAnswer(body: Body, language: Language): z.output<typeof BodyAnswer> {
  return { id: body.id, kind: body.kind, name: bodyName(body, language) }
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
