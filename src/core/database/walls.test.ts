import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createLog } from '#core/log.ts'
import { openServer } from './database.ts'
import { MigrationRefused } from './migration-refused.ts'
import { openTestDatabase } from './testing.ts'
import { makeVisitorRole, walled } from './walls.ts'

const SERVER = process.env['TEST_DATABASE_URL']
const SCOPE = { permission: 'reports.read', bodies: ['leuven', 'herent'], visitor: '', email: null } as const

test('a walled statement runs in the role of a visitor, with the scope that was given', async () => {
  const database = await openTestDatabase([])
  try {
    const [row] = await walled(database.sql, SCOPE)`
      select current_user as role, core.permission() as permission, core.sees_body('herent') as sees,
        core.sees_body('halle') as elsewhere, core.visitor() as visitor, core.is_own_email('an@example.be') as own`
    assert.deepEqual(row, {
      role: 'square_visitor',
      permission: 'reports.read',
      sees: true,
      elsewhere: false,
      visitor: null,
      own: false,
    })
  } finally {
    await database.close()
  }
})

test('two processes that start at once make one role', async () => {
  const database = await openTestDatabase([])
  try {
    await Promise.all([1, 2, 3, 4].map(() => makeVisitorRole(database.sql)))
  } finally {
    await database.close()
  }
})

test(
  'a database user that may not make the role is told what an administrator runs once',
  { skip: SERVER === undefined && 'only on a PostgreSQL server (TEST_DATABASE_URL): the embedded one has one user' },
  async () => {
    const office = await openServer(SERVER ?? '', createLog('error'))
    const name = `streekplein_plain_${randomBytes(4).toString('hex')}`
    await office.execute(`create role ${name} login`)
    const url = new URL(SERVER ?? '')
    url.username = name
    const plain = await openServer(url.href, createLog('error'))
    try {
      await assert.rejects(makeVisitorRole(plain.sql), (error: unknown) => {
        assert.ok(error instanceof MigrationRefused)
        assert.match(error.message, new RegExp(`grant square_visitor to "${name}"`))
        return true
      })
      await office.execute(`grant square_visitor to ${name}`)
      await makeVisitorRole(plain.sql)
    } finally {
      await plain.close()
      await office.execute(`drop role ${name}`)
      await office.close()
    }
  },
)
