import type { JSX } from 'preact'
import type { z } from 'zod'
import type { Sql } from '#core/database/sql.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import type { Language } from '#core/i18n/language.ts'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { MachineKey, NewMachineKey } from './key.ts'

/** What one capability says of its keys: where they are made, what they open and where they are kept. */
export interface KeyKind<Key extends MachineKey, Extra extends z.ZodRawShape = z.ZodRawShape> {
  /** Below the language: `/staff/open311-keys`. */
  readonly list: string
  /** The name of the part of an address that is the id of a key. */
  readonly parameter: string
  /** In front of each key. */
  readonly sign: string
  readonly scopes: readonly Key['scopes'][number][]
  readonly usualPerMinute: number
  readonly mostPerMinute: number
  /** For the description of the API: "Keys of devices". */
  readonly summary: string
  /** For the audit log. */
  readonly deeds: { readonly made: string; readonly withdrawn: string; readonly subject: string }
  /** The `Problem` of a key that is not there. */
  readonly unknown: string
  readonly words: {
    readonly title: Localised
    readonly intro: Localised
    readonly nameHint: Localised
    readonly bodyHint: Localised
    readonly perMinuteWrong: Localised
    readonly withdrawMeans: Localised
    readonly scope: (scope: Key['scopes'][number]) => { readonly text: Localised; readonly hint: Localised }
  }
  /** What is asked besides, in `fields`; errors are worded by `wording`. */
  readonly extra?: {
    readonly shape: Extra
    readonly wording: (language: Language, key: string) => string | undefined
    readonly fields: (view: View, typed: Typed, errors: readonly FieldError[]) => JSX.Element
  }
  /** What stands under the list. */
  readonly below?: (view: View) => JSX.Element | null
  readonly store: {
    addKey(sql: Sql, key: NewMachineKey<Key>): Promise<void>
    /** Those of bodies, or all. */
    listKeys(sql: Sql, bodies: readonly string[] | undefined): Promise<Key[]>
    findKey(sql: Sql, id: string): Promise<Key | undefined>
    /** False when it was withdrawn already. */
    withdrawKey(sql: Sql, id: string, now: Temporal.Instant): Promise<boolean>
  }
}
