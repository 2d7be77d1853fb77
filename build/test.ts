// Runs the tests that were built: `node build/test.ts [--browser] [--half=1|2] [part of a path …]`. All in one process (30 times faster
// than one each); what needs a browser stands in test/ and runs apart, with --browser. Halves take every other file, to run beside each other.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const words = process.argv.slice(2)
const browser = words.includes('--browser')
const halfWord = words.find((word) => word.startsWith('--half='))
const half = halfWord === undefined ? undefined : Number(halfWord.slice('--half='.length))
const parts = words.filter((word) => !word.startsWith('--'))
const all = globSync('dist/{src,test}/**/*.test.js').toSorted()
const files = all
  .filter((file) => file.includes('.browser.test.js') === browser)
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .filter((_file, place) => half === undefined || place % 2 === half - 1)

if (files.length === 0) {
  console.error(`No test has ${parts.join(' or ')} in its path.`)
  process.exit(1)
}
const flags = [
  '--enable-source-maps',
  '--test',
  '--test-isolation=none',
  `--test-timeout=${browser ? 900_000 : 300_000}`,
]
const { status } = spawnSync(process.execPath, [...flags, ...files], { stdio: 'inherit' })
process.exitCode = status ?? 1
