/**
 * Asks the database. Written as SQL, with every value bound as a parameter:
 * ``await sql<Report>`select id, note from reports.report where id = ${id}` ``.
 * Arrays are bound as PostgreSQL arrays; objects as JSON; `Temporal.Instant` and `Temporal.PlainDate` as ISO text.
 * `timestamptz` comes back as `Temporal.Instant`, `date` as `Temporal.PlainDate`, `bigint` (count) and `numeric` as number.
 */
export interface Sql {
  <Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  /** Runs a script of several statements without parameters, such as a migration. */
  script(text: string): Promise<void>
  /** Runs the work in one transaction: all of it happens, or nothing. Inside a transaction it joins that one. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
}
