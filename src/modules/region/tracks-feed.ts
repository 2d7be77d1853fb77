import { z } from 'zod'
import { bodyName, type Body } from './body.ts'
import { ATOM_TYPE, feed, tagUri } from '#web/atom.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { messages } from './messages/messages.ts'
import { municipalityName } from './municipality.ts'
import { capabilityName } from './pages/tracks-table.tsx'
import { findBody, listTrackChanges, type TrackChange } from './store/bodies.ts'
import { selectMunicipalities } from './store/municipalities.ts'

const PAGE_SIZE = 50

/** What municipalities chose, newest first, for whoever follows it. */
export const trackFeedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/region/tracks.atom',
    summary: `How municipalities work together, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    input: z.object({
      municipality: z
        .string()
        .regex(/^\d{5}$/)
        .optional()
        .describe('NIS code'),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    async handle({ municipality, page }, context) {
      const { sql, language, config } = context
      const t = messages(language)
      const { changes, total } = await listTrackChanges(sql, municipality, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      })
      const names = new Map(
        (await selectMunicipalities(sql, {})).map((one) => [one.nis, municipalityName(one, language)]),
      )
      const name = municipality === undefined ? undefined : (names.get(municipality) ?? municipality)
      const base = `${config.baseUrl}/${language}/region`
      const query = municipality === undefined ? '' : `municipality=${municipality}&`
      return feed({
        id: tagUri(config.baseUrl, `tracks:${language}:${municipality ?? 'all'}`),
        title: name === undefined ? t('tracks.feed') : t('tracks.feedOf', { name }),
        language,
        page: municipality === undefined ? base : `${base}/${municipality}`,
        address: (number) => `${base}/tracks.atom?${query}page=${number}`,
        number: page,
        pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
        entries: await Promise.all(
          changes.map(async (change) => ({
            id: tagUri(config.baseUrl, `track:${change.nis}:${change.capability}`),
            title: `${names.get(change.nis) ?? change.nis}: ${capabilityName(change.capability, language)}`,
            address: `${base}/${change.nis}`,
            updated: change.updatedAt,
            summary: await meaningOf(change, context),
          })),
        ),
      })
    },
  }),
]

async function meaningOf({ track, jointBody }: TrackChange, { sql, language }: Context): Promise<string> {
  const t = messages(language)
  if (track !== 'joint') return t(`track.${track}.meaning`)
  const body: Body | undefined = jointBody === null ? undefined : await findBody(sql, jointBody)
  return t('track.joint.meaning', { body: body ? bodyName(body, language) : (jointBody ?? '') })
}
