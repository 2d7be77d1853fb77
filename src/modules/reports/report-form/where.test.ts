import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../module.ts'

describe('the page that asks where it is', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  test('a point on the map decides the municipality', async () => {
    const { visitor } = square
    const resident = visitor()
    await resident.get('/nl/reports/new')
    const picked = await resident.post('/nl/reports/new', { map: '4.7009,50.8798,14', 'pin.x': '160', 'pin.y': '160' })
    assert.equal(picked.statusCode, 200)
    assert.match(picked.body, /Je koos een plek in Leuven/)
    const pin = /name="pin" value="([^"]+)"/.exec(picked.body)?.[1] ?? ''
    const next = await resident.post('/nl/reports/new', { map: '4.7009,50.8798,14', pin })
    assert.equal(next.statusCode, 303)
  })

  test('a map of the whole region is pressed twice: the first time it comes closer', async () => {
    const { visitor } = square
    const resident = visitor()
    await resident.get('/nl/reports/new')
    const pressed = { map: '4.7009,50.8798,11.9', 'pin.x': '160', 'pin.y': '160', street: 'Naamsestraat 3' }
    const closer = await resident.post('/nl/reports/new', pressed)
    assert.equal(closer.statusCode, 200)
    assert.match(closer.body, /Tik nog eens, precies waar het is/)
    assert.match(closer.body, /name="map" value="4\.70090,50\.87980,13"/)
    assert.match(closer.body, /value="Naamsestraat 3"/)
    assert.doesNotMatch(closer.body, /name="pin" value|Je koos een plek/)
    const near = /value="([^"]+)" name="near"/.exec(closer.body)?.[1] ?? ''
    const enough = await resident.post('/nl/reports/new', { map: '4.7009,50.8798,13', near, street: 'Naamsestraat 3' })
    assert.match(enough.body, /Je koos een plek in Leuven/)
    assert.match(enough.body, /name="pin" value="4\.700900,50\.879800"/)
    const outside = await resident.post('/nl/reports/new', { ...pressed, map: '2.5,51.4,9' })
    assert.equal(outside.statusCode, 422)
    assert.match(outside.body, /niet in onze regio/)
  })

  for (const [place, window] of [
    ['in the sea', '2.5,51.4,12'],
    ['outside the region', '5.57,50.63,12'],
  ] as const)
    test(`a point ${place} is answered with what to do`, async () => {
      const { visitor } = square
      const resident = visitor()
      await resident.get('/nl/reports/new')
      const answer = await resident.post('/nl/reports/new', {
        map: window,
        'pin.x': '10',
        'pin.y': '10',
        street: 'Zeedijk',
      })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /niet in onze regio/)
      assert.match(answer.body, /value="Zeedijk"/)
    })

  test('a postal code of two municipalities asks which one', async () => {
    const { visitor } = square
    const resident = visitor()
    await resident.get('/nl/reports/new')
    const asked = await resident.post('/nl/reports/new', { postalCode: '1070', street: 'Lenniksebaan 1' })
    assert.equal(asked.statusCode, 422)
    assert.match(asked.body, /Welke gemeente\?/)
    const answered = await resident.post('/nl/reports/new', {
      postalCode: '1070',
      street: 'Lenniksebaan 1',
      municipality: '21001',
    })
    assert.equal(answered.statusCode, 303)
  })

  test('a postal code outside the region says so', async () => {
    const { visitor } = square
    const resident = visitor()
    await resident.get('/nl/reports/new')
    const answer = await resident.post('/nl/reports/new', { postalCode: '9000', street: 'Veldstraat 1' })
    assert.match(answer.body, /Deze postcode ligt niet in onze regio/)
  })

  test('asks for four things at most, also where the region has a look of its own', async () => {
    const who = { name: 'Noor', email: null, body: 'region-office', role: 'operator' } as const
    const noor = square.visitor()
    await noor.signIn(await createSignInLink(square.services, await addStaff(square.services, who)))
    const form = '/nl/staff/theme/region-office'
    const version = /name="version" value="(\d+)"/.exec((await noor.get(form)).body)?.[1] ?? ''
    await noor.post(form, { version, action: 'publish', brand: '#004488' })
    const { body } = await square.visitor().get('/nl/reports/new')
    assert.match(body, /href="\/theme\//)
    const asked = [
      ...body.matchAll(
        /<link rel="(?:stylesheet|icon)"[^>]* href="(\/[^"]+)"|<(?:script|input|img)[^>]* src="([^"]+)"/g,
      ),
    ]
    assert.ok(asked.length + 1 <= 4, asked.map(([, sheet, source]) => sheet ?? source).join(' '))
    assert.equal(asked.length, 3, 'the style sheet, the script and the map')
  })
})
