import type { Manners } from '../ask.ts'
import type { Run } from '../run.ts'

/** Whether somebody must, may or cannot say something of a connector. */
export type Choice = 'needed' | 'possible' | 'never'

/** A kind of system that is asked. */
export interface Kind {
  /** Where it is for most; undefined: each is elsewhere. */
  readonly address: string | undefined
  readonly area: Choice
  readonly ids: Choice
  /** Whether one of the two must be said. */
  readonly needsEither: boolean
  /** What an id looks like. */
  readonly idPattern: RegExp
  readonly key: Choice
  /** Whether it tells about the past, so that a first time and an outage are made good. */
  readonly hasPast: boolean
  readonly leastSeconds: number
  readonly manners: Manners
  /** Asks what is new and takes it in. Throws `PullFailed` and `PullStopped`; what was taken in before stays. */
  pull(run: Run): Promise<void>
}
