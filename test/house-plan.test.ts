import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { complaintsAbout, readHouseFile, type HouseFile } from './house-plan.ts'

const NEEDS = new Map([
  ['region', []],
  ['reports', ['region']],
])

function file(path: string, text: string): HouseFile {
  return { path, text }
}

/** `needs` as the name plates say, read from the text so that the plan does not run the house. */
function needsOfTheHouse(): Map<string, readonly string[]> {
  return new Map(
    readdirSync('src/modules').map((name) => {
      const plate = readFileSync(`src/modules/${name}/module.ts`, 'utf8')
      const list = /needs: \[([^\]]*)\]/.exec(plate)?.[1] ?? ''
      return [name, [...list.matchAll(/'([^']+)'/g)].map(([, need]) => need ?? '')]
    }),
  )
}

test('the house follows its plan', () => {
  const files = globSync('src/**/*.{ts,tsx,sql}').map(readHouseFile)
  assert.ok(files.length > 50, 'the house was not found')
  assert.deepEqual(complaintsAbout(files, needsOfTheHouse()), [])
})

test('every module has its name plate, its README and its own name', () => {
  for (const name of readdirSync('src/modules')) {
    assert.ok(existsSync(`src/modules/${name}/README.md`), `src/modules/${name} has no README.md`)
    assert.match(readFileSync(`src/modules/${name}/module.ts`, 'utf8'), new RegExp(`name: '${name}'`))
  }
})

test('core may not import web', () => {
  const [complaint] = complaintsAbout([file('src/core/clock.ts', "import { page } from '#web/page.tsx'")], NEEDS)
  assert.match(complaint ?? '', /core imports nothing of ours/)
})

test('web may not import a module', () => {
  const [complaint] = complaintsAbout(
    [file('src/web/page.tsx', "import { x } from '#modules/region/public.ts'")],
    NEEDS,
  )
  assert.match(complaint ?? '', /web may import core and web only/)
})

test('a module is entered by its door only', () => {
  const [complaint] = complaintsAbout(
    [file('src/modules/reports/routes.ts', "import { x } from '#modules/region/store.ts'")],
    NEEDS,
  )
  assert.match(complaint ?? '', /by their public\.ts only/)
})

test('a module that is not in the needs is not imported', () => {
  const [complaint] = complaintsAbout(
    [file('src/modules/region/routes.ts', "import { x } from '../reports/public.ts'")],
    NEEDS,
  )
  assert.match(complaint ?? '', /does not name reports in its needs/)
})

test('files may not import each other in a circle', () => {
  const pair = [
    file('src/core/a.ts', "import { b } from './b.ts'"),
    file('src/core/b.ts', "import { a } from './a.ts'"),
  ]
  assert.match(complaintsAbout(pair, NEEDS)[0] ?? '', /in a circle: core\/a\.ts → core\/b\.ts → core\/a\.ts/)
})

test('modules may not need each other in a circle', () => {
  const needs = new Map([
    ['region', ['reports']],
    ['reports', ['region']],
  ])
  assert.match(complaintsAbout([], needs)[0] ?? '', /need each other in a circle/)
})

test('the SQL of a module names its own tables only', () => {
  const sql = 'select 1 from region.municipality'
  assert.match(
    complaintsAbout([file('src/modules/reports/store.ts', sql)], NEEDS)[0] ?? '',
    /names a table of the module region/,
  )
  assert.deepEqual(complaintsAbout([file('src/modules/region/store.ts', sql)], NEEDS), [])
})

test('a file with two things in it, or a room without a name, is seen', () => {
  assert.match(complaintsAbout([file('src/core/big.ts', '\n'.repeat(400))], NEEDS)[0] ?? '', /401 lines/)
  assert.match(complaintsAbout([file('src/core/utils/text.ts', '')], NEEDS)[0] ?? '', /"utils" says nothing/)
})
