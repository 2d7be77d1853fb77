import { z } from 'zod'
import { MunicipalityChoice } from '#modules/region/public.ts'
import { PropertyChoice } from '../../vocabulary/property-choice.ts'

/** More lines than this are a tangle. */
export const MOST_COMPARED = 5

const Id = z
  .string()
  .max(200)
  .transform((text) => text.split(',').flatMap((one) => (/^[1-9]\d{0,8}$/.test(one.trim()) ? [Number(one)] : [])))

/** Which datastreams are compared: `datastream=1&datastream=2` or `datastream=1,2`. What is no number is left out: links grow old. */
export const CompareInput = z.object({
  datastream: z
    .union([
      z
        .array(Id)
        .max(100)
        .transform((all) => all.flat()),
      Id,
    ])
    .catch([])
    .default([])
    .transform((all) => [...new Set(all)].slice(0, 100).toSorted((a, b) => a - b)),
  property: PropertyChoice,
  municipality: MunicipalityChoice,
  anyway: z.enum(['', 'yes']).catch('').default('').describe('yes: draw them together though they may not be compared'),
})
export type CompareInput = z.output<typeof CompareInput>

/** The same in an address: `1,2`. */
export const DaysInput = z.object({ datastreams: Id, anyway: CompareInput.shape.anyway })
