import { readFileSync, writeFileSync } from 'node:fs'
import { averageIntensity, co2 } from '@tgwf/co2'
import type { Measured, MeasuredJourney, MeasuredPage } from '../../src/modules/portal/footprint/measured.ts'
import { kindOf } from '../sitemap.ts'
import type { FirstView } from './first-view.ts'

/** What the page "footprint" shows, and what no page may outgrow unnoticed. */
const FILE = 'src/modules/portal/footprint/measured.json'
/** A page may grow this much before somebody must look: `npm run measure` writes what it weighs now. */
const MOST_GROWTH = 1.1
/** Smaller changes than this are those of the content of the demonstration. */
const NOISE_BYTES = 400

/** Milligrams of CO2 equivalent of so many bytes: Sustainable Web Design 4 with the average of Belgian electricity. */
export function milligramsOf(bytes: number): number {
  const grid = averageIntensity.data.BEL
  const gridIntensity = { device: grid, dataCenter: grid, network: grid }
  const grams = new co2({ model: 'swd', version: 4 }).perByteTrace(bytes, false, { gridIntensity }).co2
  return Math.round(grams * 1e5) / 100
}

/** The heaviest page of each kind: of all reports one, of all municipalities one. */
export function heaviestOfEach(views: readonly FirstView[]): MeasuredPage[] {
  const byPath = Map.groupBy(views, ({ address }) => kindOf(address))
  return [...byPath]
    .map(([path, its]) => {
      const [heaviest] = its.toSorted((one, other) => other.bytes - one.bytes)
      const { bytes = 0, requests = [] } = heaviest ?? {}
      return { path, bytes, requests: requests.length, milligrams: milligramsOf(bytes) }
    })
    .toSorted((one, other) => one.path.localeCompare(other.path))
}

/** What grew by more than a tenth since the last measurement that somebody looked at. */
export function grown(pages: readonly MeasuredPage[]): string[] {
  const before = new Map(read().pages.map(({ path, bytes }) => [path, bytes]))
  return pages.flatMap(({ path, bytes }) => {
    const was = before.get(path)
    if (was === undefined) return [`${path || '/'} was never measured: ${bytes} bytes. Run "npm run measure".`]
    if (bytes <= was * MOST_GROWTH || bytes - was <= NOISE_BYTES) return []
    return [`${path || '/'} grew from ${was} to ${bytes} bytes. Is that worth it? Then run "npm run measure".`]
  })
}

/** Writes what was measured, to be looked at in the change and shown to everybody. */
export function keep(
  part: { readonly pages: readonly MeasuredPage[] } | { readonly journeys: readonly MeasuredJourney[] },
) {
  const date = Temporal.Now.plainDateISO().toString()
  writeFileSync(FILE, `${JSON.stringify({ ...read(), ...part, date }, undefined, 2)}\n`)
}

function read(): Measured {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Measured
}
