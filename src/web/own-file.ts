import type { Localised } from '#core/i18n/catalog.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import type { Owner } from './visitor.ts'

/** Something that a capability keeps about a resident, as "my file" shows and exports it. */
export interface OwnRecord {
  /** Unique within the capability. */
  readonly id: string
  readonly title: Localised
  /** Whether it is the account itself, or a way in to it: without these there would be no page to show. */
  readonly isAccount?: boolean
  readonly at: Temporal.Instant
  /** Page with more, without the language: `/reports/1004`. */
  readonly path?: string
  readonly fields: readonly OwnField[]
  /** Hashes of files in `Services['files']` that belong to it. */
  readonly files?: readonly string[]
  /** How the audit log calls it (`report:0197…`): the resident sees when staff looked at it. */
  readonly subject?: string
  /** Name of the body whose staff may look at it. */
  readonly body?: Localised
}

export interface OwnField {
  /** Stable name in the JSON export. */
  readonly name: string
  readonly label: Localised
  /** As it is kept; words of a resident stay in their own language. Empty: shown as not given. */
  readonly value: string
  /** As a page shows it, where that differs: a date, the name of a choice. */
  readonly shown?: Localised
  /** Language of the words, where they are the resident's own or those of staff. */
  readonly language?: string
  /** Whether the resident may correct it here, and how long it may be. It may always be left empty. */
  readonly correctable?: { readonly kind: 'name' | 'email' | 'phone'; readonly maxLength: number }
}

/** What erasing did, in lines to read: what went, and what must stay, with the reason. */
export interface Erasure {
  /** Empty when there was nothing to erase. */
  readonly erased: readonly Localised[]
  readonly kept: readonly Localised[]
  /** Hashes of files that nothing uses any longer: removed after the commit. */
  readonly files: readonly string[]
  /**
   * Texts that stand in letters about what was erased and in no others (`/reports/follow/1004-`): letters that wait go too,
   * whichever address they were for.
   */
  readonly lettersWith: readonly string[]
}

/** Two accounts of one person: `from` goes, `into` stays. */
export interface Move {
  readonly from: string
  readonly into: string
}

/** What a capability keeps about one resident: "my file" is made of these. */
export interface OwnFile {
  /** The newest first. */
  list(owner: Owner, sql: Sql): Promise<readonly OwnRecord[]>
  /** Changes fields of a record that `list` called correctable. In a transaction. False when the record is not theirs. */
  correct?(
    owner: Owner,
    change: { readonly id: string; readonly values: Readonly<Record<string, string>> },
    within: Pick<Services, 'sql' | 'clock'>,
  ): Promise<boolean>
  /** Keeps others from adding to the file until the transaction ends. Only the capability that keeps the account has it. */
  hold?(owner: Owner, sql: Sql): Promise<void>
  /**
   * Erases what may be erased, in a transaction. What it would do is told beforehand by doing it and rolling back, so it
   * does nothing outside the database.
   */
  erase(owner: Owner, within: Pick<Services, 'sql' | 'clock'>): Promise<Erasure>
  /** Gives everything of one resident to another, who proved to be the same person. In a transaction. */
  move(residents: Move, sql: Sql): Promise<void>
  /** The actions in the audit log that are a look of staff at a record: `reports.read-contact`. */
  readonly looks?: readonly string[]
}
