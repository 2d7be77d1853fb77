/**
 * Where somebody who listens is: everything up to here was sent. Values are sent in the order of the transactions that stored them, which is the
 * same for every process; `receivedAt` (milliseconds since 1970) says how long ago that was.
 */
export interface Place {
  readonly transaction: number
  readonly datastream: number
  /** Microseconds since 1970. */
  readonly at: number
  readonly turn: number
  readonly receivedAt: number
}

/** A place before everything of a transaction. */
export function before(transaction: number, receivedAt: number): Place {
  return { transaction, datastream: 0, at: 0, turn: 0, receivedAt }
}

/** A place as the id of an event. */
export function writePlace({ transaction, datastream, at, turn, receivedAt }: Place): string {
  return [transaction, datastream, at, turn, receivedAt].join('_')
}

/** The place that an id tells; undefined for what is no id of ours. */
export function readPlace(id: string): Place | undefined {
  if (!/^\d{1,16}_\d{1,10}_-?\d{1,16}_\d{1,5}_\d{1,16}$/.test(id)) return undefined
  const [transaction = 0, datastream = 0, at = 0, turn = 0, receivedAt = 0] = id.split('_').map(Number)
  return { transaction, datastream, at, turn, receivedAt }
}

/** Whether one place comes after another. */
export function isAfter(one: Place, other: Place): boolean {
  const steps = [
    one.transaction - other.transaction,
    one.datastream - other.datastream,
    one.at - other.at,
    one.turn - other.turn,
  ]
  return (steps.find((step) => step !== 0) ?? 0) > 0
}
