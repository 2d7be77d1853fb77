import { recordDeed } from '#core/audit/audit.ts'
import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import type { Body } from './body.ts'
import { messages } from './messages/messages.ts'
import type { Municipality } from './municipality.ts'
import { TrackFormPage } from './pages/track-form-page.tsx'
import * as region from './public.ts'
import { putTrack } from './store/bodies.ts'
import { CAPABILITIES, TRACKS } from './track.ts'

const Which = z.object({ nis: z.string(), capability: z.enum(CAPABILITIES) })
const Choice = Which.extend({
  track: z.enum(TRACKS),
  jointBody: z.string().trim().max(100).optional(),
  ownUrl: z.string().trim().max(500).optional(),
})
  .refine(({ track, jointBody }) => track !== 'joint' || Boolean(jointBody), {
    path: ['jointBody'],
    error: 'tracks.needsBody',
  })
  .refine(({ track, ownUrl }) => track !== 'own' || !ownUrl || isWebAddress(ownUrl), {
    path: ['ownUrl'],
    error: 'tracks.badUrl',
  })

const JOINT_KINDS = ['municipality', 'intermunicipal', 'province', 'region-office']

/** Where the staff of a municipality chooses its tracks of cooperation. */
export const trackRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/region/:nis/tracks/:capability',
    summary: 'Form to choose how a municipality works together',
    may: 'region.administer',
    input: Which,
    async handle({ nis, capability }, context) {
      const municipality = await getAdministered(nis, context)
      const { track, jointBody, ownUrl } = await region.trackOf(context.sql, nis, capability)
      const typed = { track, jointBody: jointBody ?? '', ownUrl: ownUrl ?? '' }
      return formPage({ municipality, capability, typed, errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/region/:nis/tracks/:capability',
    summary: 'Choose how a municipality works together',
    may: 'region.administer',
    input: Choice,
    wording: messages.find,
    async handle({ nis, capability, track, jointBody, ownUrl }, context) {
      await getAdministered(nis, context)
      const chosen =
        track === 'joint' ? (await jointBodies(nis, context)).find(({ id }) => id === jointBody) : undefined
      if (track === 'joint' && !chosen) throw new Problem('track-needs-body', 422, messages.say('tracks.needsBody'))
      const url = track === 'own' && ownUrl ? ownUrl : null
      const at = context.clock()
      await context.sql.transaction(async (sql) => {
        await putTrack(sql, { nis, capability, track, jointBody: chosen?.id ?? null, ownUrl: url }, at)
        await recordDeed(sql, {
          at,
          actorKind: 'staff',
          actor: context.visitor?.id ?? '',
          action: 'region.choose-track',
          subject: `track:${nis}:${capability}`,
          municipality: nis,
          reason: track,
        })
      })
      return saved(`/${context.language}/region/${nis}`)
    },
    async again(typed, errors, context) {
      const municipality = await getAdministered(textOf(typed, 'nis') ?? '', context)
      return formPage({ municipality, capability: textOf(typed, 'capability') ?? '', typed, errors }, context)
    },
  }),
]

interface TrackForm {
  readonly municipality: Municipality
  readonly capability: string
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

async function formPage(form: TrackForm, context: Context): Promise<Answer> {
  const view = await region.themedView(context, { nis: form.municipality.nis })
  return page(<TrackFormPage view={view} bodies={await jointBodies(form.municipality.nis, context)} {...form} />)
}

/** The municipality, if the visitor may choose for its local government. */
async function getAdministered(nis: string, { sql, visitor }: Context): Promise<Municipality> {
  const municipality = await region.findMunicipality(sql, nis)
  if (!municipality) throw new Problem('municipality-unknown', 404, messages.say('municipality.unknown', { nis }))
  const body = await region.bodyOfMunicipality(sql, nis)
  if (!body || !allows(visitor, 'region.administer', body.id)) throw generalProblem('forbidden', 403)
  return municipality
}

/** Who can do the work for a municipality: other governments of today, not companies or associations. */
async function jointBodies(nis: string, { sql, clock }: Context): Promise<Body[]> {
  const bodies = await region.listBodies(sql, { on: dayOf(clock()) })
  return bodies.filter(({ kind, municipality }) => JOINT_KINDS.includes(kind) && municipality !== nis)
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//.test(text)
}
