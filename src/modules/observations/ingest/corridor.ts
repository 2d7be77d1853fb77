import type { Sql } from '#core/database/sql.ts'
import type { Batch } from '../batch.ts'
import { addObservations, type Stored } from '../store/add.ts'
import type { Receiver } from '../store/lock-datastreams.ts'

/**
 * The one way in: whatever an observation comes from (`ingest/…`), once it is understood (`harmonise/…`) it is stored here as it came, in the
 * transaction of `sql`, and published. What changed is marked with it, to be rolled up and judged; calibration reads what is stored. `held` are
 * the datastreams of the batch, where the caller holds them already.
 */
export async function takeIn(
  sql: Sql,
  batch: Batch,
  now: Temporal.Instant,
  held?: ReadonlyMap<number, Receiver>,
): Promise<Stored> {
  return addObservations(sql, batch, now, held)
}
