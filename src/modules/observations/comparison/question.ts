import type { Described } from './description.ts'
import questions from './questions.json' with { type: 'json' }
import { uncertaintyClassOf } from './scale.ts'

/** What somebody wants to know: the course at one place, a mean, a comparison of places, whether a limit is passed. */
export const QUESTIONS = ['course', 'mean', 'places', 'limit'] as const
export type Question = (typeof QUESTIONS)[number]

/** What a question asks of a datastream. */
export interface Demand {
  readonly worstClass: number
  readonly leastCoverage: number
  readonly leastScore: number
  /** Whether height and siting must be known, and it must be outdoors. */
  readonly asksPlace: boolean
  readonly asksUncertainty: boolean
  readonly source: string
}

/** Why a datastream may not be used for a question. */
export type Objection =
  | 'unfit'
  | 'indoors'
  | 'height-unknown'
  | 'siting-unknown'
  | 'uncertainty-unknown'
  | 'uncertainty-too-large'
  | 'coverage-unknown'
  | 'coverage-low'
  | 'score-unknown'
  | 'score-low'

/** What a question asks. */
export function demandOf(question: Question): Demand {
  return questions[question]
}

/**
 * Why a datastream may not be used for a question; none: it may. `score` is that of `scoreOf`. What is not known is an objection of its own,
 * never a silent yes. A reference needs no figure of its uncertainty: it is what others are measured by.
 */
export function objectionsTo(question: Question, one: Described, score: number | null): Objection[] {
  const { worstClass, leastCoverage, leastScore, asksPlace, asksUncertainty } = demandOf(question)
  const grade = one.calibration === 'reference' ? 1 : uncertaintyClassOf(one.property, one.halfWidth, one.unit)
  const found: readonly (readonly [Objection, boolean])[] = [
    ['unfit', one.calibration === 'unfit'],
    ['indoors', asksPlace && one.isOutdoors === false],
    ['height-unknown', asksPlace && one.heightMetres === null],
    ['siting-unknown', asksPlace && one.siting === null],
    ['uncertainty-unknown', asksUncertainty && grade === undefined],
    ['uncertainty-too-large', grade !== undefined && grade > worstClass],
    ['coverage-unknown', one.coverage === null],
    ['coverage-low', one.coverage !== null && !(one.coverage >= leastCoverage)],
    ['score-unknown', score === null],
    ['score-low', score !== null && score < leastScore],
  ]
  return found.flatMap(([objection, holds]) => (holds ? [objection] : []))
}
