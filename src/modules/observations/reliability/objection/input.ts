import { z } from 'zod'

const text = (needed: string, long: string) =>
  z.string({ error: needed }).trim().min(10, { error: needed }).max(2000, { error: long })

/** What an owner says against a score. */
export const ReasonInput = z.object({ reason: text('object.needed', 'object.long') })

/** What the office answers. */
export const AnswerInput = z.object({
  outcome: z.enum(['agreed', 'refused'], { error: 'answer.outcomeNeeded' }),
  answer: text('answer.needed', 'object.long'),
})
