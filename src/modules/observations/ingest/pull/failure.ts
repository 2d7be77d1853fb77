/** Why a connector did not get what it asked for; each has its words in `messages/`. */
export const FAILURES = [
  'unreachable',
  'no-answer',
  'too-large',
  'not-json',
  'not-understood',
  'key-refused',
  'key-lost',
  'refused',
  'moved',
  'too-busy',
  'broken',
  'loop',
  'paging',
  'nothing-there',
  'unit-changed',
  'budget',
  'unforeseen',
] as const
export type FailureCode = (typeof FAILURES)[number]

/** A question that was not answered as it should be. */
export class PullFailed extends Error {
  override readonly name = 'PullFailed'
  readonly code: FailureCode
  /** Seconds that the other side asked us to wait. */
  readonly waitSeconds: number | undefined
  constructor(code: FailureCode, message: string, waitSeconds?: number) {
    super(message)
    this.code = code
    this.waitSeconds = waitSeconds
  }
}

/** The run ends here and goes on later: nothing is wrong. */
export class PullStopped extends Error {
  override readonly name = 'PullStopped'
  /** `time`: it ran long enough; `budget`: enough was asked today; `lost`: another run has it, or it is gone or paused. */
  readonly why: 'time' | 'budget' | 'lost'
  constructor(why: PullStopped['why']) {
    super(why)
    this.why = why
  }
}
