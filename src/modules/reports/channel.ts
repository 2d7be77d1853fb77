/** How a report comes in when staff fill in the form for a resident. */
export const COUNTER_CHANNELS = ['telephone', 'counter', 'paper', 'email', 'street'] as const
export type CounterChannel = (typeof COUNTER_CHANNELS)[number]

/** How a report came in. */
export const CHANNELS = ['web', ...COUNTER_CHANNELS, 'import', 'open311'] as const
export type Channel = (typeof CHANNELS)[number]
