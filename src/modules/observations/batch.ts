/** What an observation says, when it is no number. */
export interface OtherResult {
  readonly truth?: boolean
  readonly text?: string
  readonly json?: unknown
}

/** What few observations have, beside their moment and their number. Moments in microseconds since 1970. */
export interface Extra extends OtherResult {
  readonly resultAt?: number
  readonly validFrom?: number
  readonly validUntil?: number
  readonly feature?: number
  /** Of a correction: the turn that it takes. */
  readonly turn?: number
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly quality?: unknown
}

/**
 * Observations on their way to the store, in columns: rows of objects would cost more than everything that is done with them.
 * Row `i` is `datastream[i]`, `at[i]` and so on, for `i < length`.
 */
export interface Batch {
  readonly length: number
  readonly datastream: Int32Array
  /** Microseconds since 1970: a whole number, exact until the year 2255. */
  readonly at: Float64Array
  /** The end of the interval; NaN: a moment. */
  readonly until: Float64Array
  /** NaN where the result is no number. */
  readonly number: Float64Array
  /** By row; absent when no row has any. */
  readonly extra: ReadonlyMap<number, Extra>
}

/** A batch that grows row by row. */
export interface BatchBuilder {
  add(datastream: number, at: number, until: number, number: number, extra?: Extra): void
  readonly length: number
  /** The rows so far, as a batch; the builder is empty then. */
  take(): Batch
}

/** Room for `size` rows; it grows when that is too little. */
export function batchBuilder(size = 1024): BatchBuilder {
  let room = size
  let length = 0
  let datastreams = new Int32Array(room)
  let columns = [0, 1, 2].map(() => new Float64Array(room))
  let extras = new Map<number, Extra>()

  const grow = () => {
    room *= 2
    const more = new Int32Array(room)
    more.set(datastreams)
    datastreams = more
    columns = columns.map((column) => {
      const wider = new Float64Array(room)
      wider.set(column)
      return wider
    })
  }
  return {
    get length() {
      return length
    },
    add(datastream, at, until, number, extra) {
      if (length === room) grow()
      const [ats, untils, numbers] = columns as [Float64Array, Float64Array, Float64Array]
      datastreams[length] = datastream
      ats[length] = at
      untils[length] = until
      numbers[length] = number
      if (extra !== undefined) extras.set(length, extra)
      length++
    },
    take() {
      const [at, until, number] = columns.map((column) => column.slice(0, length)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      const taken: Batch = { length, datastream: datastreams.slice(0, length), at, until, number, extra: extras }
      length = 0
      extras = new Map()
      return taken
    },
  }
}

/** The rows of a batch with these numbers, in this order. */
export function pick(batch: Batch, rows: readonly number[]): Batch {
  const extra = new Map<number, Extra>()
  rows.forEach((row, place) => {
    const found = batch.extra.get(row)
    if (found !== undefined) extra.set(place, found)
  })
  return {
    length: rows.length,
    datastream: Int32Array.from(rows, (row) => batch.datastream[row] ?? 0),
    at: Float64Array.from(rows, (row) => batch.at[row] ?? Number.NaN),
    until: Float64Array.from(rows, (row) => batch.until[row] ?? Number.NaN),
    number: Float64Array.from(rows, (row) => batch.number[row] ?? Number.NaN),
    extra,
  }
}

/** Whether each row has another datastream or moment than the one before, in rising order: then no two are about the same. */
export function isInOrder({ length, datastream, at }: Batch): boolean {
  for (let row = 1; row < length; row++) {
    const [before, here] = [datastream[row - 1] ?? 0, datastream[row] ?? 0]
    if (here < before || (here === before && (at[row] ?? 0) <= (at[row - 1] ?? 0))) return false
  }
  return true
}

/**
 * A batch as waves in which no two rows have the same datastream and moment, each in rising order of both (so that two that
 * store at once lock in the same order). What came later is in a later wave. `rows` are the places in the batch that was given.
 */
export function waves(batch: Batch): { readonly batch: Batch; readonly rows: readonly number[] }[] {
  const everything = Array.from({ length: batch.length }, (_, row) => row)
  if (isInOrder(batch)) return [{ batch, rows: everything }]
  const order = everything.toSorted(
    (a, b) =>
      (batch.datastream[a] ?? 0) - (batch.datastream[b] ?? 0) || (batch.at[a] ?? 0) - (batch.at[b] ?? 0) || a - b,
  )
  const parts: number[][] = []
  let turn = 0
  order.forEach((row, place) => {
    const before = order[place - 1]
    const isSame =
      before !== undefined && batch.datastream[before] === batch.datastream[row] && batch.at[before] === batch.at[row]
    turn = isSame ? turn + 1 : 0
    const wave = parts[turn]
    if (wave === undefined) parts[turn] = [row]
    else wave.push(row)
  })
  return parts.map((rows) => ({ batch: pick(batch, rows), rows }))
}
