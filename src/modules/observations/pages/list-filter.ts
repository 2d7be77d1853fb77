import { z } from 'zod'
import { MunicipalityChoice } from '#modules/region/public.ts'
import { BANDS } from '../comparison/index.ts'
import { STATES } from '../store/shown-things.ts'
import { PERIODS } from './period.ts'
import { PropertyChoice } from '../vocabulary/property-choice.ts'

/** Things on one page of the list. */
export const PAGE_SIZE = 25

/** What the map and the list may be narrowed to. A filter that is nonsense narrows nothing: links grow old. */
export const ListFilter = z.object({
  property: PropertyChoice.describe('What is measured: a word of the vocabulary, such as pm2-5'),
  municipality: MunicipalityChoice.describe('NIS code, of today or of before a merger'),
  state: z
    .enum(['', ...STATES])
    .catch('')
    .default('')
    .describe('fresh: measures now; silent: stopped; none: never told anything'),
  least: z
    .enum(['', ...BANDS])
    .catch('')
    .default('')
    .describe('The least band of reliability: very-low, low, fair, good, very-good'),
  colour: z
    .enum(['', 'reliability'])
    .catch('')
    .default('')
    .describe('What the map shows by colour: the newest values, or reliability'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  map: z.string().max(60).catch('').default(''),
})
export type ListFilter = z.output<typeof ListFilter>

const Id = (unknown: string) =>
  z.coerce
    .number({ error: unknown })
    .int({ error: unknown })
    .min(1, { error: unknown })
    .max(2_147_483_647, { error: unknown })

export const ThingAsked = z.object({ thing: Id('error.thing') })

export const StreamAsked = z.object({
  datastream: Id('error.stream'),
  period: z.enum(PERIODS).catch('day').default('day'),
  on: z.iso
    .date()
    .transform((day) => Temporal.PlainDate.from(day))
    .refine(({ year }) => year >= 1900 && year <= 2100)
    .optional()
    .catch(undefined)
    .describe('A day of the calendar day, week, month or year to show; absent: the newest'),
  values: z
    .enum(['raw', 'corrected'])
    .catch('raw')
    .default('raw')
    .describe('corrected: beside the raw ones, where they can be'),
})
