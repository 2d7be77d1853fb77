import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { scoreOf } from './index.ts'

const FOLDER = 'src/modules/observations/comparison'

test('others can use the comparison as a package, by its name', async () => {
  const name = 'streekplein/comparison'
  const { scoreOf: score } = (await import(name)) as { scoreOf: typeof scoreOf }
  const classes = [0.25, 0.5, 1] as const
  const found = score({ coverage: 1, suspect: 0, failed: 0, agreement: 1, drift: 0, uncertainty: 0, classes })
  assert.equal(found.score, 100)
})

test('it leans on nothing but itself and units', () => {
  const files = globSync(`${FOLDER}/*.ts`).filter((file) => !file.endsWith('.test.ts'))
  assert.ok(files.length > 4)
  for (const file of files)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^'"]*?from '([^']+)'/gm))
      assert.ok(from.startsWith('./') || from === '../harmonise/ucum.ts', `${file} imports ${from}`)
})
