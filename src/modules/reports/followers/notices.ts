import type { Sql } from '#core/database/sql.ts'

/**
 * Notes that followers must be told of an event: those of the report, those of the reports merged into it, and whoever made these.
 * Nothing when nobody follows, or when it is a note among staff. Safe to repeat.
 */
export async function addNotice(
  sql: Sql,
  { report, event }: { readonly report: string; readonly event: string },
): Promise<void> {
  await sql`
    insert into reports.notice (event, report)
    select id, report from reports.event
    where id = ${event} and report = ${report} and kind in ('status', 'answer')
      and (exists (select from reports.follower f where f.report = ${report} and f.confirmed_at is not null)
        or exists (select from reports.report r where r.merged_into = ${report}))
    on conflict (event) do nothing`
}
