import type { Services } from '#core/services.ts'
import { locator } from '#modules/region/public.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { findOwnFormat } from '../../store/imports.ts'
import { settleWaiting, type Waiting } from '../../store/quarantine.ts'
import { FORMATS } from './formats.ts'
import { Format } from './format.ts'
import { openReading } from './reading.ts'
import { openSettling } from './settle.ts'

/**
 * Reads a line that was refused once more, with cells that somebody mended or as it came (after its format was). Gives why
 * it is refused again; undefined when it was stored: it waits no longer then.
 */
export async function replay(
  services: Pick<Services, 'sql' | 'clock'>,
  refused: Waiting,
  { cells }: { readonly cells?: readonly string[] } = {},
): Promise<Refusal | undefined> {
  const own = Format.safeParse(await findOwnFormat(services.sql, refused.source))
  const format = own.success ? own.data : FORMATS[refused.format]
  if (format === undefined) return refusal('format-unknown', refused.format)
  const { names = [], groups = {} } = refused.context as { names?: readonly string[]; groups?: Record<string, string> }
  const find = await locator(services)
  const settling = openSettling({
    owner: refused.owner,
    fingerprint: refused.source,
    format: refused.format,
    importId: null,
    hasNoLines: refused.line === null,
    from: 0,
    municipalityOf: (point) => find(point).municipality?.nis ?? null,
    services,
    groups,
  })
  settling.open(openReading(format, names, groups), names)
  const row = { line: refused.line ?? 1, cells: cells ?? (refused.payload as readonly string[]) }
  const again = await settling.settle(row)
  if (again !== undefined) return again
  const { values } = await settling.end()
  if (values.refused > 0) return refusal('part-wrong')
  await settleWaiting(services.sql, [refused.id], 'replayed', services.clock())
  return undefined
}
