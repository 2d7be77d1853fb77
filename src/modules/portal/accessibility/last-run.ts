import lastRunFile from './last-run.json' with { type: 'json' }

/** What the last whole run of the accessibility tests found; written by `npm run measure`. */
export interface LastRun {
  /** ISO date. */
  readonly date: string
  /** Pages that were opened in a browser, over all languages. */
  readonly pages: number
  /** Such as `axe-core 4.11.0`. */
  readonly engine: string
  /** Breaches of WCAG 2.2 A and AA that were found, in words; empty is as it should be. */
  readonly violations: readonly string[]
}

/** The last whole run of the accessibility tests. */
export const lastRun = lastRunFile as LastRun

/** What is known not to be as it should, by the key of its message. People wrote these down; a test cannot find them. */
export const KNOWN_GAPS = ['photos', 'words', 'people'] as const
