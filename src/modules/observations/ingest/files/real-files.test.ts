import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import { FORMATS } from './formats.ts'
import { importObservations } from './import-observations.ts'
import { kindOfRealFile, listRealFiles } from './testing.ts'

const DATA = '../shared/data'
/** `EVERY_FILE=whole` stores all of each, which takes minutes; otherwise of a long file its beginning. */
const EVERYTHING = process.env['EVERY_FILE'] === 'whole'
const MOST_LINES = 1000

describe('files that are really there', { skip: existsSync(DATA) ? false : `${DATA} is not here` }, () => {
  let square: TestSquare
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await square.close()
  })

  const files = listRealFiles(DATA)

  test('each has a format', () => {
    for (const file of files) assert.notEqual(kindOfRealFile(file), undefined, `${file} has no format`)
  })

  for (const file of files) {
    const name = kindOfRealFile(file) ?? ''
    test(`${basename(file)}: every line is stored, known or refused`, async () => {
      const path = EVERYTHING ? file : beginningOf(file, folder)
      const all = linesOf(path, name)
      assert.ok(all > 0)
      const {
        added,
        known,
        rejected,
        untold = 0,
      } = await importObservations({ file: path, options: { as: name }, progress: () => {} }, square.services)
      assert.equal(added + known + rejected.length + untold, all)
      assert.ok(added + known > all / 2, `${added} stored, ${known} known of ${all}: ${rejected[0]?.reason}`)
    })
  }
})

/** The first lines of a long file, as a file of the same name. */
function beginningOf(file: string, folder: string): string {
  const lines = textOf(file).split('\n')
  if (lines.length <= MOST_LINES || /\.json/.test(file)) return file
  const path = join(folder, basename(file).replace(/\.gz$/, ''))
  writeFileSync(path, lines.slice(0, MOST_LINES).join('\n'), 'latin1')
  return path
}

function textOf(file: string): string {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
}

/** How many lines with something there are after the names, counted without our reader. */
function linesOf(file: string, name: string): number {
  const text = textOf(file)
  const { reader } = FORMATS[name] ?? assert.fail()
  if (reader.kind === 'json') {
    const json = JSON.parse(text) as Record<string, unknown[]>
    return (reader.within === undefined ? (json as unknown as unknown[]) : (json[reader.within] ?? [])).length
  }
  const lines = text.split(/\r?\n/)
  return lines.slice(reader.skip + 1).filter((line) => line !== '').length
}
