import { z } from 'zod'
import { BANDS, demandOf, QUESTIONS, WEIGHTS } from '../comparison/index.ts'

/** What each question asks, and what a score is made of, for programs. */
export const QuestionsOutput = z.object({
  questions: z.array(
    z.object({
      question: z.enum(QUESTIONS),
      worstClass: z.number(),
      leastCoverage: z.number(),
      leastScore: z.number(),
      asksPlace: z.boolean(),
      asksUncertainty: z.boolean(),
      source: z.string(),
    }),
  ),
  weights: z.record(z.string(), z.number()),
  bands: z.array(z.enum(BANDS)).describe('Each is 20 wide, from 0 on'),
})

export function dataOfQuestions(): z.input<typeof QuestionsOutput> {
  return {
    questions: QUESTIONS.map((question) => ({ question, ...demandOf(question) })),
    weights: { ...WEIGHTS },
    bands: [...BANDS],
  }
}
