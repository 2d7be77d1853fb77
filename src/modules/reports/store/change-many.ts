import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { isClosed } from '../report.ts'
import { isAnswer, type Change } from './change.ts'

/** As `addEvent` for many at once: changes of status, those of one report in the order of time. Call it in a transaction. */
export async function addStatusEvents(
  sql: Sql,
  changes: readonly (Change & { readonly status: NonNullable<Change['status']> })[],
): Promise<void> {
  const column = <Value>(value: (change: (typeof changes)[number]) => Value) => changes.map(value)
  await sql`
    insert into reports.event (id, report, at, kind, status, message, language, author, closing)
    select * from unnest(
      ${column(() => randomUUIDv7())}::uuid[], ${column(({ report }) => report)}::uuid[],
      ${column(({ at }) => at.toString())}::timestamptz[], ${column(({ kind }) => kind)}::text[],
      ${column(({ status }) => status)}::text[], ${column(({ message }) => message)}::text[],
      ${column(({ language }) => language)}::text[], ${column(({ author }) => author)}::text[],
      ${column(({ closing }) => closing ?? null)}::text[])`
  const reports = [...Map.groupBy(changes, ({ report }) => report)].map(([id, its]) => {
    const last = its.at(-1)
    return {
      id,
      status: last?.status ?? 'received',
      at: last?.at.toString() ?? null,
      answeredAt: its.find(isAnswer)?.at.toString() ?? null,
      closedAt: last && isClosed(last.status) ? last.at.toString() : null,
      closing: last?.closing ?? null,
    }
  })
  await sql`
    update reports.report set updated_at = last.at, status = last.status, closed_at = last.closed_at, closing = last.closing,
      answered_at = coalesce(report.answered_at, last.answered_at)
    from unnest(
      ${reports.map(({ id }) => id)}::uuid[], ${reports.map(({ status }) => status)}::text[],
      ${reports.map(({ at }) => at)}::timestamptz[], ${reports.map(({ answeredAt }) => answeredAt)}::timestamptz[],
      ${reports.map(({ closedAt }) => closedAt)}::timestamptz[], ${reports.map(({ closing }) => closing)}::text[]
    ) as last (id, status, at, answered_at, closed_at, closing)
    where report.id = last.id`
}
