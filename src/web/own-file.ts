import type { Localised } from '#core/i18n/catalog.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import type { Owner } from './visitor.ts'

/** Something that a capability keeps about a resident, as "my file" shows and exports it. */
export interface OwnRecord {
  /** Unique within the capability. */
  readonly id: string
  readonly title: Localised
  readonly at: Temporal.Instant
  /** Page with more, without the language: `/reports/1004`. */
  readonly path?: string
  readonly fields: readonly OwnField[]
  /** Hashes of files in `Services['files']` that belong to it. */
  readonly files?: readonly string[]
}

export interface OwnField {
  /** Stable name in the JSON export. */
  readonly name: string
  readonly label: Localised
  /** As it is kept; words of a resident stay in their own language. */
  readonly value: string
  /** Whether the resident may correct it here, and how long it may be. */
  readonly correctable?: { readonly kind: 'text' | 'email' | 'phone'; readonly maxLength: number }
}

/** What erasing did. `kept` tells what must stay, and why. */
export interface Erasure {
  readonly erased: number
  readonly kept: readonly Localised[]
  /** Hashes of files that nothing uses any longer: removed after the commit. */
  readonly files: readonly string[]
}

/** What a capability keeps about one resident: "my file" is made of these. */
export interface OwnFile {
  list(owner: Owner, sql: Sql): Promise<readonly OwnRecord[]>
  /** Changes fields of a record that `list` called correctable. In a transaction. False when the record is not theirs. */
  correct?(
    owner: Owner,
    change: { readonly id: string; readonly values: Readonly<Record<string, string>> },
    within: Pick<Services, 'sql' | 'clock'>,
  ): Promise<boolean>
  /** Erases what may be erased, in a transaction. */
  erase(owner: Owner, within: Pick<Services, 'sql' | 'clock'>): Promise<Erasure>
}
