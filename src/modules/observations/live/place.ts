/**
 * What could be seen at a moment, as PostgreSQL tells it (`pg_current_snapshot`): transactions before `first` had ended, from `end` on none had,
 * between them all but those that were under way. It means the same to every process.
 */
export interface Snapshot {
  readonly first: number
  readonly end: number
  readonly underWay: ReadonlySet<number>
  readonly text: string
}

/** Reads a snapshot, `xmin:xmax:xip_list`; undefined for what is none. */
export function readSnapshot(text: string): Snapshot | undefined {
  const [, first, end, list = ''] = /^(\d{1,16}):(\d{1,16}):((?:\d{1,16}(?:,\d{1,16})*)?)$/.exec(text) ?? []
  if (first === undefined || end === undefined) return undefined
  return { first: Number(first), end: Number(end), underWay: new Set(list.split(',').map(Number)), text }
}

/** Whether what a transaction did was seen. */
export function isSeen({ first, end, underWay }: Snapshot, transaction: number): boolean {
  return transaction < first || (transaction < end && !underWay.has(transaction))
}

/** By what a value is known, with the transaction that stored it. */
export interface RowKey {
  readonly transaction: number
  readonly datastream: number
  /** Microseconds since 1970. */
  readonly at: number
  readonly turn: number
}

/** The order in which values are sent that are seen at once. */
export function inOrder(one: RowKey, other: RowKey): number {
  return (
    one.transaction - other.transaction ||
    one.datastream - other.datastream ||
    one.at - other.at ||
    one.turn - other.turn
  )
}

/**
 * Where somebody who listens is: everything that `snapshot` sees was sent, and, when it was cut off in between, what `partly.upto` sees up to one
 * value of it.
 */
export interface Place {
  readonly snapshot: Snapshot
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly partly?: { readonly upto: Snapshot; readonly last: RowKey }
}

/** A place as the id of an event. */
export function writePlace({ snapshot, sentAt, partly }: Place): string {
  if (partly === undefined) return `${sentAt}_${snapshot.text}`
  const { transaction, datastream, at, turn } = partly.last
  return `${sentAt}_${snapshot.text}_${partly.upto.text}_${[transaction, datastream, at, turn].join('.')}`
}

const LONGEST_ID = 6000

/** The place that an id tells; undefined for what is no id of ours. */
export function readPlace(id: string): Place | undefined {
  if (id.length > LONGEST_ID) return undefined
  const [time = '', seen = '', upto, key, ...rest] = id.split('_')
  const snapshot = readSnapshot(seen)
  if (snapshot === undefined || !/^\d{1,16}$/.test(time) || rest.length > 0) return undefined
  const place = { snapshot, sentAt: Number(time) }
  if (upto === undefined) return place
  const next = readSnapshot(upto)
  if (next === undefined || !/^\d{1,16}\.\d{1,10}\.-?\d{1,16}\.\d{1,5}$/.test(key ?? '')) return undefined
  const [transaction = 0, datastream = 0, at = 0, turn = 0] = (key ?? '').split('.').map(Number)
  return { ...place, partly: { upto: next, last: { transaction, datastream, at, turn } } }
}
