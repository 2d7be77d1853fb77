import { readFileSync, writeFileSync } from 'node:fs'
import type { LastRun } from '../../src/modules/portal/accessibility/last-run.ts'

/** What the accessibility statement tells. */
const FILE = 'src/modules/portal/accessibility/last-run.json'

/** Writes what a part of a whole run found; the other part stays. The statement has the date of the older part. */
export function keepRun(part: Partial<Pick<LastRun, 'engine' | 'open' | 'behind'>>): void {
  const before = JSON.parse(readFileSync(FILE, 'utf8')) as LastRun
  writeFileSync(FILE, `${JSON.stringify({ ...before, ...part }, undefined, 2)}\n`)
}
