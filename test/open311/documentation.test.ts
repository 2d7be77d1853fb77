import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { modules } from '../../src/app.ts'
import { SCOPES } from '../../src/modules/reports/open311/keys/key.ts'
import { giveKey } from '../../src/modules/reports/open311/testing.ts'
import { openTestSquare, type TestSquare } from '../../src/web/testing.ts'

const run = promisify(execFile)
const hasCurl = spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0

/** Examples of the documentation: a command, and the answer that stands below it. */
const EXAMPLES = [
  ...readFileSync('docs/open311.md', 'utf8').matchAll(/```sh\n([\s\S]*?)\n```(?:\n\n```json\n([\s\S]*?)\n```)?/g),
].map(([, command = '', answer]) => ({ command, answer }))

describe('docs/open311.md', { skip: hasCurl ? false : 'needs curl and bash' }, () => {
  let square: TestSquare
  let address: string
  let key: string
  before(async () => {
    square = await openTestSquare(modules, { demo: true })
    key = await giveKey(square, { scopes: SCOPES, perMinute: 600 })
    address = await square.server.listen({ port: 0, host: '127.0.0.1' })
  })
  after(() => square.close())

  test('has an example of every address', () => {
    const all = EXAMPLES.map(({ command }) => command).join('\n')
    for (const path of ['discovery', 'services.', 'services/', 'requests.', 'tokens/', 'servicerequestupdates'])
      assert.ok(all.includes(`/open311/v2/${path}`), path)
    assert.ok(EXAMPLES.length >= 10)
  })

  for (const [index, { command, answer }] of EXAMPLES.entries())
    test(`example ${index + 1} gives what stands below it`, async () => {
      const { stdout } = await run('bash', ['-c', command], { env: { ...process.env, SQUARE: address, KEY: key } })
      if (answer === undefined) return assert.equal(stdout.trim(), '1')
      assertShape(JSON.parse(stdout), JSON.parse(answer), '')
    })
})

/** The answer has every member of the example, each of the same kind; texts, numbers and lists may differ. */
function assertShape(actual: unknown, example: unknown, path: string): void {
  if (Array.isArray(example)) {
    assert.ok(Array.isArray(actual) && actual.length > 0, `${path} is a list with something in it`)
    return assertShape(actual[0], example[0], `${path}[0]`)
  }
  if (typeof example !== 'object' || example === null) {
    assert.equal(typeof actual, typeof example, `${path}: ${JSON.stringify(actual)}`)
    if (example === null || typeof example === 'boolean') return
    assert.notEqual(actual, '', path)
    return
  }
  assert.ok(typeof actual === 'object' && actual !== null, path)
  const members = new Map(Object.entries(actual))
  for (const [name, one] of Object.entries(example)) {
    assert.ok(members.has(name), `${path}.${name} is there`)
    assertShape(members.get(name), one, `${path}.${name}`)
  }
}
