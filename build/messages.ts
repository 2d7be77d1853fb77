// Writes `messages/keys.ts` beside every set of `messages/*.json`, so that the compiler checks keys and arguments.
// `node build/messages.ts --check` fails when a file is out of date or a language misses a key or an argument.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'

const LANGUAGES = ['nl', 'fr', 'en', 'de']
const check = process.argv.includes('--check')
const complaints: string[] = []

for (const dutch of globSync('src/**/messages/nl.json').toSorted()) {
  const folder = dirname(dutch)
  const texts = Object.fromEntries(
    LANGUAGES.map((language): [string, Record<string, string>] => [
      language,
      JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')),
    ]),
  )
  const nl = texts['nl'] ?? {}
  compareLanguages(folder, texts)
  const lines = Object.entries(nl).map(([key, text]) => `  ${quote(key)}: ${typeOf(read(folder, key, text))}`)
  const file = join(folder, 'keys.ts')
  const content = `// Generated from nl.json by build/messages.ts: do not edit.\nexport interface Keys {\n${lines.join('\n')}\n}\n`
  const current = readIfThere(file)
  if (current === content) continue
  if (check) complaints.push(`${file} is out of date: run "npm run build" and commit it.`)
  else writeFileSync(file, content)
}

for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0

function compareLanguages(folder: string, texts: Record<string, Record<string, string>>): void {
  const nl = texts['nl'] ?? {}
  for (const [language, own] of Object.entries(texts)) {
    for (const key of Object.keys(nl)) {
      const text = own[key]
      if (text === undefined) complaints.push(`${folder}/${language}.json lacks the key "${key}".`)
      else if (typeOf(read(folder, key, text)) !== typeOf(read(folder, key, nl[key] ?? '')))
        complaints.push(`${folder}/${language}.json: "${key}" does not have the arguments of the Dutch text.`)
    }
    for (const [key, text] of Object.entries(own))
      if (language === 'fr' && / [:;?!»]|« /.test(text))
        complaints.push(`${folder}/fr.json: "${key}" needs a no-break space before : ; ? ! » or after «.`)
    for (const key of Object.keys(own))
      if (!(key in nl)) complaints.push(`${folder}/${language}.json has the key "${key}", which Dutch lacks.`)
  }
}

function read(folder: string, key: string, text: string): Map<string, string> {
  const found = new Map<string, string>()
  try {
    collect(parse(text, { ignoreTag: true }), found)
  } catch (error) {
    complaints.push(`${folder}: "${key}" is not a good ICU message: ${String(error)}`)
  }
  return new Map([...found].toSorted())
}

function collect(elements: readonly MessageFormatElement[], found: Map<string, string>): void {
  for (const element of elements) {
    if (element.type === TYPE.argument) found.set(element.value, found.get(element.value) ?? 'string | number')
    else if (element.type === TYPE.number) found.set(element.value, 'number')
    else if (element.type === TYPE.plural || element.type === TYPE.select) {
      found.set(element.value, element.type === TYPE.plural ? 'number' : 'string')
      for (const option of Object.values(element.options)) collect(option.value, found)
    }
  }
}

function typeOf(found: Map<string, string>): string {
  if (found.size === 0) return 'undefined'
  return `{ ${[...found].map(([name, type]) => `${quote(name)}: ${type}`).join('; ')} }`
}

function quote(name: string): string {
  return /^[a-z]\w*$/i.test(name) ? name : `'${name}'`
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
