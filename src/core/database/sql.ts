/**
 * Asks the database. Written as SQL, with every value bound as a parameter:
 * ``await sql<Report>`select id, note from reports.report where id = ${id}` ``.
 * Arrays are bound as PostgreSQL arrays; objects as JSON; `Temporal.Instant` and `Temporal.PlainDate` as ISO text.
 * `timestamptz` comes back as `Temporal.Instant`, `date` as `Temporal.PlainDate`, `bigint` (count) and `numeric` as number.
 * An array that must become JSON (a `jsonb` column) is wrapped: `${json([1, 2])}`.
 */
export interface Sql {
  <Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  /** Runs a script of several statements without parameters, such as a migration. */
  script(text: string): Promise<void>
  /** Runs the work in one transaction: all of it happens, or nothing. Inside a transaction it joins that one. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
}

/** A value that goes to the database as JSON, whatever it is. Made by `json`. */
export interface JsonValue {
  readonly jsonText: string
  readonly [JSON_VALUE]: true
}

const JSON_VALUE: unique symbol = Symbol('json')

/** Binds a value as JSON: needed for arrays, text and numbers in a `json` or `jsonb` column. Plain objects need no wrapper. */
export function json(value: unknown): JsonValue {
  return { jsonText: JSON.stringify(value ?? null), [JSON_VALUE]: true }
}

/** Whether a value was made by `json`. */
export function isJsonValue(value: unknown): value is JsonValue {
  return typeof value === 'object' && value !== null && JSON_VALUE in value
}
