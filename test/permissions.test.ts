import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { createEmailLink } from '../src/modules/region/people/links.ts'
import { grantsOf, PERMISSIONS, ROLES, type Role } from '../src/modules/region/permissions.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import type { Route } from '../src/web/route.ts'
import { allRoutes } from '../src/web/server.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '../src/web/testing.ts'
import { plant, type Planted } from './planted.ts'

const routes = allRoutes({ modules })
const guarded = routes.filter(({ may }) => may !== 'anyone')

/** What belongs to the whole region, so that the body of the visitor makes no difference. */
const OF_THE_REGION = ['operator', 'account.own', 'file.own']

const KEY = randomUUID()

describe('who may do what', () => {
  let square: TestSquare
  let leuven: Planted
  let occasion = 0
  before(async () => {
    square = await openTestSquare(modules)
    leuven = await plant(square, { body: 'leuven', nis: '24062' })
    await square.services.sql`
      insert into reports.open311_key (id, hash, label, body, scopes, per_minute, created_at)
      values (${KEY}, 'x', 'An app', 'leuven', array['reports'], 60, now())`
    await square.services.sql`
      insert into observations.device_key (id, hash, label, body, scopes, per_minute, created_at)
      values (${KEY}, 'x', 'Sensors', 'leuven', array['observations'], 60, now())`
    await square.services.sql`
      insert into observations.score_objection (id, datastream, owner, reason, made_at)
      values (${KEY}, ${Number(leuven.ids['datastream'])}, 'leuven', 'It hangs in the shade.', now())`
    await square.services.sql`
      insert into observations.connector (id, owner, kind, title, settings, every_seconds, due_at, created_at, changed_at)
      values (${KEY}, 'leuven', 'telraam', 'Counters', ${{ address: 'https://telraam.example' }}, 3600, now(), now(), now())`
    await square.services.sql`
      insert into observations.lorawan_application (id, owner, application, mapping, created_at, changed_at)
      values (${KEY}, 'leuven', 'town', '{}', now(), now())`
    const [noted] = await square.services.sql<{ id: number }>`
      insert into observations.occasion (body, municipalities, properties, from_at, until_at, words, language, changed_at)
      values ('leuven', array['24062'], array['pm2-5'], now(), now() + interval '1 day', 'Fireworks', 'en', now()) returning id`
    occasion = noted?.id ?? 0
    await square.services.sql`
      insert into region.openid_provider (id, body, label, issuer, client_id, auth, secret, created_at)
      values ('leuven-account', 'leuven', 'Leuven', 'https://login.leuven.example', 'x', 'client_secret_basic', 'x', now())`
  })
  after(() => square.close())

  /** Real things of Leuven, by the name of the parameter. */
  const values = (): Readonly<Record<string, string>> => ({
    ...leuven.ids,
    provider: 'leuven-account',
    key: KEY,
    deviceKey: KEY,
    objection: KEY,
    connector: KEY,
    connectorKind: 'telraam',
    lorawan: KEY,
    property: 'pm2-5',
    occasion: String(occasion),
    language: 'nl',
  })

  /** The address of something of Leuven that is really there. */
  function addressOf({ method, path }: Route): string {
    return path.replace(/:(\w+)/g, (_whole, name: string) => {
      const value = values()[name]
      assert.ok(value !== undefined, `${method} ${path}: say in this test what a real "${name}" of Leuven is`)
      return value
    })
  }

  async function enter(link: string): Promise<TestVisitor> {
    const visitor = square.visitor()
    await visitor.signIn(link)
    return visitor
  }

  async function signedIn(role: Role, body: string): Promise<TestVisitor> {
    const at = role === 'operator' ? 'region-office' : body
    const id = await addStaff(square.services, { name: `${role} at ${at}`, email: null, body: at, role })
    return enter(await createSignInLink(square.services, id))
  }

  async function statusFor(visitor: TestVisitor, route: Route): Promise<number> {
    const address = addressOf(route)
    const answer = route.method === 'GET' ? await visitor.get(address) : await visitor.post(address)
    return answer.statusCode
  }

  test('every route of the square names a permission of the table, or is for anyone', () => {
    assert.ok(routes.length > 60)
    for (const { method, path, may } of routes)
      assert.ok(may === 'anyone' || may in PERMISSIONS, `${method} ${path} needs "${may}", which no table explains`)
  })

  test('an address is opened to the world in one place only, so that none is missed here', () => {
    const opening = globSync('src/**/*.{ts,tsx}').filter((file) =>
      /\bserver\.(get|post|put|patch|delete|all|route)\(/.test(readFileSync(file, 'utf8')),
    )
    const known = ['src/web/assets.ts', 'src/web/health.ts', 'src/web/server.ts']
    assert.deepEqual(opening.map((file) => file.replaceAll('\\', '/')).toSorted(), known)
  })

  test('every permission of the table opens something', () => {
    const used = new Set(routes.map(({ may }) => may))
    assert.deepEqual(
      Object.keys(PERMISSIONS).filter((permission) => !used.has(permission)),
      [],
    )
  })

  test('nobody is asked to sign in wherever a permission is needed', async () => {
    const nobody = square.visitor()
    await nobody.get('/nl/sign-in')
    for (const route of guarded) assert.equal(await statusFor(nobody, route), 401, `${route.method} ${route.path}`)
  })

  test('a resident is let in to the own file and account, and nowhere else', async () => {
    for (const route of guarded) {
      const visitor = await enter(await createEmailLink(square.services, { email: 'an@example.be' }, 'nl'))
      const status = await statusFor(visitor, route)
      const says = `a resident at ${route.method} ${route.path}: ${status}`
      if (['file.own', 'account.own'].includes(route.may)) assert.ok(status !== 401 && status < 500, says)
      else assert.equal(status, 403, says)
    }
  })

  for (const role of ROLES)
    test(`${role} of Leuven: is let in where the table says so, and nowhere else`, async () => {
      const granted = new Set(grantsOf(role, 'leuven').map(({ permission }) => permission))
      for (const route of guarded.filter(({ path }) => !path.includes('clear-demonstration'))) {
        // What one route changes (a session ended, a role taken) must not decide about the next.
        const visitor = await signedIn(role, 'leuven')
        const status = await statusFor(visitor, route)
        const says = `${role} at ${route.method} ${route.path}: ${status}`
        if (!granted.has(route.may)) assert.equal(status, 403, says)
        else assert.ok(status !== 401 && status < 500 && (status !== 403 || mayStillRefuse(role, route)), says)
      }
    })

  /** The permission is there, and yet the thing itself is not for everybody who has it: an operator helps in administrators only. */
  function mayStillRefuse(role: Role, { path }: Route): boolean {
    return role === 'operator' && /\/staff\/people\/:person\/(roles|restore)$/.test(path)
  }

  for (const role of ROLES.filter((one) => one !== 'operator'))
    test(`${role} of Halle gets nothing of Leuven that is not for everybody`, async () => {
      for (const route of guarded.filter(({ may, path }) => !OF_THE_REGION.includes(may) && path.includes(':'))) {
        if (
          !/:(number|person|nis|body|provider|secret|datastream|thing|objection|registration|refused|occasion)/.test(
            route.path,
          )
        )
          continue
        const visitor = await signedIn(role, 'halle')
        const status = await statusFor(visitor, route)
        assert.ok([403, 404, 422].includes(status), `${role} of Halle at ${route.method} ${route.path}: ${status}`)
        // A form that is not right is only answered with its errors to whoever may send it.
        if (status === 422 && route.again) assert.fail(`${role} of Halle sees the form of ${route.path}`)
      }
    })
})
