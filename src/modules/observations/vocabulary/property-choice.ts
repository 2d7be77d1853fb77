import { z } from 'zod'
import { propertyOf } from './vocabulary.ts'

/** What a list of sensors is narrowed to; empty: anything. Nonsense narrows nothing: links grow old. */
export const PropertyChoice = z
  .string()
  .max(60)
  .refine((key) => key === '' || propertyOf(key) !== undefined)
  .catch('')
  .default('')
