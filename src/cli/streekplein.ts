#!/usr/bin/env node
import { ConfigError } from '#core/config.ts'
import { explainCause, Problem } from '#core/problem.ts'
import { admin } from './admin.ts'
import { archive } from './archive.ts'
import { audit } from './audit.ts'
import { doctor } from './doctor.ts'
import { importFile } from './import.ts'
import { quarantine } from './quarantine.ts'
import { retention } from './retention.ts'

/** A command of `streekplein`: gets the words after its name, gives the exit code. */
type Command = (words: readonly string[]) => Promise<number>

const COMMANDS: Readonly<Record<string, { readonly about: string; readonly run: Command }>> = {
  start: { about: 'Open the square', run: start },
  doctor: { about: 'Show the settings in force and check database, disk, mail and clock', run: doctor },
  admin: { about: 'Let somebody in: admin invite --name NAME --body BODY --role ROLE', run: admin },
  audit: { about: 'Check the audit log: audit verify', run: audit },
  retention: { about: 'Erase what may not be kept any longer: retention [--dry-run]', run: retention },
  quarantine: { about: 'What sensors sent that was not understood: quarantine [replay ID | drop ID]', run: quarantine },
  archive: { about: 'Months of measurements in files: archive [make | release | restore MONTH]', run: archive },
  import: { about: 'Take in a file: import boundaries FILE, import reports FILE --as FORMAT', run: importFile },
}

const [name = 'help', ...words] = process.argv.slice(2)
const command = COMMANDS[name]
if (command === undefined) {
  console.log(usage())
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = await command.run(words)
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
}

async function start(): Promise<number> {
  await import('../main.ts')
  return 0
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([title, { about }]) => `  ${title.padEnd(10)} ${about}`)
  return `streekplein <command>\n\n${lines.join('\n')}`
}

function explain(error: unknown): string {
  if (error instanceof Problem) return explainCause(error)
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error) return error.name === 'Error' ? (error.stack ?? error.message) : error.message
  return String(error)
}
