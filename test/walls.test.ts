import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { walled, type Scope } from '#core/database/walls.ts'
import { modules } from '../src/app.ts'
import { allRoutes } from '../src/web/server.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'
import { plant, snapshotOf, type Planted } from './planted.ts'

const LEUVEN = { body: 'leuven', nis: '24062' }
const HALLE = { body: 'halle', nis: '23027' }

/** Columns that say whose a row is. */
const OWNERS = ['municipality', 'body', 'person', 'resident', 'nis', 'report', 'owner', 'recipient']

/** Tables that visitors may reach although no policy divides them, each with the reason. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  'core.audit': 'ids only; added to in the transaction of every deed',
  'core.audit_head': 'one row: the last hash',
  'core.outbox': 'ids only; added to in the transaction of what happened',
  'core.outbox_delivery': 'how many facts wait',
  'core.outbox_listener': 'names of capabilities',
  'core.retention_run': 'counts',
  'region.body': 'facts that everybody may read; only to read',
  'region.body_member': 'facts that everybody may read; only to read',
  'region.boundary': 'facts that everybody may read; only to read',
  'region.municipality': 'facts that everybody may read; only to read',
  'region.locality': 'facts that everybody may read; only to read',
  'region.postal_code': 'facts that everybody may read; only to read',
  'region.sub_region': 'facts that everybody may read; only to read',
  'region.succession': 'facts that everybody may read; only to read',
  'region.spent_challenge': 'hashes of chance',
}

/** Routes that look over the walls. Each says why; a new one must be thought about here too. */
const OVER_THE_WALL = [
  '/:language/operator/clear-demonstration',
  '/:language/operator/retention',
  // Begins a form, which belongs to no body yet.
  '/:language/staff/mail/:letter',
  // Reads again what was refused, with the rights of the way in; whose it is is asked before.
  '/:language/staff/sensors/refused',
  '/:language/staff/sensors/refused/:refused',
  // Keys and datastreams of residents are of no body; in whose municipality they are is asked before.
  '/:language/staff/sensors/residents/:registration',
  // To foresee, and to do: GET and POST.
  '/:language/my-file/erase',
  '/:language/my-file/erase',
]

