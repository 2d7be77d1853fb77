import type { Services } from '#core/services.ts'
import { Problem } from '#core/problem.ts'
import {
  dropMonth,
  listArchived,
  listMonthsBefore,
  saveArchived,
  tellPutBack,
  whyKept,
  type ArchivedMonth,
} from '../store/archive.ts'
import { putBack, readMonth } from '../store/archive-rows.ts'
import { archivePath, checkArchiveFile, readArchiveFile, writeArchiveFile, type FileFacts } from './archive-file.ts'

type Outside = Pick<Services, 'sql' | 'clock' | 'config'>

/** Writes the observations of a month (its first day) to a file; gives what is known of it. Its rows stay in the database. */
export async function archiveMonth({ sql, clock, config }: Outside, month: string): Promise<FileFacts> {
  const begunAt = clock()
  const known = (await listArchived(sql)).find((one) => one.month === month)
  if (known !== undefined && known.droppedAt !== null) throw refused(month, 'its rows are in the archive only')
  const facts = await writeArchiveFile(archivePath(config, month), readMonth(sql, month))
  await saveArchived(sql, { month, ...facts, begunAt, madeAt: clock() })
  return facts
}

/**
 * Takes the rows of a month out of the database, once its file was read again and is whole, nothing changed since it was made, and all
 * of it is in the roll-ups. Throws a Problem that says what is missing.
 */
export async function releaseMonth({ sql, clock, config }: Outside, month: string): Promise<void> {
  const archived = await archivedMonth(sql, month)
  const [oldest] = await listMonthsBefore(sql, Temporal.PlainDate.from(month))
  if (oldest !== undefined) throw refused(month, `${oldest.slice(0, 7)}, which is older, goes first`)
  const onDisk = await checkArchiveFile(archivePath(config, month)).catch((error: unknown) => {
    throw refused(month, `its file cannot be read (${error instanceof Error ? error.message : String(error)})`)
  })
  if (onDisk.sha256 !== archived.sha256 || onDisk.rows !== archived.rows)
    throw refused(month, 'its file is not the one that was made')
  await sql.transaction(async (within) => {
    const why = await whyKept(within, archived)
    if (why !== undefined) throw refused(month, why)
    await dropMonth(within, month, clock())
  })
}

/** Brings the rows of a month back into the database; gives how many. Those of datastreams that were removed stay away. */
export async function restoreMonth({ sql, config }: Outside, month: string): Promise<number> {
  const { droppedAt } = await archivedMonth(sql, month)
  if (droppedAt === null) throw refused(month, 'its rows are in the database')
  let back = 0
  await sql.transaction(async (within) => {
    await within`select observations.ready_month(${month}::date)`
    for await (const rows of readArchiveFile(archivePath(config, month))) back += await putBack(within, rows)
    await tellPutBack(within, month)
  })
  return back
}

/** Archives and releases every month of which all days are older than so many months; gives those that went. */
export async function releaseOldMonths(services: Outside, keptMonths: number): Promise<string[]> {
  const limit = services
    .clock()
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .with({ day: 1 })
    .subtract({ months: keptMonths })
  const gone: string[] = []
  for (const month of await listMonthsBefore(services.sql, limit)) {
    await archiveMonth(services, month)
    await releaseMonth(services, month)
    gone.push(month)
  }
  return gone
}

async function archivedMonth(sql: Outside['sql'], month: string): Promise<ArchivedMonth> {
  const found = (await listArchived(sql)).find((one) => one.month === month)
  if (found === undefined) throw refused(month, 'it has no file: make that first')
  return found
}

function refused(month: string, why: string): Problem {
  return new Problem('month-stays', 409, () => `${month.slice(0, 7)} stays as it is: ${why}.`)
}
