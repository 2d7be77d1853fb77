import type { Batch, Extra } from '../batch.ts'

/** A batch as PostgreSQL reads arrays: text that is made in one go is much faster than a value at a time. */
export interface Columns {
  readonly datastream: string
  readonly at: string
  readonly until: string
  readonly number: string
  /** Only of the rows that have any; `row` counts from 1. */
  readonly extra: ExtraColumns
}

interface ExtraColumns {
  readonly row: readonly number[]
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
}

export function columnsOf(batch: Batch): Columns {
  return {
    datastream: `{${batch.datastream.join(',')}}`,
    at: `{${batch.at.join(',')}}`,
    until: `{${withNulls(batch.until)}}`,
    number: `{${withNulls(batch.number)}}`,
    extra: extraColumns(batch.extra),
  }
}

function withNulls(column: Float64Array): string {
  return column.join(',').replaceAll('NaN', 'null')
}

function extraColumns(all: ReadonlyMap<number, Extra>): ExtraColumns {
  const extras = [...all.values()]
  const column = <Value>(value: (extra: Extra) => Value | undefined) => extras.map((extra) => value(extra) ?? null)
  const asJson = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
  return {
    row: [...all.keys()].map((row) => row + 1),
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
  }
}
