import lastRunFile from './last-run.json' with { type: 'json' }

/** What the last whole run of the accessibility tests found; written by `npm run measure`. */
export interface LastRun {
  /** Such as `axe-core 4.11.0`. */
  readonly engine: string
  /** Pages that everybody can find. */
  readonly open: Looked
  /** Pages behind a form, a link or a sign-in, each as it is at first and with errors. */
  readonly behind: Looked
}

/** Pages that were opened in a browser, over all languages. */
export interface Looked {
  /** ISO date. */
  readonly date: string
  readonly pages: number
  /** Breaches of WCAG 2.2 A and AA that were found, in words; empty is as it should be. */
  readonly violations: readonly string[]
}

/** The last whole run of the accessibility tests. */
export const lastRun = lastRunFile as LastRun

/** Since when the whole square was looked at: the date of the part that was looked at longest ago. */
export function dateOf({ open, behind }: LastRun): Temporal.PlainDate {
  const [first] = [open, behind].map(({ date }) => Temporal.PlainDate.from(date)).toSorted(Temporal.PlainDate.compare)
  return first ?? Temporal.PlainDate.from(open.date)
}

/** What is known not to be as it should, by the key of its message. People wrote these down; a test cannot find them. */
export const KNOWN_GAPS = ['photos', 'words', 'people'] as const
