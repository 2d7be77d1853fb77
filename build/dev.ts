// `npm run dev`: builds, starts the square, and does both again when something changes.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'

const QUIET_MILLISECONDS = 200
let square: ChildProcess | undefined
let timer: NodeJS.Timeout | undefined

function rebuild(): void {
  const { status } = spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) return console.error('The square goes on as it was: mend the mistakes above.')
  const start = () => {
    square = spawn(process.execPath, ['--enable-source-maps', 'dist/src/main.js'], { stdio: 'inherit' })
  }
  if (square === undefined || square.exitCode !== null) return start()
  square.once('exit', start)
  square.kill('SIGTERM')
}

watch('src', { recursive: true }, (_event, file) => {
  // The build writes these itself.
  if (file === null || file.endsWith('keys.ts')) return
  clearTimeout(timer)
  timer = setTimeout(rebuild, QUIET_MILLISECONDS)
})
process.once('SIGINT', () => square?.kill('SIGINT'))
rebuild()
