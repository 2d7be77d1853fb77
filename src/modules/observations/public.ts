import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { sentenceOf } from './harmonise/refusal.ts'
import { readAgain } from './ingest/read-again.ts'
import * as store from './store/quarantine.ts'
import type { Waiting } from './store/quarantine.ts'

export type { Waiting }

/** What came in, could not be understood and waits to be mended, oldest first; `after` is the id of the last one seen. */
export async function listRefused(
  sql: Sql,
  question: { readonly after?: number; readonly limit: number },
): Promise<Waiting[]> {
  return store.listWaiting(sql, question)
}

/**
 * Reads something refused once more: as it came (its format may have been mended), or with `mended`, JSON of the cells of its line or of
 * its message. Gives why it is refused again; undefined when it is stored now.
 */
export async function readRefusedAgain(
  services: Pick<Services, 'sql' | 'clock'>,
  refused: Waiting,
  mended?: string,
): Promise<string | undefined> {
  const why = await readAgain(services, refused, mended)
  return why === undefined ? undefined : sentenceOf(why)
}

/** Says that refused input is nothing: it waits no longer. */
export async function dropRefused(services: Pick<Services, 'sql' | 'clock'>, ids: readonly number[]): Promise<void> {
  await store.settleWaiting(services.sql, ids, 'dropped', services.clock())
}

/** Months of observations that stand in files of the archive. */
export { listArchived } from './store/archive.ts'
export { archiveMonth, releaseMonth, restoreMonth } from './archive/archive-month.ts'
