import type { Sql } from '#core/database/sql.ts'

/** More squares than this one report passes through nowhere: then it goes round. */
export const MOST_PASSED = 8

/** By which id other squares know this one: random, made once with the database. */
export async function ownServerId(sql: Sql): Promise<string> {
  const [row] = await sql<{ id: string }>`select id from reports.open311_server`
  if (row === undefined) throw new Error('The square has no id for other squares.')
  return row.id
}

/** Keeps the squares through which a report came here. Call it in the transaction that adds the report. */
export async function keepPassed(sql: Sql, report: string, servers: readonly string[]): Promise<void> {
  await sql`
    insert into reports.open311_passed (report, server)
    select ${report}, server from unnest(${servers}::uuid[]) as passed (server) on conflict do nothing`
}

/** The squares through which a report came here, without this one. */
export async function listPassed(sql: Sql, report: string): Promise<string[]> {
  const rows = await sql<{ server: string }>`
    select server from reports.open311_passed where report = ${report} order by server`
  return rows.map(({ server }) => server)
}
