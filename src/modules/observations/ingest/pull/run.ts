import type { Services } from '#core/services.ts'
import type { Point } from '#core/geo/point.ts'
import { locator } from '#modules/region/public.ts'
import { columnsNamed } from '../files/columns-named.ts'
import { FORMATS } from '../files/formats.ts'
import { cellsOfRecord } from '../files/read-json.ts'
import { openReading } from '../files/reading.ts'
import { openSettling } from '../files/settle.ts'
import type { Answered, Question } from './ask.ts'
import { sourceOf, type Connector, type Counts } from './connector.ts'
import { NO_VALIDATORS, savePart, type Part } from './part-store.ts'

/** What is done for a connector in one run: what a kind gets. */
export interface Run {
  readonly connector: Connector
  /** Opened; empty: none. */
  readonly key: string
  readonly now: Temporal.Instant
  readonly services: Pick<Services, 'sql' | 'clock' | 'config' | 'sign'>
  ask(question: Question): Promise<Answered>
  /** What is known of a thing that is asked for. */
  part(name: string): Part | undefined
  /** Writes how far it is, once what was told is stored. */
  keepPart(name: string, known: Partial<Omit<Part, 'part' | 'askedAt'>>): Promise<void>
  /** Takes records in, as one of our formats reads them (`ingest/files/formats`); they are on disk when it is done. */
  take(format: string, records: readonly object[]): Promise<void>
  /** Counts what became of records that were taken in otherwise. */
  count(counts: Counts): void
  municipalityOf(point: Point): string | null
  /** So far. */
  counts(): Counts
}

/** Opens a run. `parts` are those that are known. */
export async function openRun(
  around: Pick<Run, 'connector' | 'key' | 'services' | 'ask'>,
  parts: Map<string, Part>,
): Promise<Run> {
  const { connector, services } = around
  const now = services.clock()
  const find = await locator(services)
  const municipalityOf = (point: Point) => find(point).municipality?.nis ?? null
  const total = { stored: 0, known: 0, refused: 0 }
  const count = ({ stored, known, refused }: Counts) => {
    total.stored += stored
    total.known += known
    total.refused += refused
  }
  return {
    ...around,
    now,
    count,
    municipalityOf,
    counts: () => total,
    part: (name) => parts.get(name),
    async keepPart(name, known) {
      const usual = { cursor: null, validators: NO_VALIDATORS, told: {} }
      const part: Part = { ...usual, ...parts.get(name), ...known, part: name, askedAt: services.clock() }
      parts.set(name, part)
      await savePart(services.sql, connector.id, part)
    },
    async take(name, records) {
      const format = FORMATS[name]
      if (format === undefined) throw new RangeError(`There is no format "${name}".`)
      const columns = columnsNamed(format)
      const settling = openSettling({
        owner: connector.owner,
        fingerprint: sourceOf(connector),
        format: name,
        importId: null,
        hasNoLines: true,
        from: 0,
        municipalityOf,
        services,
        groups: {},
      })
      settling.open(openReading(format, columns, {}), columns)
      for (const [index, record] of records.entries())
        await settling.settle({ line: index + 1, cells: cellsOfRecord(record, columns) })
      count(await settling.end())
    },
  }
}
