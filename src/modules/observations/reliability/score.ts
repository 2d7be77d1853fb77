import {
  expectationOf,
  objectionsTo,
  QUESTIONS,
  scoreOf,
  shareOfLevel,
  type Described,
  type Evidence,
  type Objection,
  type PartName,
  type Question,
  type Score,
} from '../comparison/index.ts'

/** Counts up when a score is made in another way: then all are made again. */
export const SCORE_VERSION = 1
/** Hours that a score looks at. */
export const WINDOW_HOURS = 720
/** Of a datastream that began so short ago that less was told, nothing is said. */
export const LEAST_WINDOW_HOURS = 72
/** With fewer hours beside neighbours nothing is said of how it goes with them. */
const LEAST_COMPARED_HOURS = 24

/** What is stored of the hours of a datastream, from the beginning of the window or since its first value. */
export interface Hours {
  readonly datastream: number
  /** How many hours it had to tell something; 0 when it never did. */
  readonly possible: number
  /** How many have a value; of counters each counts as far as it was up. */
  readonly told: number
  /** Hours that values are about; null where nobody knows how long a value counts. */
  readonly covered: number | null
  /** Share of the time that a counter was up; null where it never says. */
  readonly uptime: number | null
  /** Seconds that a value is about, where all are about as many. */
  readonly periodSeconds: number | null
  /** Values that were judged, and of these those that could not be tested, are suspect or failed. */
  readonly judged: number
  readonly untested: number
  readonly suspect: number
  readonly failed: number
  /** Hours in which it was compared with neighbours, and of these those in which it does not go with them. */
  readonly compared: number
  readonly apart: number
}

/** A score with what it is made of and what the datastream may be used for. */
export interface Scored extends Score {
  readonly datastream: number
  readonly evidence: Evidence
  readonly objections: Readonly<Record<Question, readonly Objection[]>>
}

/** How far a datastream can be relied on, by what is stored of it. `drift` is in its own unit. */
export function scored(described: Described, hours: Hours, drift: number | null): Scored {
  const evidence = evidenceOf(described, hours, drift)
  const score = scoreOf(evidence)
  return {
    ...score,
    datastream: hours.datastream,
    evidence,
    objections: Object.fromEntries(
      QUESTIONS.map((question) => [question, objectionsTo(question, described, score.score)]),
    ) as unknown as Scored['objections'],
  }
}

/**
 * What is known of a datastream. A reference is what others are measured by: its uncertainty counts as that of the end of class 1, its drift
 * is not known.
 */
export function evidenceOf(described: Described, hours: Hours, drift: number | null): Evidence {
  const { property, unit, halfWidth, calibration } = described
  const classes = expectationOf(property)?.classes ?? null
  const tested = hours.judged - hours.untested
  const isTested = tested > 0
  const shareOf = (size: number | null) => shareOfLevel(property, size === null ? null : Math.abs(size), unit) ?? null
  return {
    coverage: availabilityOf(hours),
    suspect: isTested ? share(hours.suspect, tested) : null,
    failed: isTested ? share(hours.failed, tested) : null,
    agreement: hours.compared >= LEAST_COMPARED_HOURS ? 1 - share(hours.apart, hours.compared) : null,
    drift: shareOf(drift),
    uncertainty: calibration === 'reference' ? (classes?.[0] ?? null) : shareOf(halfWidth),
    classes,
  }
}

/** Share of the hours with a value; where each is about more than an hour, of the time that values are about. Null while it is too new. */
function availabilityOf({ possible, told, covered, periodSeconds }: Hours): number | null {
  if (possible < LEAST_WINDOW_HOURS) return null
  return share(periodSeconds !== null && periodSeconds > 3600 && covered !== null ? covered : told, possible)
}

/** Share of the time with values, as comparisons want it. Null while it is too new, or nobody knows how long a value counts. */
export function coverageOf({ possible, covered }: Pick<Hours, 'possible' | 'covered'>): number | null {
  return possible < LEAST_WINDOW_HOURS || covered === null ? null : share(covered, possible)
}

/** What was counted at another moment may come to more than all. */
function share(part: number, whole: number): number {
  return Math.min(1, Math.max(0, part / whole))
}

/** What each part comes to, by its name. */
export function pointsOf({ parts }: Pick<Score, 'parts'>): Record<PartName, number | null> {
  return Object.fromEntries(parts.map(({ name, points }) => [name, points])) as Record<PartName, number | null>
}
