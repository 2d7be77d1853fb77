/** Tells the time. Passed in everywhere, so that a test can hold it still. */
export type Clock = () => Temporal.Instant

/** The clock of the machine. */
export const systemClock: Clock = () => Temporal.Now.instant()
