import { access, constants, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import type { ImportResult } from '#web/module.ts'
import { modules } from '../app.ts'
import { layFoundation } from '../start.ts'

const REJECTED_SHOWN = 50

/** `streekplein import <what> FILE [--option value]`: takes a file in; beside a running server too. */
export async function importFile(words: readonly string[]): Promise<number> {
  const importers = modules.flatMap((module) => [...(module.importers ?? [])])
  const importer = importers.find(({ name }) => name === words[0])
  if (importer === undefined) {
    console.error(
      `What should be imported? One of:\n${importers.map(({ name, summary }) => `  import ${name} FILE   ${summary}`).join('\n')}`,
    )
    return 2
  }
  const options = Object.fromEntries(Object.keys(importer.options).map((name) => [name, { type: 'string' as const }]))
  const usage = () =>
    `import ${importer.name} FILE\n${Object.entries(importer.options)
      .map(([name, about]) => `  --${name}   ${about}`)
      .join('\n')}`
  const { values, positionals, wrong } = parse(words.slice(1), options)
  const [given] = positionals
  if (wrong !== undefined || given === undefined || positionals.length > 1) {
    console.error(wrong ?? 'Name one file.')
    console.error(usage())
    return 2
  }
  // npm runs scripts in the folder of the project; the person stood somewhere else.
  const file = resolve(process.env['INIT_CWD'] ?? '.', given)
  if (!(await isReadableFile(file))) {
    console.error(`${file} is not a file that can be read.`)
    return 2
  }

  const { config } = readConfig(process.env)
  const { database, services } = await layFoundation(config, createLog('warn'), { join: true })
  try {
    const result = await importer.run({ file, options: values, progress: showProgress }, services)
    report(result)
    return result.isWhole === false || (result.added + result.known === 0 && result.rejected.length > 0) ? 1 : 0
  } finally {
    await database.close()
  }
}

function parse(args: string[], options: Record<string, { type: 'string' }>) {
  try {
    return { ...parseArgs({ args, options, allowPositionals: true }), wrong: undefined }
  } catch (error) {
    return { values: {}, positionals: [], wrong: error instanceof Error ? error.message : String(error) }
  }
}

async function isReadableFile(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

/** A bar on a terminal; nothing in a log, where it would be noise. */
function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY || total === 0) return
  const share = Math.min(1, done / total)
  const full = Math.round(share * 30)
  process.stderr.write(
    `\r[${'#'.repeat(full)}${'.'.repeat(30 - full)}] ${String(Math.round(share * 100)).padStart(3)} %`,
  )
  if (share === 1) process.stderr.write('\n')
}

function report({ added, known, rejected, untold = 0, remarks }: ImportResult): void {
  for (const remark of remarks) console.log(remark)
  console.log(`${added} added, ${known} already there, ${rejected.length + untold} rejected`)
  for (const { line, reason } of rejected.slice(0, REJECTED_SHOWN)) console.log(`  ${line}: ${reason}`)
  const more = rejected.length + untold - REJECTED_SHOWN
  if (more > 0) console.log(`  … and ${more} more`)
}
