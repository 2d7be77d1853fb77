// `npm run build`: message keys, then compiler, styles and assets beside each other. When nothing changed since the last
// build it does nothing, so that a second start is quick.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

const STAMP = 'dist/.built'
const TSC = 'node_modules/typescript/bin/tsc'

if (readIfThere(STAMP) !== state()) {
  rmSync(STAMP, { force: true })
  await run('build/messages.ts')
  mkdirSync('dist', { recursive: true })
  await Promise.all([run(TSC), run('build/scripts.ts'), run('build/styles.ts'), run('build/assets.ts')])
  writeFileSync(STAMP, state())
}

/** Names, sizes and times of everything that goes in: when these are the same, so is what comes out. */
function state(): string {
  const hash = createHash('sha256')
  for (const file of globSync(['{src,test,bench,build}/**/*.*', 'tsconfig.json', 'package-lock.json']).toSorted()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function run(...words: string[]): Promise<void> {
  return new Promise((resolve) => {
    spawn(process.execPath, words, { stdio: 'inherit' }).once('exit', (code) => {
      if (code === 0) return resolve()
      // What it said stands above: no stack of ours below it.
      process.exit(code ?? 1)
    })
  })
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
