import type { Sql } from '#core/database/sql.ts'
import type { EventKind } from '../report.ts'

/** What followers are told of: all that everybody may read, but that the report came in. */
const TOLD: readonly EventKind[] = ['status', 'answer', 'reopened', 'hand-over', 'planned']

/**
 * Notes that followers must be told of an event: those of the report, those of the reports merged into it, and whoever made these.
 * Nothing when nobody follows, or when it is not for everybody. Safe to repeat.
 */
export async function addNotice(
  sql: Sql,
  { report, event }: { readonly report: string; readonly event: string },
): Promise<void> {
  await sql`
    insert into reports.notice (event, report)
    select id, report from reports.event
    where id = ${event} and report = ${report} and kind = any(${TOLD}::text[])
      and (exists (select from reports.follower f where f.report = ${report} and f.confirmed_at is not null)
        or exists (select from reports.report r where r.merged_into = ${report}))
    on conflict (event) do nothing`
}
