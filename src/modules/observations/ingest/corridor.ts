import type { Sql } from '#core/database/sql.ts'
import type { Batch } from '../batch.ts'
import { addObservations, type Stored } from '../store/add.ts'
import type { Receiver } from '../store/lock-datastreams.ts'

/**
 * The one way in: whatever an observation comes from (`ingest/…`), once it is understood (`harmonise/…`) it is checked, calibrated
 * and stored here, in the transaction of `sql`; hours that changed are marked to be rolled up, and what is stored is published. `held` are
 * the datastreams of the batch, where the caller holds them already.
 */
export async function takeIn(
  sql: Sql,
  batch: Batch,
  now: Temporal.Instant,
  held?: ReadonlyMap<number, Receiver>,
): Promise<Stored> {
  return addObservations(sql, calibrated(checked(batch)), now, held)
}

/** Tests of quality say something about a batch; raw values stay as they came. None yet. */
function checked(batch: Batch): Batch {
  return batch
}

/** Calibration makes values beside the raw ones. None yet. */
function calibrated(batch: Batch): Batch {
  return batch
}
