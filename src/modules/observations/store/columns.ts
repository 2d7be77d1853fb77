import type { Batch, Extra } from '../batch.ts'

/** A batch as PostgreSQL reads arrays: text that is made in one go is much faster than a value at a time. */
export interface Columns {
  readonly datastream: string
  readonly at: string
  readonly until: string
  readonly number: string
  /** Empty when no row has any: `unnest` fills up with nulls. A join of the rows that have any would be squared by the planner. */
  readonly extra: ExtraColumns
}

interface ExtraColumns {
  readonly turn: readonly (number | null)[]
  readonly truth: readonly (boolean | null)[]
  readonly text: readonly (string | null)[]
  readonly json: readonly (string | null)[]
  readonly resultAt: readonly (number | null)[]
  readonly validFrom: readonly (number | null)[]
  readonly validUntil: readonly (number | null)[]
  readonly feature: readonly (number | null)[]
  readonly parameters: readonly (string | null)[]
  readonly quality: readonly (string | null)[]
  readonly flag: readonly (number | null)[]
}

export function columnsOf(batch: Batch): Columns {
  return {
    datastream: `{${batch.datastream.join(',')}}`,
    at: `{${batch.at.join(',')}}`,
    until: `{${withNulls(batch.until)}}`,
    number: `{${withNulls(batch.number)}}`,
    extra: extraColumns(batch),
  }
}

function withNulls(column: Float64Array): string {
  return column.join(',').replaceAll('NaN', 'null')
}

function extraColumns({ length, extra }: Batch): ExtraColumns {
  const size = extra.size === 0 ? 0 : length
  const column = <Value>(value: (of: Extra) => Value | undefined) =>
    Array.from({ length: size }, (_, row): Value | null => {
      const found = extra.get(row)
      return found === undefined ? null : (value(found) ?? null)
    })
  const asJson = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
  return {
    turn: column(({ turn }) => turn),
    truth: column(({ truth }) => truth),
    text: column(({ text }) => text),
    json: column(({ json }) => asJson(json)),
    resultAt: column(({ resultAt }) => resultAt),
    validFrom: column(({ validFrom }) => validFrom),
    validUntil: column(({ validUntil }) => validUntil),
    feature: column(({ feature }) => feature),
    parameters: column(({ parameters }) => asJson(parameters)),
    quality: column(({ quality }) => asJson(quality)),
    flag: column(({ quality }) => flagOf(quality)),
  }
}

const MOST_FLAG = 100

/** The flag that a quality says, as QARTOD has them; undefined where it says none. */
function flagOf(quality: unknown): number | undefined {
  if (typeof quality !== 'object' || quality === null || !('flag' in quality)) return undefined
  const { flag } = quality
  return typeof flag === 'number' && Number.isInteger(flag) && flag >= 0 && flag <= MOST_FLAG ? flag : undefined
}
