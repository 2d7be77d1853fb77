import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '../module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { firstSignInLinks } from './first-sign-in.ts'
import { createSignInLink } from './links.ts'
import { forgetEndedSessions, identify } from './sessions.ts'
import { addStaff, listStaff } from '../public.ts'
import { findPerson, forgetFormerStaff, giveRole, takeRole } from './store.ts'

const OPERATOR = '0197a000-0000-7000-8000-000000000001'
const SAMIRA = '0197a000-0000-7000-8000-000000000002'
describe('signing in', () => {
  let square: TestSquare

  before(async () => {
    square = await openTestSquare([region], { demo: true })
  })
  after(() => square.close())

  async function linkFor(person: string): Promise<string> {
    return new URL(await createSignInLink(square.services, person)).pathname
  }

  function formToken(html: string): string {
    return /name="_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  }

  /** Opens a link, presses the button and gives the session token of the cookie. */
  async function signInWith(path: string): Promise<string> {
    const shown = await square.server.inject(path)
    const done = await square.server.inject({ method: 'POST', url: path, payload: { _token: formToken(shown.body) } })
    assert.equal(done.statusCode, 303)
    return /__Host-session=([\w-]+);/.exec(String(done.headers['set-cookie']))?.[1] ?? ''
  }

  test('opening a link only shows whose it is: mail filters open links too', async () => {
    const path = await linkFor(SAMIRA)
    for (const _visit of [1, 2]) {
      const shown = await square.server.inject(path)
      assert.equal(shown.statusCode, 200)
      assert.match(shown.body, /Samira Haddad/)
      assert.equal(shown.headers['set-cookie'], undefined)
      assert.equal(shown.headers['referrer-policy'], 'no-referrer')
      assert.equal(shown.headers['cache-control'], 'no-store')
    }
  })

  test('the button signs in, once', async () => {
    const path = await linkFor(SAMIRA)
    const token = await signInWith(path)
    const visitor = await identify(token, square.services)
    assert.equal(visitor?.name, 'Samira Haddad')
    assert.ok(visitor?.grants.some(({ permission, scope }) => permission === 'reports.handle' && scope === 'leuven'))

    const again = await square.server.inject(path)
    assert.equal(again.statusCode, 410)
    assert.match(again.body, /Vraag een nieuwe/)
  })

  test('of two presses at the same moment one signs in', async () => {
    const path = await linkFor(SAMIRA)
    const token = formToken((await square.server.inject(path)).body)
    const press = () => square.server.inject({ method: 'POST', url: path, payload: { _token: token } })
    const statuses = (await Promise.all([press(), press()])).map(({ statusCode }) => statusCode)
    assert.deepEqual(statuses.toSorted(), [303, 410])
  })

  test('a link is good for 15 minutes; one that never existed is as dead as an old one', async () => {
    const path = await linkFor(SAMIRA)
    square.services.wait({ minutes: 14, seconds: 59 })
    assert.equal((await square.server.inject(path)).statusCode, 200)
    square.services.wait({ seconds: 1 })
    assert.equal((await square.server.inject(path)).statusCode, 410)
    assert.equal((await square.server.inject('/fr/sign-in/guessed')).statusCode, 410)
  })

  test('the database keeps no token that signs anybody in', async () => {
    const path = await linkFor(SAMIRA)
    const session = await signInWith(await linkFor(SAMIRA))
    const kept = await square.services.sql<{ hash: string }>`
    select token_hash as hash from region.sign_in_link union all select token_hash from region.session`
    const secrets = [path.split('/').at(-1), session]
    assert.ok(kept.length > 1 && kept.every(({ hash }) => !secrets.includes(hash)))
  })

  test('a session ends two hours after its last use', async () => {
    const token = await signInWith(await linkFor(SAMIRA))
    square.services.wait({ minutes: 119 })
    assert.ok(await identify(token, square.services))
    square.services.wait({ minutes: 119 })
    assert.ok(await identify(token, square.services))
    square.services.wait({ minutes: 121 })
    assert.equal(await identify(token, square.services), undefined)
  })

  test('a session ends after twelve hours, however much it is used', async () => {
    const token = await signInWith(await linkFor(SAMIRA))
    for (let hour = 1; hour < 12; hour += 1) {
      square.services.wait({ hours: 1 })
      assert.ok(await identify(token, square.services), `hour ${hour}`)
    }
    square.services.wait({ hours: 1 })
    assert.equal(await identify(token, square.services), undefined)
  })

  test('signing out ends the session and the cookie', async () => {
    const token = await signInWith(await linkFor(SAMIRA))
    const cookies = { '__Host-session': token }
    const shown = await square.server.inject({ url: '/nl/region', cookies })
    assert.match(shown.body, /Samira Haddad/)
    const payload = { _token: formToken(shown.body) }
    const out = await square.server.inject({ method: 'POST', url: '/nl/sign-out', cookies, payload })
    assert.equal(out.statusCode, 303)
    assert.match(String(out.headers['set-cookie']), /__Host-session=; Path=\/; Max-Age=0/)
    assert.equal(await identify(token, square.services), undefined)
  })

  test('a role that is taken away counts at the next request', async () => {
    const token = await signInWith(await linkFor(OPERATOR))
    const role = { person: OPERATOR, body: 'leuven', role: 'reader' } as const
    await giveRole(square.services.sql, role)
    const permissions = async () => (await identify(token, square.services))?.grants.map(({ permission }) => permission)
    assert.ok((await permissions())?.includes('reports.read'))
    await takeRole(square.services.sql, role)
    assert.ok(!(await permissions())?.includes('reports.read'))
  })

  test('a guessed session token is nobody', async () => {
    assert.equal(await identify('x'.repeat(43), square.services), undefined)
  })

  test('sessions and links are forgotten a week after they ended', async () => {
    await signInWith(await linkFor(SAMIRA))
    await forgetEndedSessions(square.services.sql, square.services.clock())
    const count = async () =>
      (
        await square.services
          .sql`select token_hash from region.session union all select token_hash from region.sign_in_link`
      ).length
    assert.ok((await count()) > 0)
    square.services.wait({ hours: 24 * 9 })
    await forgetEndedSessions(square.services.sql, square.services.clock())
    assert.equal(await count(), 0)
  })

  test('who has no role any more becomes a pseudonym; who has one stays as they are', async () => {
    const { sql } = square.services
    const role = { body: 'halle', role: 'handler' } as const
    const person = await addStaff(square.services, { name: 'Jan Claes', email: 'jan@halle.example', ...role })
    await forgetFormerStaff(sql)
    assert.ok((await listStaff(sql, 'halle')).some(({ name }) => name === 'Jan Claes'))
    await takeRole(sql, { person, ...role })
    assert.equal(await forgetFormerStaff(sql), 1)
    const former = await findPerson(sql, person)
    assert.deepEqual([former?.name, former?.email], [`staff-${person.slice(-8)}`, null])
    assert.equal(await forgetFormerStaff(sql), 0)
  })

  test('the first start gives links for the operator, the office of the region and the staff of three bodies, good for a day', async () => {
    const lines = await firstSignInLinks(square.services, 'en')
    assert.deepEqual(
      lines.map((line) => line.split(' (')[0]),
      ['Noor Peeters', 'Lies Maes', 'Bram Claes', 'Tom Janssens', 'Samira Haddad'],
    )
    square.services.wait({ hours: 23 })
    const path = new URL(lines[0]?.split(': ').at(-1) ?? '').pathname
    assert.equal((await square.server.inject(path)).statusCode, 200)
  })

  test('without the demonstration the first start makes an operator, once', async () => {
    await region.demo?.clear(square.services)
    const [line] = await firstSignInLinks(square.services, 'nl')
    assert.match(line ?? '', /^Eerste beheerder \(Streekkantoor/)
    assert.equal((await firstSignInLinks(square.services, 'nl')).length, 1)
    await region.demo?.fill(square.services)
  })
})
