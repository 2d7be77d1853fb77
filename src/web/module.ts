import type { Services } from '#core/services.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import type { RetentionRule } from '#core/retention/retention.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Finder, NeighbourhoodBlock, OwnPage, Task } from './gathering.ts'
import type { OwnFile } from './own-file.ts'
import type { Route } from './route.ts'
import type { PageTheme } from './view.ts'
import type { Visitor } from './visitor.ts'

/** Work in the background. Runs at least once: it must be safe to run twice. */
export interface Job {
  /** `module.verb-thing`, such as `reports.forget-drafts`. */
  readonly name: string
  /** Cron expression in `Europe/Brussels`; absent when only a fact starts it. */
  readonly schedule?: string
  run(payload: unknown, services: Services): Promise<void>
}

/** A command of `streekplein import <name> FILE`. */
export interface Importer {
  readonly name: string
  readonly summary: string
  /** Options such as `as` and `municipality`, each with a line of explanation. */
  readonly options: Readonly<Record<string, string>>
  run(order: ImportOrder, services: Services): Promise<ImportResult>
}
export interface ImportOrder {
  readonly file: string
  readonly options: Readonly<Record<string, string | undefined>>
  /** Told now and then how far the work is: `done` of `total` units (bytes or lines). */
  progress(done: number, total: number): void
}
export interface ImportResult {
  readonly added: number
  /** Lines that were already there. */
  readonly known: number
  readonly rejected: readonly { readonly line: number; readonly reason: string }[]
  /** How many more were rejected than stand in that list, of a file with very many. */
  readonly untold?: number
  /** False when the file stopped halfway; what stood before it was taken in. */
  readonly isWhole?: boolean
  /** Remarks for the person who imports: "the coordinates were Lambert 72 and were converted". */
  readonly remarks: readonly string[]
}

/** A public page, in every language. */
export interface SitemapPage {
  /** Without the language: `/reports/12`. */
  readonly path: string
  /** When what it says last changed, if that is known. */
  readonly lastModified?: Temporal.Instant
}

/** Columns with data about people, declared beside the schema: the page "what we keep" is made of these. */
export interface PersonalData {
  /** With its schema: `reports.report`. */
  readonly table: string
  readonly columns: readonly string[]
  readonly what: Localised
  readonly purpose: Localised
  /** GDPR article 6(1): `public-task` (e), `legal-duty` (c), `consent` (a). */
  readonly basis: 'public-task' | 'legal-duty' | 'consent'
  /** How long. */
  readonly kept: Localised
  /** The name of the rule that enforces it (`Module.retention`), or why the law makes us keep it. */
  readonly retention: string | { readonly keptBecause: Localised }
  readonly seenBy: Localised
}

/** The name plate of a capability: the only thing that the house knows of it. */
export interface Module {
  readonly name: string
  /** The capabilities whose `public.ts` it calls. */
  readonly needs: readonly string[]
  /** `import.meta.dirname`: its `schema/*.sql` are found there. */
  readonly folder: string
  readonly routes: readonly Route[]
  readonly jobs?: readonly Job[]
  /** Facts of other capabilities that it listens to (`reports.report-received`): run after commit, at least once. */
  readonly listens?: Readonly<Record<string, (payload: never, services: Services) => Promise<void>>>
  readonly importers?: readonly Importer[]
  /** Runs at every start after the migrations: small facts that the capability cannot do without. Safe to repeat. */
  readonly prepare?: (services: Services) => Promise<void>
  /** Opens what it keeps open besides HTTP while the square runs, such as a broker; undefined when its settings ask for nothing. */
  readonly serve?: (services: Services) => Promise<{ stop(): Promise<void> } | undefined>
  /** Invented content for the demonstration region, each row marked; and its removal. */
  readonly demo?: { fill(services: Services): Promise<void>; clear(services: Services): Promise<void> }
  /** Finds who a session token belongs to. Exactly one capability (region) has it. */
  readonly identify?: (token: string, services: Services) => Promise<Visitor | undefined>
  /** How the pages of a body look, or those of the region. Exactly one capability (region) has it. */
  readonly theme?: (
    question: { readonly body: string | undefined; readonly language: Language },
    services: Services,
  ) => Promise<PageTheme | undefined>
  /** Paths of its public pages, without the language, for the sitemap and the tests that load every page. */
  readonly sitemap?: (services: Services) => Promise<readonly (string | SitemapPage)[]>
  readonly personalData?: readonly PersonalData[]
  /** How long what it keeps is kept: one job enforces all of these. */
  readonly retention?: readonly RetentionRule[]
  /** What it keeps about one resident, for "my file". */
  readonly ownFile?: OwnFile
  /** Links at the bottom of every page, to what everybody may read about the square itself. */
  readonly footer?: readonly { readonly path: string; readonly label: (language: Language) => string }[]
  /** What can be found of it by the page "search". */
  readonly finders?: readonly Finder[]
  /** What it knows of a street, for the page "my street". */
  readonly neighbourhood?: readonly NeighbourhoodBlock[]
  /** What people come to do, for the home page. */
  readonly tasks?: readonly Task[]
  /** Its pages that people look for by name. */
  readonly pages?: readonly OwnPage[]
  /** Links in the main menu of the square. */
  readonly menu?: readonly {
    readonly path: string
    readonly label: (language: Language) => string
    readonly may: string
    /** Whether it is set now and then, and not used each day: such links stand together, folded up. */
    readonly isSetting?: boolean
  }[]
}
