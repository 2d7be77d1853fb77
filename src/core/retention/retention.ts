import type { Localised } from '#core/i18n/catalog.ts'
import type { Sql } from '#core/database/sql.ts'

/** How long something is kept, as a rule that deletes. Declared on the name plate of a capability. */
export interface RetentionRule {
  /** `module.forget-thing`, such as `reports.forget-reporters`. */
  readonly name: string
  /** What it deletes and when, for people. */
  readonly what: Localised
  /**
   * Deletes a batch of what is due at `now`, within the transaction of `sql`. Says how many things, and which files
   * nothing uses any longer. Called again until a batch deletes nothing. A dry run is the same, rolled back.
   */
  apply(sql: Sql, now: Temporal.Instant): Promise<{ readonly deleted: number; readonly files?: readonly string[] }>
}
