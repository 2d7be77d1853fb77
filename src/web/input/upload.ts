import { z } from 'zod'

/** A file that came with a form, kept in a temporary place until the answer is given. */
export interface Upload {
  readonly filename: string
  /** Where it is; undefined when it was larger than the route allows and was let go. */
  readonly path: string | undefined
  readonly bytes: number
}

/** The schema of a file field. An empty file field reads as undefined. */
export const uploadedFile = z.custom<Upload>(
  (value) => typeof value === 'object' && value !== null && 'filename' in value && 'bytes' in value,
)
