import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { grantsOf, PERMISSIONS, ROLES } from '../src/modules/region/permissions.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import type { Route } from '../src/web/route.ts'
import { allRoutes } from '../src/web/server.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '../src/web/testing.ts'

const routes = allRoutes({ modules })

/** An address with something in every place: whether it exists does not matter, who may ask does. */
function addressOf({ path }: Route): string {
  return path.replace(':language', 'nl').replace(/:\w+/g, '1')
}

describe('who may do what', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare(modules)
  })
  after(() => square.close())

  async function signedIn(role: (typeof ROLES)[number]): Promise<TestVisitor> {
    const { services } = square
    const body = role === 'operator' ? 'region-office' : 'leuven'
    const id = await addStaff(services, { name: role, email: `${role}@example.be`, body, role })
    const visitor = square.visitor()
    const path = new URL(await createSignInLink(services, id)).pathname
    await visitor.get(path)
    await visitor.post(path)
    // Every page of somebody who signed in has a form to sign out, with the token of the session.
    await visitor.get('/nl')
    return visitor
  }

  async function statusFor(visitor: TestVisitor, route: Route): Promise<number> {
    const address = addressOf(route)
    const answer = route.method === 'GET' ? await visitor.get(address) : await visitor.post(address)
    return answer.statusCode
  }

  test('every route names a permission of the table, or is for anyone', () => {
    assert.ok(routes.length > 30)
    for (const { method, path, may } of routes)
      assert.ok(may === 'anyone' || may in PERMISSIONS, `${method} ${path} needs "${may}", which no table explains`)
  })

  test('nobody is asked to sign in wherever a permission is needed', async () => {
    const nobody = square.visitor()
    await nobody.get('/nl/reports/new')
    for (const route of routes.filter(({ may }) => may !== 'anyone'))
      assert.equal(await statusFor(nobody, route), 401, `${route.method} ${route.path}`)
  })

  for (const role of ROLES)
    test(`${role}: is let in where the table says so, and nowhere else`, async () => {
      const visitor = await signedIn(role)
      const granted = new Set(grantsOf(role, 'leuven').map(({ permission }) => permission))
      for (const route of routes.filter(({ may, path }) => may !== 'anyone' && !path.includes('clear-demonstration'))) {
        const status = await statusFor(visitor, route)
        const says = `${role} at ${route.method} ${route.path}: ${status}`
        if (granted.has(route.may)) assert.ok(status !== 401 && status !== 403 && status < 500, says)
        else assert.equal(status, 403, says)
      }
    })
})
