/** A series as columns of the same length. What is missing is NaN. */
export interface Columns {
  /** Microseconds since 1970, UTC. */
  readonly time: Float64Array
  /** In the unit of the datastream. */
  readonly value: Float64Array
  /** Metres, growing downwards: of a profile in water. */
  readonly depth?: Float64Array | undefined
  /** Decimal degrees, WGS84: of what moves. */
  readonly lon?: Float64Array | undefined
  readonly lat?: Float64Array | undefined
  /** What others measured at the same moments, place by place: of neighbours, or of the parts of a whole. */
  readonly others?: readonly Float64Array[] | undefined
}

/** A column that a test cannot do without. */
export type Need = 'depth' | 'lon' | 'lat' | 'others'

export const SECOND = 1_000_000

/** Throws a RangeError that says which column is missing or has another length than `time`. */
export function checkColumns(columns: Columns, needs: readonly Need[]): void {
  for (const need of needs) if (columns[need] === undefined) throw new RangeError(`This test needs the column ${need}.`)
  forEachColumn(columns, (column, name) => {
    if (column.length !== columns.time.length)
      throw new RangeError(`The column ${name} has ${column.length} values and time has ${columns.time.length}.`)
  })
}

/** The rows from `from` up to `to`, without copying. */
export function sliceColumns(columns: Columns, from: number, to?: number): Columns {
  return mapColumns(columns, (column) => column.subarray(from, to))
}

/** The rows at these places, in this order. */
export function gatherColumns(columns: Columns, places: ArrayLike<number>, count: number): Columns {
  return mapColumns(columns, (column) => {
    const gathered = new Float64Array(count)
    for (let k = 0; k < count; k += 1) gathered[k] = column[places[k] as number] as number
    return gathered
  })
}

/** The rows of one after those of another; both have the same columns. */
export function joinColumns(first: Columns, second: Columns): Columns {
  if (first.time.length === 0) return second
  const join = (a: Float64Array, b: Float64Array | undefined): Float64Array => {
    if (b === undefined) throw new RangeError('A stream is fed with the same columns each time.')
    const both = new Float64Array(a.length + b.length)
    both.set(a)
    both.set(b, a.length)
    return both
  }
  return {
    time: join(first.time, second.time),
    value: join(first.value, second.value),
    depth: first.depth && join(first.depth, second.depth),
    lon: first.lon && join(first.lon, second.lon),
    lat: first.lat && join(first.lat, second.lat),
    others: first.others?.map((column, k) => join(column, second.others?.[k])),
  }
}

/** The same rows in memory of their own, so that what they were cut from can be let go. */
export function copyColumns(columns: Columns): Columns {
  return mapColumns(columns, (column) => column.slice())
}

/** Whether two rows of one moment say the same; of `others` nothing is asked. */
export function isSameRow(a: Columns, i: number, b: Columns, j: number): boolean {
  return isSame(a.value[i], b.value[j]) && isSame(a.lon?.[i], b.lon?.[j]) && isSame(a.lat?.[i], b.lat?.[j])
}

function isSame(a: number | undefined, b: number | undefined): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

function mapColumns(columns: Columns, change: (column: Float64Array) => Float64Array): Columns {
  return {
    time: change(columns.time),
    value: change(columns.value),
    depth: columns.depth && change(columns.depth),
    lon: columns.lon && change(columns.lon),
    lat: columns.lat && change(columns.lat),
    others: columns.others?.map(change),
  }
}

function forEachColumn(columns: Columns, look: (column: Float64Array, name: string) => void): void {
  const { others, ...named } = columns
  for (const [name, column] of Object.entries(named)) if (column !== undefined) look(column, name)
  for (const [k, column] of (others ?? []).entries()) look(column, `others[${k}]`)
}
