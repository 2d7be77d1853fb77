import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { combineFlags } from './flags.ts'
import type { judgeSeries } from './index.ts'

const FOLDER = 'src/modules/observations/quality'

test('others can use it as a package, by its name', async () => {
  const [tests, flags] = ['streekplein/quality', 'streekplein/quality/flags']
  const { judgeSeries: judge } = (await import(tests)) as { judgeSeries: typeof judgeSeries }
  const { combineFlags: combine } = (await import(flags)) as { combineFlags: typeof combineFlags }
  const columns = { time: Float64Array.of(0, 6e8, 12e8), value: Float64Array.of(1, 90, 1) }
  assert.deepEqual([...combine([judge('spike', columns, { fail: 5 }).flags])], [2, 4, 2])
})

test('it leans on nothing but itself, the shape of the earth and the check of parameters', () => {
  const files = globSync(`${FOLDER}/**/*.ts`).filter((file) => !file.endsWith('.test.ts'))
  assert.ok(files.length > 25)
  for (const file of files)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^'"]*?from '([^']+)'/gm)) {
      const isOwn = from.startsWith('./') || (from.startsWith('../') && !from.startsWith('../..') && /\/(time|space)\//.test(file)) // prettier-ignore
      assert.ok(isOwn || from === 'zod' || from === '#core/geo/point.ts', `${file} imports ${from}`)
    }
})
