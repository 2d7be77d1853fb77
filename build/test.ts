// Runs the tests that were built: `node build/test.ts [--browser] [--half=1|2] [part of a path …]`. All in one process (30 times faster
// than one each); what needs a browser stands in test/ and runs apart, with --browser. Halves take about as long as each other, to run beside each other.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const words = process.argv.slice(2)
const browser = words.includes('--browser')
const halfWord = words.find((word) => word.startsWith('--half='))
const half = halfWord === undefined ? undefined : Number(halfWord.slice('--half='.length))
const parts = words.filter((word) => !word.startsWith('--'))
const all = globSync('dist/{src,test}/**/*.test.js').toSorted()
const chosen = all
  .filter((file) => file.includes('.browser.test.js') === browser)
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
const files = half === undefined ? chosen : (halvesOf(chosen)[half - 1] ?? [])

if (files.length === 0) {
  console.error(`No test has ${parts.join(' or ')} in its path.`)
  process.exit(1)
}
const flags = [
  '--enable-source-maps',
  '--test',
  '--test-isolation=none',
  // A test that fails before it closes what it opened must end the run, not hold it up.
  '--test-force-exit',
  `--test-timeout=${browser ? 900_000 : 300_000}`,
]
const { status } = spawnSync(process.execPath, [...flags, ...files], { stdio: 'inherit' })
process.exitCode = status ?? 1

/** The longest first, each to the half that has least to do. */
function halvesOf(files: readonly string[]): readonly (readonly string[])[] {
  // Seconds, measured beside each other; what stands here only balances.
  const long = { 'inner-pages': 182, 'public-pages': 113, 'slow-telephone': 89, weight: 82 }
  const secondsOf = (file: string) => Object.entries(long).find(([name]) => file.includes(`/${name}.`))?.[1] ?? 23
  const halves = [0, 1].map(() => ({ seconds: 0, files: [] as string[] }))
  for (const file of files.toSorted((a, b) => secondsOf(b) - secondsOf(a))) {
    const least = halves.toSorted((a, b) => a.seconds - b.seconds)[0]
    least?.files.push(file)
    if (least !== undefined) least.seconds += secondsOf(file)
  }
  return halves.map((one) => one.files)
}
