import { z } from 'zod'
import { AREAS, HIGHEST_METRES, INFLUENCES } from './standing.ts'

const known = <Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .catch('')
    .default('')
    .transform((text): Word | null => words.find((word) => word === text) ?? null)

/** What is around a station, as a form asks it; empty: not known. */
export const SitingInput = z.object({ area: known(AREAS), influence: known(INFLUENCES) })

/** A height as people type it, with a point or a comma. The error is a key of the messages. */
export const HeightInput = (wrong: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim().replace(',', '.'))
    .refine((text) => text === '' || (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= HIGHEST_METRES), {
      error: wrong,
    })
    .transform((text) => (text === '' ? null : Number(text)))
