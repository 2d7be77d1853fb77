// `npm run bench [name]`: runs the comparisons in bench/, each against its named baseline in the same run.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const [name = ''] = process.argv.slice(2)
const files = globSync('dist/bench/*.bench.js')
  .toSorted()
  .filter((file) => file.includes(name))
if (files.length === 0) {
  console.error(`There is no comparison called ${name}.`)
  process.exitCode = 1
}
for (const file of files) {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', file], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = status ?? 1
}
