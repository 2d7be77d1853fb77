import { z } from 'zod'

/** The municipality that a list is narrowed to, by its NIS code; empty: none. Nonsense narrows nothing: links grow old. */
export const MunicipalityChoice = z
  .string()
  .regex(/^\d{5}$/)
  .or(z.literal(''))
  .catch('')
  .default('')
