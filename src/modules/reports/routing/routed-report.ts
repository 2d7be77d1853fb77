import type { Sql } from '#core/database/sql.ts'
import { bodyOfMunicipality } from '#modules/region/public.ts'
import type { Category } from '../category.ts'
import { deadlinesOf, listPromises } from '../handling/deadlines.ts'
import { teamFor } from '../handling/desk-store.ts'
import type { IncomingReport } from '../store/change.ts'
import { letFollow } from '../store/parties.ts'
import type { Routed } from './owner-of.ts'

/** What follows for a new report from who answers: its team, and what that body promises. */
export async function routedFields(
  sql: Sql,
  routed: Routed,
  { category, now }: { readonly category: Category; readonly now: Temporal.Instant },
): Promise<Pick<IncomingReport, 'body' | 'routedBy' | 'road' | 'team' | 'answerBefore' | 'solveBefore'>> {
  const promises = await listPromises(sql, routed.body)
  return {
    body: routed.body,
    routedBy: routed.rule,
    road: routed.road,
    team: await teamFor(sql, routed.body, category),
    ...deadlinesOf(now, promises.get(category)),
  }
}

/** Lets the municipality where it is read along with a report that another body answers for. Call it in a transaction. */
export async function letGovernmentFollow(
  sql: Sql,
  { report, municipality, body, now }: { report: string; municipality: string; body: string; now: Temporal.Instant },
): Promise<void> {
  const government = await bodyOfMunicipality(sql, municipality)
  if (government !== undefined && government.id !== body)
    await letFollow(sql, { report, body: government.id, since: now })
}
