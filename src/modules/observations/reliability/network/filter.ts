import { z } from 'zod'
import { MunicipalityChoice } from '#modules/region/public.ts'
import { QUESTIONS } from '../../comparison/index.ts'
import { PropertyChoice } from '../../vocabulary/property-choice.ts'

/** Datastreams on one page of the report. */
export const PAGE_SIZE = 25

/** What a network report is about. A filter that is nonsense narrows nothing: links grow old. */
export const NetworkFilter = z.object({
  property: PropertyChoice.describe('What is measured: a word of the vocabulary, such as pm2-5'),
  municipality: MunicipalityChoice.describe('NIS code, of today or of before a merger'),
  question: z.enum(QUESTIONS).catch('places').default('places').describe('What somebody wants to know'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type NetworkFilter = z.output<typeof NetworkFilter>