describe('the walls between municipalities', () => {
  let square: TestSquare
  let halle: Planted
  let leuven: Planted
  before(async () => {
    square = await openTestSquare(modules)
    halle = await plant(square, HALLE)
    leuven = await plant(square, LEUVEN)
  })
  after(() => square.close())

  const scope = (permission: string, more: Partial<Scope> = {}): Scope => ({
    permission,
    bodies: ['leuven'],
    visitor: leuven.ids['person'] ?? '',
    email: null,
    ...more,
  })

  test('every table that visitors reach is divided by policies, or stands here with the reason', async () => {
    const schemas = ['core', ...modules.map(({ name }) => name)]
    const tables = await square.services.sql<{ name: string; divided: boolean; reached: boolean; written: boolean }>`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity as divided,
        has_table_privilege('square_visitor', c.oid, 'select, insert, update, delete') as reached,
        has_table_privilege('square_visitor', c.oid, 'insert, update, delete') as written
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = any(${schemas}::text[]) order by 1`
    assert.ok(tables.length > 20)
    for (const { name, divided, reached, written } of tables) {
      if (!reached || divided) continue
      assert.ok(name in UNDIVIDED, `${name}: give it policies in schema/*-walls.sql, or say here why it has none`)
      if (UNDIVIDED[name]?.endsWith('only to read')) assert.ok(!written, `${name} can be written`)
    }
    const names = tables.map(({ name }) => name)
    for (const name of Object.keys(UNDIVIDED)) assert.ok(names.includes(name), `${name} is not there any more`)
  })

  test('every table whose rows are somebody’s is divided, or out of reach', async () => {
    const schemas = ['core', ...modules.map(({ name }) => name)]
    const open = await square.services.sql<{ name: string }>`
      select distinct n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and n.nspname = any(${schemas}::text[]) and not c.relrowsecurity
        and a.attname = any(${OWNERS}::text[]) and not a.attisdropped
        and has_table_privilege('square_visitor', c.oid, 'select, insert, update, delete')`
    assert.deepEqual(
      open.map(({ name }) => name).filter((name) => !(name in UNDIVIDED)),
      [],
    )
  })

  test('a query of Leuven without any filter finds nothing of Halle, and changes nothing', async () => {
    const { sql } = square.services
    const before = await snapshotOf(square, halle)
    const mine = walled(sql, scope('reports.handle'))
    const reports = await mine<{ body: string }>`select body from reports.report where true`
    assert.deepEqual([...new Set(reports.map(({ body }) => body))], ['leuven'])
    const events = await mine<{ message: string }>`select message from reports.event where true`
    assert.ok(events.length > 0 && events.every(({ message }) => message !== halle.words['internal']))
    await mine`update reports.report set note = 'x' where body = 'halle'`
    await mine`update reports.report set status = 'in-progress' where true`
    await mine`update reports.event set message = 'x' where report not in (select id from reports.report)`
    await assert.rejects(mine`delete from reports.report where true`, /permission denied/)
    await assert.rejects(
      mine`update reports.report set body = 'halle' where body = 'leuven'`,
      /row-level security/,
      'a report may not be pushed over the wall',
    )
    assert.deepEqual(await snapshotOf(square, halle), before)
  })

  test('another permission than that for reports opens no report, whatever the body', async () => {
    for (const permission of ['region.administer', 'people.administer', 'operator', 'account.own']) {
      const mine = walled(square.services.sql, scope(permission, { bodies: '*' }))
      assert.deepEqual(await mine`select id from reports.report`, [], permission)
      assert.deepEqual(await mine`select id from reports.event`, [], permission)
    }
  })

  test('an administrator of Leuven sees and makes people of Leuven only', async () => {
    const { sql } = square.services
    const before = await snapshotOf(square, halle)
    const mine = walled(sql, scope('people.administer'))
    const person = halle.ids['person'] ?? ''
    assert.deepEqual(await mine`select id from region.person where id = ${person}::uuid`, [])
    assert.ok((await mine`select id from region.person`).length > 0)
    assert.deepEqual(await mine`select body from region.role where body = 'halle'`, [])
    await mine`delete from region.role where true and body = 'halle'`
    await mine`delete from region.session where person = ${person}::uuid`
    await assert.rejects(
      mine`insert into region.role (person, body, role) values (${person}::uuid, 'halle', 'administrator')`,
      /row-level security/,
    )
    await assert.rejects(
      mine`insert into region.sign_in_link (token_hash, person, expires_at) values ('x', ${person}::uuid, now())`,
      /row-level security/,
    )
    await assert.rejects(mine`update region.person set name = 'x' where true`, /permission denied/)
    assert.deepEqual(await snapshotOf(square, halle), before)
  })

  test('a resident reaches the own reports by account or proven address, and nothing else', async () => {
    const { sql } = square.services
    const mine = walled(sql, scope('file.own', { bodies: [], email: leuven.words['email'] ?? '' }))
    const reports = await mine<{ name: string }>`select reporter_name as name from reports.report`
    assert.deepEqual(
      reports.map(({ name }) => name),
      [leuven.words['name']],
    )
    assert.deepEqual(await mine`select id from region.person where id = ${halle.ids['person'] ?? ''}::uuid`, [])
    assert.equal((await mine`select id from core.letter`).length, 1)
    const stranger = walled(sql, scope('file.own', { bodies: [], email: null }))
    assert.deepEqual(await stranger`select id from reports.report`, [])
    assert.deepEqual(await stranger`select id from core.letter`, [])
  })

  test('a municipality chooses its own tracks only, and nobody changes facts', async () => {
    const mine = walled(square.services.sql, scope('region.administer'))
    const choose = (nis: string) => mine`
      insert into region.track (nis, capability, track, updated_at) values (${nis}, 'waste', 'shared', now())`
    await choose(leuven.nis)
    await assert.rejects(choose(halle.nis), /row-level security/)
    await assert.rejects(mine`update region.body set nl = 'x' where true`, /permission denied/)
    await assert.rejects(mine`select value from core.setting`, /permission denied/)
  })

  test('the scope ends with the statement, also after an error and inside one transaction', async () => {
    const { sql } = square.services
    const mine = walled(sql, scope('reports.read'))
    const everything = async () => (await sql`select id from reports.report`).length
    const all = await everything()
    assert.ok(all > 1)
    for (let turn = 0; turn < 30; turn += 1) {
      await assert.rejects(mine`select nonsense from reports.report`)
      await mine`select id from reports.report`
      assert.equal(await everything(), all)
    }
    await mine.transaction(async (within) => {
      assert.equal((await within`select id from reports.report`).length, 1)
      await within.transaction(async (inner) => assert.equal((await inner`select id from reports.report`).length, 1))
      assert.equal((await within`select id from reports.report`).length, 1)
    })
    const [who] = await sql<{ role: string; bodies: string }>`
      select current_user as role, coalesce(current_setting('square.bodies', true), '') as bodies`
    assert.notEqual(who?.role, 'square_visitor')
    assert.equal(who?.bodies, '')
  })

  test('of sensors of residents staff see those of their municipality, without who they are of; a resident their own', async () => {
    const { sql } = square.services
    for (const permission of ['sensors.read', 'sensors.administer']) {
      const mine = walled(sql, scope(permission))
      const seen = await mine<{ id: string }>`select id from observations.registration`
      assert.deepEqual(
        seen.map(({ id }) => id),
        [leuven.ids['registration']],
        permission,
      )
      assert.deepEqual(await mine`select email from observations.registration_contact`, [])
      const refused = await mine<{ id: number }>`select id from observations.quarantine`
      assert.deepEqual(
        refused.map(({ id }) => String(id)),
        [leuven.ids['refused']],
      )
      await assert.rejects(mine`update observations.registration set hidden_at = null`, /permission denied/)
      await assert.rejects(mine`select answers from observations.registration_draft`, /permission denied/)
    }
    for (const permission of ['reports.read', 'keys.administer', 'operator', 'account.own']) {
      const mine = walled(sql, scope(permission, { bodies: '*' }))
      assert.deepEqual(await mine`select id from observations.registration`, [], permission)
      assert.deepEqual(await mine`select email from observations.registration_contact`, [], permission)
      assert.deepEqual(await mine`select id from observations.quarantine`, [], permission)
    }
    const own = walled(sql, scope('file.own', { bodies: [], email: leuven.words['sensorEmail'] ?? '' }))
    const ownContacts = await own<{ registration: string }>`select registration from observations.registration_contact`
    assert.deepEqual(
      ownContacts.map(({ registration }) => registration),
      [leuven.ids['registration']],
    )
    const ownSensors = await own<{ id: string }>`select id from observations.registration`
    assert.deepEqual(
      ownSensors.map(({ id }) => id),
      [leuven.ids['registration']],
    )
  })

  test('every route that looks over the walls says why, and is known here', () => {
    const over = allRoutes({ modules }).filter(({ unwalled }) => unwalled !== undefined)
    assert.deepEqual(over.map(({ path }) => path).toSorted(), OVER_THE_WALL.toSorted())
    for (const { path, unwalled } of over) assert.ok((unwalled ?? '').length > 20, path)
  })
})
