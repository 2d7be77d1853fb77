import measuredFile from './measured.json' with { type: 'json' }

/** What one page weighed at a first visit, and what that costs. */
export interface MeasuredPage {
  /** Path without the language; of pages of one kind (`/reports/…`) the heaviest that was met. */
  readonly path: string
  /** Over the wire: compressed, headers included, of every resource. */
  readonly bytes: number
  readonly requests: number
  /** Milligrams of CO2 equivalent for one visit, an estimate. */
  readonly milligrams: number
}

/** The same for a whole task, from the first page to the last. */
export interface MeasuredJourney {
  /** Key of the message that names it. */
  readonly id: 'report' | 'look'
  readonly pages: number
  readonly bytes: number
  readonly milligrams: number
}

/** What the tests of the last measurement found; written by `npm run measure`. */
export interface Measured {
  /** ISO date. */
  readonly date: string
  readonly pages: readonly MeasuredPage[]
  readonly journeys: readonly MeasuredJourney[]
}

/** The weight of every public page, as measured in a real browser. */
export const measured = measuredFile as Measured
