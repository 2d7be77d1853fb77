import { recordDeed } from '#core/audit/audit.ts'
import { json, type Sql } from '#core/database/sql.ts'
import { TIDY } from '#core/jobs/core-jobs.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import type { Services } from '#core/services.ts'
import type { Module } from './module.ts'

const SETTING = 'demonstration'
const REMEMBERED_SECONDS = 1

/**
 * Fills an empty square with the demonstration region, once: `now` when it did, `elsewhere` when another process is at it,
 * `no` when it is off or was done. A region that cleared its demonstration does not get it back.
 */
export async function fillDemonstration(
  modules: readonly Module[],
  services: Services,
): Promise<'now' | 'elsewhere' | 'no'> {
  if (!services.config.demo) return 'no'
  const state = await readState(services.sql)
  if (state === 'filled' || state === 'cleared') return 'no'
  if (!(await claimFilling(services.sql))) return 'elsewhere'
  for (const module of modules) await module.demo?.fill(services)
  await writeState(services.sql, 'filled')
  await requestJob(services.sql, TIDY)
  return 'now'
}

/** Removes all invented content, the last capability first. The facts of the region stay. */
export async function clearDemonstration(
  modules: readonly Module[],
  services: Services,
  operator: string,
): Promise<void> {
  for (const module of modules.toReversed()) await module.demo?.clear(services)
  await services.sql.transaction(async (sql) => {
    await writeState(sql, 'cleared')
    const deed = { action: 'core.clear-demonstration', subject: 'demonstration:all' }
    await recordDeed(sql, { ...deed, at: services.clock(), actorKind: 'staff', actor: operator })
  })
}

/** A question "is invented content shown?" that is asked on every page and answered from memory for a second. */
export function demonstrationWatch({ sql, clock }: Pick<Services, 'sql' | 'clock'>): () => Promise<boolean> {
  let known: { shown: boolean; until: Temporal.Instant } | undefined
  return async () => {
    const now = clock()
    if (known === undefined || Temporal.Instant.compare(now, known.until) > 0)
      known = { shown: (await readState(sql)) === 'filled', until: now.add({ seconds: REMEMBERED_SECONDS }) }
    return known.shown
  }
}

async function readState(sql: Sql): Promise<unknown> {
  const [row] = await sql<{ value: unknown }>`select value from core.setting where name = ${SETTING}`
  return row?.value
}

/** One process fills. A claim that is minutes old is of a process that died in between: filling is safe to repeat. */
async function claimFilling(sql: Sql): Promise<boolean> {
  const rows = await sql`
    insert into core.setting (name, value) values (${SETTING}, ${json('filling')})
    on conflict (name) do update set created_at = now()
    where setting.value = ${json('filling')}::jsonb and setting.created_at < now() - interval '2 minutes'
    returning name`
  return rows.length > 0
}

async function writeState(sql: Sql, state: 'filled' | 'cleared'): Promise<void> {
  await sql`
    insert into core.setting (name, value) values (${SETTING}, ${json(state)})
    on conflict (name) do update set value = excluded.value`
}
