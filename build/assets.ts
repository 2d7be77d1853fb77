// Copies what the compiler leaves behind (SQL, style sheets, pictures) to the same place under dist/.
import { cpSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

for (const file of globSync('src/**/*.{sql,css,svg,csv}')) {
  const target = join('dist', file)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(file, target)
}
