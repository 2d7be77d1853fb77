import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import { content, json } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { messages } from './messages/messages.ts'
import type { Municipality, Succession } from './municipality.ts'
import * as region from './public.ts'
import { listSuccessions } from './store/municipalities.ts'

const Nis = z.string().regex(/^\d{5}$/)
const Day = z.iso.date()
/** An empty field is no place: as a number it would be one in the Gulf of Guinea. */
const Degrees = z
  .string()
  .trim()
  .regex(/^-?\d{1,3}(\.\d+)?$/)
  .transform(Number)
/** A municipality for machines. */
export const MunicipalityAnswer = z.object({
  nis: Nis,
  names: z.record(z.string(), z.string()),
  subRegion: z.string(),
  postalCodes: z.array(z.string()),
  areaKm2: z.number(),
  centre: z.object({ lon: z.number(), lat: z.number() }),
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  predecessors: z.array(Nis),
  successors: z.array(Nis),
})

/** What machines may ask about municipalities. Open to all: these are public facts. */
export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/municipalities',
    summary: 'List the municipalities that existed on a day, default today',
    may: 'anyone',
    input: z.object({ on: Day.optional(), subRegion: z.string().optional() }),
    output: z.object({ on: Day, municipalities: z.array(MunicipalityAnswer) }),
    async handle({ on, subRegion }, context) {
      const day = dayAsked(on, context)
      const found = await region.listMunicipalities(context.sql, { on: day, ...(subRegion && { subRegion }) })
      const successions = await listSuccessions(context.sql)
      return json({ on: day.toString(), municipalities: found.map((one) => answerOf(one, successions)) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/municipalities.csv',
    summary: 'The municipalities that existed on a day, as CSV',
    may: 'anyone',
    input: z.object({ on: Day.optional() }),
    async handle({ on }, context) {
      const found = await region.listMunicipalities(context.sql, { on: dayAsked(on, context) })
      return content('text/csv; charset=utf-8; header=present', csvOf(found), {
        'content-disposition': 'attachment; filename="municipalities.csv"',
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/municipalities/locate',
    summary: 'Find the municipality of a place (lat, lon) or those of a postal code',
    may: 'anyone',
    input: z.object({
      lat: Degrees.pipe(z.number().min(-90).max(90)).optional(),
      lon: Degrees.pipe(z.number().min(-180).max(180)).optional(),
      postalCode: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
    }),
    output: z.object({
      /** `postal-code` when no boundary was needed. */
      basis: z.enum(['imported', 'schematic', 'postal-code']),
      notice: z.string().nullable(),
      municipalities: z.array(MunicipalityAnswer),
    }),
    async handle({ lat, lon, postalCode }, context) {
      if (lat !== undefined && lon !== undefined) return locatePoint({ lat, lon }, context)
      if (postalCode !== undefined) return locatePostalCode(postalCode, context)
      throw new Problem('place-needed', 422, messages.say('place.needed'))
    },
  }),
  route({
    method: 'GET',
    path: '/api/municipalities/resolve',
    summary: 'Which NIS codes stand for this one on a day: mergers applied or undone',
    may: 'anyone',
    input: z.object({ nis: Nis, on: Day.optional() }),
    output: z.object({ nis: Nis, on: Day, codes: z.array(Nis) }),
    async handle({ nis, on }, context) {
      const day = dayAsked(on, context)
      return json({ nis, on: day.toString(), codes: await region.resolveNis(context.sql, nis, day) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/municipalities/:nis',
    summary: 'One municipality, of today or of before a merger',
    may: 'anyone',
    input: z.object({ nis: z.string() }),
    output: MunicipalityAnswer,
    async handle({ nis }, { sql }) {
      const municipality = await region.findMunicipality(sql, nis)
      if (!municipality) throw new Problem('municipality-unknown', 404, messages.say('municipality.unknown', { nis }))
      return json(answerOf(municipality, await listSuccessions(sql)))
    },
  }),
]

async function locatePoint(point: { lat: number; lon: number }, context: Context) {
  const { municipality, basis } = await region.locate(context, point)
  if (!municipality)
    throw new Problem('place-outside-region', 404, messages.say('place.outside'), { extensions: { basis } })
  return json({
    basis,
    notice: region.boundariesNotice(basis, context.language),
    municipalities: [answerOf(municipality, await listSuccessions(context.sql))],
  })
}

async function locatePostalCode(code: string, context: Context) {
  const found = await region.municipalitiesOfPostalCode(context.sql, code, dayOf(context.clock()))
  if (found.length === 0)
    throw new Problem('postal-code-unknown', 404, messages.say('place.postalCodeUnknown', { code }))
  const successions = await listSuccessions(context.sql)
  return json({ basis: 'postal-code', notice: null, municipalities: found.map((one) => answerOf(one, successions)) })
}

function dayAsked(on: string | undefined, { clock }: Context): Temporal.PlainDate {
  return on === undefined ? dayOf(clock()) : Temporal.PlainDate.from(on)
}

/** The facts about a municipality for machines. */
export function answerOf(
  municipality: Municipality,
  successions: readonly Succession[],
): z.output<typeof MunicipalityAnswer> {
  const { nis, nl, fr, en, de, subRegion, postalCodes, areaKm2, lon, lat, validFrom, validUntil } = municipality
  return {
    nis,
    names: { nl, fr, ...(en !== null && { en }), ...(de !== null && { de }) },
    subRegion,
    postalCodes: [...postalCodes],
    areaKm2,
    centre: { lon, lat },
    validFrom: validFrom?.toString() ?? null,
    validUntil: validUntil?.toString() ?? null,
    predecessors: successions.filter(({ newNis }) => newNis === nis).map(({ oldNis }) => oldNis),
    successors: successions.filter(({ oldNis }) => oldNis === nis).map(({ newNis }) => newNis),
  }
}

/** The same facts, a line for each municipality. Postal codes share a cell, with spaces between them. */
function csvOf(municipalities: readonly Municipality[]): string {
  return toCsv(
    ['nis', 'nl', 'fr', 'sub_region', 'postal_codes', 'area_km2', 'lon', 'lat', 'valid_from', 'valid_until'],
    municipalities.map((one) => ({
      nis: one.nis,
      nl: one.nl,
      fr: one.fr,
      sub_region: one.subRegion,
      postal_codes: one.postalCodes.join(' '),
      area_km2: one.areaKm2,
      lon: one.lon,
      lat: one.lat,
      valid_from: one.validFrom?.toString(),
      valid_until: one.validUntil?.toString(),
    })),
  )
}
