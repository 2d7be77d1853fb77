import type { VNode } from 'preact'
import type { Localised } from '#core/i18n/catalog.ts'
import type { Question } from '#core/search/question.ts'
import type { Context } from './route.ts'

/** What is asked of every capability by the page "search". */
export interface Asked {
  readonly question: Question
  /** NIS codes; absent: everywhere. */
  readonly municipalities?: readonly string[] | undefined
  /** Only what is of this day or later. */
  readonly since?: Temporal.PlainDate | undefined
  readonly limit: number
  readonly offset: number
  /** The newest first, for a feed; otherwise what fits best. */
  readonly isNewestFirst?: boolean
}

/** Something that was found. Everybody may read all of it. */
export interface Found {
  /** Without the language: `/reports/1004`. */
  readonly path: string
  /** Its name in feeds (`tagUri`), when it is in other feeds too: `report:1004`. */
  readonly tag?: string
  readonly title: string
  /** A few words of it, in the language of whoever wrote them. */
  readonly excerpt?: { readonly text: string; readonly language: string } | undefined
  readonly place?: string | undefined
  readonly on?: Temporal.Instant | undefined
}

export interface FoundList {
  readonly total: number
  readonly items: readonly Found[]
  /** Nothing had all the words: these are written alike. */
  readonly isGuess?: boolean
}

/** One group of what can be found, handed in by the capability that keeps it; so what it erases or hides is never found. */
export interface Finder {
  /** Stands in addresses: `reports`. */
  readonly kind: string
  readonly label: Localised
  find(asked: Asked, context: Context): Promise<FoundList>
}

/** A part of the region that somebody lives in: a street, a postal code, or a municipality. */
export interface Neighbourhood {
  /** Codes of the municipalities that hold it today, and held it before. */
  readonly municipalities: readonly string[]
  readonly postalCode?: string | undefined
  readonly street?: string | undefined
}

/** What a capability knows of a neighbourhood: a block on the page "my street". */
export interface NeighbourhoodBlock {
  readonly id: string
  readonly title: Localised
  /** Undefined where there is nothing to say; an empty state says so itself. */
  show(place: Neighbourhood, context: Context): Promise<Shown | undefined>
}

/** A block as people see it, and what stands in it for whoever asks for JSON. */
export interface Shown {
  readonly content: VNode
  readonly things: readonly Pick<Found, 'path' | 'tag' | 'title' | 'place' | 'on'>[]
}

/** Something that people come to do, on the home page. */
export interface Task {
  readonly id: string
  /** Smaller comes first. */
  readonly rank: number
  /** The page for the whole region, or for one municipality when its code, name and centre are given. */
  path(at?: { readonly nis: string; readonly nl: string; readonly lon: number; readonly lat: number }): string
  readonly label: Localised
  readonly text: Localised
}

/** A page of the square itself, to be found by its name. */
export interface OwnPage {
  readonly path: string
  readonly title: Localised
  readonly about: Localised
}
