import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { streetKeys } from './street.ts'

const LEUVEN = '/nl/staff/routing/leuven'
const OFFICE = '/nl/staff/routing/region-office'

test('a street is the same however it is written, and another one is not', () => {
  for (const [one, other] of [
    ['Sint-Jansstraat 12', 'st. jansstr.'],
    ['Kerkstraat', 'KERKSTRAAT 3 bus 2'],
    ['Rue de l’Église', '12, rue de l’Eglise'],
    ['Avenue Louise 5', 'av. Louise'],
    ['Bd du Souverain', 'boulevard du Souverain 100'],
    ['Brusselsesteenweg', 'Brusselsestwg. 9'],
  ] as const)
    assert.deepEqual(streetKeys(one), streetKeys(other), `${one} – ${other}`)
  assert.notDeepEqual(streetKeys('Kerkstraat'), streetKeys('Kerkweg'))
  assert.notDeepEqual(streetKeys('Oude Kerkstraat'), streetKeys('Kerkstraat'))
  assert.deepEqual(streetKeys('Kerkstraat / Rue de l’Église'), ['kerkstraat', 'ruedeleglise'])
  assert.deepEqual(streetKeys(' - / '), [])
})

describe('rules about streets and things', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function chiefOf(body: string): Promise<TestVisitor> {
    const id = await addStaff(square.services, { name: 'Chef', email: null, body, role: 'administrator' })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }

  /** The form up to the question that decides, if there is one; gives where it went. */
  async function begin(visitor: TestVisitor, where: Record<string, string>) {
    await visitor.get('/nl/reports/new')
    const answer = await visitor.post('/nl/reports/new', { street: '', postalCode: '', ...where })
    const form = String(answer.headers.location).replace(/\/what$/, '')
    await visitor.get(`${form}/what`)
    const what = await visitor.post(`${form}/what`, { note: 'Hier is iets stuk, kom eens kijken.', category: 'tree' })
    return { form, next: String(what.headers.location).replace(form, '') }
  }

  test('a municipality names streets; clashes are told; a report without street is asked for it', async () => {
    const chief = await chiefOf('leuven')
    await chief.get(LEUVEN)
    await chief.post(`${LEUVEN}/draft`, { from: 'in-force' })
    const add = (fields: Record<string, string>) =>
      chief.post(`${LEUVEN}/rules`, { category: 'tree', to: 'awv', ...fields })
    assert.equal((await add({ streets: 'Tiensevest\r\nNaamsevest', street: 'Kapucijnenvoer' })).statusCode, 303)
    const clash = await add({ streets: 'naamsevest 3', to: 'fluvius' })
    assert.equal(clash.statusCode, 422)
    assert.match(clash.body, /botst met een andere: Boom · Alle wegen · Tiensevest, Naamsevest, Kapucijnenvoer/)
    assert.equal((await add({ streets: 'Naamsevest', postalCodes: '3010', to: 'fluvius' })).statusCode, 422)
    assert.equal((await add({ streets: 'Bondgenotenlaan', postalCodes: '3000', to: 'fluvius' })).statusCode, 303)
    assert.match((await add({ streets: '...' })).body, /Schrijf op elke regel de naam van een straat/)
    const many = Array.from({ length: 51 }, (_, index) => `Straat${index}straat`).join('\n')
    assert.match((await add({ streets: many })).body, /hoogstens 50 straten/)

    const { body } = await chief.get(LEUVEN)
    const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
    const inForceFrom = TEST_NOW.toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString()
    assert.equal(
      (await chief.post(`${LEUVEN}/publish`, { version, inForceFrom, reason: 'Afgesproken.' })).statusCode,
      303,
    )

    const visitor = square.visitor()
    const named = await begin(visitor, { postalCode: '3000', street: 'Naamsevest 12' })
    assert.equal(named.next, '/contact')
    assert.match((await visitor.get(`${named.form}/check`)).body, /Agentschap Wegen en Verkeer/)
    // Words that are no street, and a street that may be one with a typing error, say nothing sure.
    for (const street of ['naast de kerk', 'Namsevest 12'])
      assert.equal((await begin(visitor, { postalCode: '3000', street })).next, '/which', street)
    assert.equal((await begin(visitor, { postalCode: '3000', street: 'Kerkstraat 12' })).next, '/contact')
    const { form, next } = await begin(visitor, { pin: '4.7009,50.8798' })
    assert.equal(next, '/which')
    const asked = (await visitor.get(`${form}/which`)).body
    assert.match(asked, /In welke straat is het\?/)
    assert.match(asked, /Bondgenotenlaan[^]*Kapucijnenvoer[^]*Een andere straat/)
    const values = [...asked.matchAll(/name="which"[^>]*value="([^"]*)"/g)].map(([, value]) => value ?? '')
    const owners: string[] = []
    for (const which of values) {
      assert.equal((await visitor.post(`${form}/which`, { which })).headers.location, `${form}/contact`, which)
      const checked = (await visitor.get(`${form}/check`)).body
      owners.push(
        /Agentschap Wegen|Fluvius|Stad Leuven|Leuven/.exec(checked.slice(checked.indexOf('Gaat naar')))?.[0] ?? '?',
      )
    }
    assert.ok(owners.includes('Agentschap Wegen') && owners.includes('Fluvius'), owners.join())
    assert.equal(owners.at(-1), owners.at(-2), 'another street and not knowing are both for the municipality')
  })

  test('the office names streets of one municipality only; the owner of a thing answers where it is known', async () => {
    const chief = await chiefOf('region-office')
    await chief.get(OFFICE)
    await chief.post(`${OFFICE}/draft`, { from: 'in-force' })
    const add = (fields: Record<string, string>) =>
      chief.post(`${OFFICE}/rules`, { category: 'stop', to: 'de-lijn', ...fields })
    assert.match((await add({ streets: 'Kerkstraat', where: 'all' })).body, /Kies eerst één gemeente/)
    assert.equal((await add({ streets: 'Kerkstraat', where: 'nis:24062' })).statusCode, 303)
    assert.equal((await add({ streets: 'Kerkstraat', where: 'nis:23027' })).statusCode, 303)
    assert.match((await add({ postalCodes: '1500', where: 'nis:24062' })).body, /Gebruik postcodes van deze gemeente/)
    assert.match((await add({ category: 'street-light', to: '*', asset: '!' })).body, /is er geen eigenaar/)
    assert.match((await add({ category: 'street-light', asset: 'niemand' })).body, /Kies een eigenaar uit de lijst/)
    assert.equal((await add({ category: 'street-light', to: '*' })).statusCode, 303)
    assert.match(
      (await add({ category: 'street-light', to: 'fluvius', asset: 'fluvius' })).body,
      /botst met een andere/,
    )
    assert.equal((await add({ category: 'street-light', to: 'fluvius', asset: '!' })).statusCode, 303)
    assert.match((await chief.get(OFFICE)).body, /Straatlamp, we weten welke[^]*De eigenaar van het ding/)
  })
})
