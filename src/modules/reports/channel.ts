/** How a report comes in when staff fill in the form for a resident. */
export const COUNTER_CHANNELS = ['telephone', 'counter', 'paper', 'email', 'street'] as const
export type CounterChannel = (typeof COUNTER_CHANNELS)[number]

/** How a report came in. */
export type Channel = 'web' | 'import' | 'open311' | CounterChannel
