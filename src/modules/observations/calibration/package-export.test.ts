import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { calibrate } from './index.ts'

const FOLDER = 'src/modules/observations/calibration'

test('others can use calibration as a package, by its name', async () => {
  const name = 'streekplein/calibration'
  const { calibrate: find } = (await import(name)) as { calibrate: typeof calibrate }
  const column = Float64Array.from({ length: 60 }, (_, i) => 10 + (i % 7))
  const time = Float64Array.from({ length: 60 }, (_, i) => i * 3_600_000_000)
  const claim = { property: 'pm2-5', unit: 'ug/m3', isSameUnit: true }
  assert.equal(find({ time, sensor: column, reference: column }, claim).verdict, 'raw')
})

test('calibration leans on nothing but itself and medians', () => {
  const files = globSync(`${FOLDER}/*.ts`).filter((file) => !file.endsWith('.test.ts'))
  assert.ok(files.length > 10)
  for (const file of files)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^'"]*?from '([^']+)'/gm))
      assert.ok(from.startsWith('./') || from === '../quality/median.ts', `${file} imports ${from}`)
})
