import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createLog } from '#core/log.ts'
import { openServer, type Database } from './database.ts'
import { migrate, type Room } from './migrate.ts'
import { MigrationRefused } from './migration-refused.ts'
import { openTestDatabase } from './testing.ts'

describe('migrations', () => {
  let database: Database
  let folder: string
  beforeEach(async () => {
    database = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Writes the files of a made-up room. */
  function room(module: string, files: Record<string, string>): Room {
    const own = join(folder, module)
    rmSync(own, { recursive: true, force: true })
    mkdirSync(join(own, 'schema'), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, 'schema', name), text)
    return { module, folder: own }
  }

  const tree = { '0001-tree.sql': 'create table garden.tree (id int primary key);' }
  const leaf = {
    '0002-leaf.sql': 'alter table garden.tree add leaf text; insert into garden.tree values (1, $$green$$);',
  }

  it('run once, in order, core first', async () => {
    const garden = room('garden', { ...tree, ...leaf })
    const applied = await migrate(database.sql, [garden])
    assert.deepEqual(
      applied.map(({ module, file }) => `${module}/${file}`).filter((name) => name.startsWith('garden')),
      ['garden/0001-tree.sql', 'garden/0002-leaf.sql'],
    )
    assert.equal(applied[0]?.module, 'core')
    assert.deepEqual(await migrate(database.sql, [garden]), [])
    assert.deepEqual(await database.sql`select id, leaf from garden.tree`, [{ id: 1, leaf: 'green' }])
  })

  it('leave nothing of a file that fails, and run it again when it is mended', async () => {
    await migrate(database.sql, [room('garden', tree)])
    const broken = room('garden', { ...tree, '0002-leaf.sql': 'alter table garden.tree add leaf text; select 1/0;' })
    await assert.rejects(migrate(database.sql, [broken]), /garden\/schema\/0002-leaf\.sql failed: division by zero/)
    await migrate(database.sql, [room('garden', { ...tree, ...leaf })])
    assert.equal((await database.sql`select id from garden.tree`).length, 1)
  })

  it('refuse a file that was edited after it ran, by its name', async () => {
    await migrate(database.sql, [room('garden', tree)])
    const edited = room('garden', { '0001-tree.sql': 'create table garden.tree (id bigint primary key);' })
    await assert.rejects(migrate(database.sql, [edited]), (error) => {
      assert.ok(error instanceof MigrationRefused)
      assert.match(error.message, /garden\/schema\/0001-tree\.sql was changed after it ran/)
      return true
    })
  })

  it('do not mind the line ends of another system', async () => {
    await migrate(database.sql, [room('garden', { '0001-tree.sql': 'create table garden.tree (\n id int);\n' })])
    const windows = room('garden', { '0001-tree.sql': 'create table garden.tree (\r\n id int);\r\n' })
    assert.deepEqual(await migrate(database.sql, [windows]), [])
  })

  it('refuse a database that is newer than the code, and change nothing', async () => {
    await migrate(database.sql, [room('garden', { ...tree, ...leaf })])
    const shed = room('shed', { '0001-tool.sql': 'create table shed.tool (id int);' })
    await assert.rejects(
      migrate(database.sql, [shed, room('garden', tree)]),
      /newer than this version .*0002-leaf\.sql/,
    )
    assert.deepEqual(await database.sql`select module from core.migration where module = 'shed'`, [])
  })

  it('refuse a number that is missing or double', async () => {
    const gap = room('garden', { ...tree, '0003-leaf.sql': 'select 1;' })
    await assert.rejects(migrate(database.sql, [gap]), /0003-leaf\.sql should have the number 0002/)
    const double = room('garden', { ...tree, '0001-twig.sql': 'select 1;' })
    await assert.rejects(migrate(database.sql, [double]), /0001-twig\.sql should have the number 0002/)
  })

  it('run once when two start at the same moment', async () => {
    const garden = room('garden', { ...tree, ...leaf })
    const [one, two] = await Promise.all([migrate(database.sql, [garden]), migrate(database.sql, [garden])])
    const names = [...one, ...two].map(({ module, file }) => `${module}/${file}`)
    assert.equal(new Set(names).size, names.length)
    assert.equal(names.filter((name) => name.startsWith('garden')).length, 2)
  })

  it('make every schema once when four processes start at once on an empty server', async (context) => {
    const { connectionString } = database.connection
    if (connectionString === undefined) return context.skip('only one process starts the embedded database')
    for (let round = 0; round < 5; round += 1) {
      const four: Database[] = await Promise.all(
        [1, 2, 3, 4].map(async () => openServer(connectionString, createLog('silent'))),
      )
      const applied = await Promise.all(four.map(async ({ sql }) => migrate(sql, [room('garden', tree)])))
      assert.equal(applied.flat().filter(({ module }) => module === 'garden').length, 1)
      await Promise.all(four.map(async ({ close }) => close()))
      await database.sql.script(
        'drop schema core cascade; drop schema if exists core_jobs cascade; drop schema garden cascade',
      )
    }
  })
})
