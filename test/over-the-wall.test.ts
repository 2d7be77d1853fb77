import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { createEmailLink } from '../src/modules/region/people/links.ts'
import { ROLES, type Role } from '../src/modules/region/permissions.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import type { Module } from '../src/web/module.ts'
import type { Route } from '../src/web/route.ts'
import { allRoutes } from '../src/web/server.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '../src/web/testing.ts'
import { plant, snapshotOf, type Planted } from './planted.ts'

const LEUVEN = { body: 'leuven', nis: '24062' }
const HALLE = { body: 'halle', nis: '23027' }

/** The same "chance" every time (mulberry32), so that a failure can be seen again. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The same house without the second wall: whoever asks with a permission asks as the owner of the tables. */
const withoutSecondWall: readonly Module[] = modules.map((module) => ({
  ...module,
  routes: module.routes.map((route) => ({ ...route, unwalled: 'to try the first wall alone' })),
}))

for (const [walls, house] of [
  ['both walls', modules],
  ['the first wall alone', withoutSecondWall],
] as const)
  describe(`with ${walls}`, () => {
    let square: TestSquare
    let halle: Planted
    before(async () => {
      square = await openTestSquare(house)
      halle = await plant(square, HALLE)
      await plant(square, LEUVEN)
    })
    after(() => square.close())

    async function staff(role: Role, body: string): Promise<TestVisitor> {
      const id = await addStaff(square.services, { name: `${role} of ${body}`, email: null, body, role })
      return enter(await createSignInLink(square.services, id))
    }

    async function enter(link: string): Promise<TestVisitor> {
      const visitor = square.visitor()
      await visitor.signIn(link)
      return visitor
    }

    /** An address of Halle's things, with questions that somebody curious would ask. */
    function addressOf(route: Route, random: () => number): string {
      const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
      const words = Object.values(halle.words)
      const path = route.path
        .replace(':language', pick(['nl', 'fr', 'en', 'de']))
        .replace(/:(\w+)/g, (_whole, name: string) => halle.ids[name] ?? `${halle.ids['number']}-${'x'.repeat(22)}`)
      const values = [...words, ...Object.values(halle.ids), '', 'open', 'closed', '1', '2', '100', '4.3,50.7,12']
      const names = [
        'words',
        'status',
        'category',
        'municipality',
        'body',
        'page',
        'map',
        'limit',
        'offset',
        'q',
        'next',
        'owner',
        'source',
        'reason',
      ]
      const query = Array.from(
        { length: Math.floor(random() * 4) },
        () => `${pick(names)}=${encodeURIComponent(pick(values))}`,
      )
      return query.length > 0 ? `${path}?${query.join('&')}` : path
    }

    /** What a form could hold to reach Halle. */
    function fieldsFor(random: () => number): Record<string, string> {
      return {
        ...halle.ids,
        status: random() < 0.5 ? 'close.repaired' : '',
        message: 'Dit hoort hier niet.',
        audience: random() < 0.3 ? 'own' : '',
        show: 'yes',
        role: 'administrator',
        change: random() < 0.5 ? 'give' : 'take',
        track: 'own',
        ownUrl: 'https://evil.example',
        name: 'Indringer',
        email: 'indringer@example.be',
        sure: 'yes',
        silence: 'off',
        addition: 'x',
      }
    }

    const visitors: readonly (readonly [string, () => Promise<TestVisitor>])[] = [
      ['nobody', async () => square.visitor()],
      [
        'a resident of elsewhere',
        async () => enter(await createEmailLink(square.services, { email: 'resident@elsewhere.example' }, 'nl')),
      ],
      ...ROLES.filter((role) => role !== 'operator').map(
        (role) => [`${role} of Leuven`, () => staff(role, 'leuven')] as const,
      ),
    ]
    for (const [who, open] of visitors)
      test(`${who} finds nothing that Halle keeps to itself, and changes nothing, on any route`, async () => {
        const random = chance(20261126)
        const before = await snapshotOf(square, halle)
        const visitor = await open()
        const secrets = Object.entries(halle.words)
        const routes = allRoutes({ modules: house })
        let asked = 0
        // Live values never end, and are nobody's secret.
        for (const route of routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('/live')))
          for (let turn = 0; turn < 4; turn += 1) {
            const address = addressOf(route, random)
            const answer = await visitor.get(address)
            asked += 1
            const asks = decodeURIComponent(address)
            for (const [field, word] of secrets)
              assert.ok(
                // A page may show again what was asked; nobody learns anything of that.
                !answer.body.includes(word) || asks.includes(word),
                `${who} read the ${field} of Halle at ${address}`,
              )
            assert.ok(answer.statusCode < 500, `${address}: ${answer.statusCode}`)
            if (answer.headers['content-type'] === 'image/jpeg') assert.fail(`${who} saw the photo of Halle`)
          }
        for (const route of routes.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/sign-out'))) {
          const answer = await visitor.post(addressOf(route, random), fieldsFor(random))
          asked += 1
          assert.ok(answer.statusCode < 500, `${route.path}: ${answer.statusCode}`)
          // Guessing is slowed down; the clock goes on, so that the walk does too.
          square.services.wait({ minutes: 1 })
        }
        assert.ok(asked > 100)
        assert.deepEqual(await snapshotOf(square, halle), before)
      })
  })
