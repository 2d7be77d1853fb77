import { z } from 'zod'

/** The job that looks at what a draft would have done. */
export const PREVIEW_JOB = 'observations.preview-rules'

/** Of which property. */
export const PreviewOrder = z.object({ property: z.string() })
