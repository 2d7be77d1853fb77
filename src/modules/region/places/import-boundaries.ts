import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readAreas, type ReadAreas } from '#core/geo/read-areas.ts'
import { isLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Importer, ImportOrder, ImportResult } from '#web/module.ts'
import { messages } from '../messages/messages.ts'
import { listBoundaryVersions, putBoundaries } from '../store/boundaries.ts'
import { selectMunicipalities } from '../store/municipalities.ts'
import { readBoundaries, type ReadBoundaries } from './read-boundaries.ts'

/** `streekplein import boundaries FILE`: official boundaries in place of the schematic ones. */
export const boundariesImporter: Importer = {
  name: 'boundaries',
  summary: 'Official boundaries of municipalities, from GeoJSON or TopoJSON in WGS84, Lambert 72 or Lambert 2008',
  options: {
    source: 'where the file comes from, shown below maps; default the name of the file',
    language: 'language of the remarks: nl, fr, en (default) or de',
  },
  run: importBoundaries,
}

/** Reads the whole file before the first row is written: a file that is broken changes nothing. Twice is the same as once. */
async function importBoundaries(order: ImportOrder, { sql, clock }: Services): Promise<ImportResult> {
  const bytes = await readWhole(order.file)
  order.progress(0, bytes.length)
  const read = readAreas(bytes.toString('utf8'))
  const source = order.options['source'] ?? basename(order.file)
  return sql.transaction(async (within) => {
    const found = readBoundaries(read.features, await selectMunicipalities(within, {}))
    const versions = new Map((await listBoundaryVersions(within)).map(({ nis, version }) => [nis, version]))
    const changed = found.boundaries.filter(({ nis, version }) => versions.get(nis) !== version)
    if (changed.length > 0) await putBoundaries(within, changed, { source, now: clock() })
    order.progress(bytes.length, bytes.length)
    return resultOf({ read, found, changed: changed.length, language: order.options['language'] })
  })
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new Problem('boundaries-file-unreadable', 422, messages.say('import.unreadable', { file: basename(file) }), {
      cause,
    })
  }
}

function resultOf(outcome: {
  read: ReadAreas
  found: ReadBoundaries
  changed: number
  language: string | undefined
}): ImportResult {
  const { read, found, changed } = outcome
  const t = messages(isLanguage(outcome.language) ? outcome.language : 'en')
  const remarks = [
    ...(read.system === 'wgs84'
      ? []
      : [t('import.converted', { system: read.system === 'lambert-72' ? 'Lambert 72' : 'Lambert 2008' })]),
    ...(found.elsewhere > 0 ? [t('import.elsewhere', { count: found.elsewhere })] : []),
    ...(found.otherSize.length > 0 ? [t('import.otherSize', { codes: found.otherSize.join(', ') })] : []),
    ...(found.boundaries.length === 0 ? [t('import.nothing')] : []),
  ]
  return {
    added: changed,
    known: found.boundaries.length - changed,
    rejected: found.rejected.map(({ number, fault }) => ({ line: number, reason: t(`import.fault.${fault}`) })),
    remarks,
  }
}
