import { addWorkingDays } from '#core/calendar/working-days.ts'
import type { Sql } from '#core/database/sql.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Category } from '../category.ts'

/** Within how many Belgian working days a body answers and solves. */
export interface ServicePromise {
  readonly answerDays: number
  /** Null: no promise is made. */
  readonly solveDays: number | null
}

/** What holds for a body that promised nothing of its own: about ten days. */
export const USUAL: ServicePromise = { answerDays: 7, solveDays: null }

/** The last days of what is promised for something that came in at a moment. */
export function deadlinesOf(
  receivedAt: Temporal.Instant,
  { answerDays, solveDays }: ServicePromise = USUAL,
): { answerBefore: Temporal.PlainDate; solveBefore: Temporal.PlainDate | null } {
  const day = dayOf(receivedAt)
  return {
    answerBefore: addWorkingDays(day, answerDays),
    solveBefore: solveDays === null ? null : addWorkingDays(day, solveDays),
  }
}

/** What a body promises, by category. */
export async function listPromises(sql: Sql, body: string): Promise<ReadonlyMap<Category, ServicePromise>> {
  const rows = await sql<ServicePromise & { category: Category }>`
    select category, answer_days as "answerDays", solve_days as "solveDays" from reports.promise where body = ${body}`
  return new Map(rows.map(({ category, ...promise }) => [category, promise]))
}
