import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { verifyAudit } from '#core/audit/audit.ts'
import { squareSheet } from '#web/assets.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../module.ts'
import type { Role } from '../permissions.ts'
import { addStaff, createSignInLink } from '../public.ts'

const LEUVEN = '/nl/region/24062'
const FORM = '/nl/staff/theme/leuven'

describe('how the pages of a municipality look', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region])
  })
  after(() => square.close())

  async function staff(body: string, role: Role): Promise<TestVisitor> {
    const id = await addStaff(square.services, { name: `Noor of ${body}`, email: null, body, role })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }

  const sheetIn = (body: string) =>
    /<link rel="stylesheet" href="(\/theme\/[0-9a-f]{10}-[0-9a-f]{16}\.css)"/.exec(body)?.[1]
  const pageOf = async (path: string) => (await square.visitor().get(path)).body
  const versionIn = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''

  async function publish(visitor: TestVisitor, path: string, fields: Record<string, string>) {
    const { body } = await visitor.get(path)
    return visitor.post(path, { version: versionIn(body), action: 'publish', ...fields })
  }

  test('is that of the square until somebody chooses: no style sheet more', async () => {
    assert.equal(sheetIn(await pageOf(LEUVEN)), undefined)
    assert.equal((await pageOf(LEUVEN)).match(/rel="stylesheet"/g)?.length, 1)
  })

  test('changes when its editor publishes, on its own pages only, with a sheet that may be kept for ever', async () => {
    const noor = await staff('leuven', 'editor')
    const answer = await publish(noor, FORM, { brand: '#8A1538', second: '', logoNl: '' })
    assert.equal(answer.statusCode, 303)
    const page = await pageOf(LEUVEN)
    const sheet = sheetIn(page)
    assert.ok(sheet)
    assert.match(page, /<a class="sp-owner" href="\/nl\/region\/24062">Leuven<\/a>/)
    assert.equal(sheetIn(await pageOf('/nl/region/23027')), undefined, 'Halle chose nothing')
    assert.equal(sheetIn(await pageOf('/nl/region')), undefined)
    assert.equal(sheetIn((await noor.get(FORM)).body), sheet, 'pages for its staff look like it too')

    const css = await square.visitor().get(sheet)
    assert.equal(css.headers['content-type'], 'text/css; charset=utf-8')
    assert.equal(css.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.match(css.body, /--sp-brand:#8a1538/)
    assert.match(css.body, /\.govuk-button\{/, 'the sheet of the square stands in it')
    assert.equal(page.match(/rel="stylesheet"/g)?.length, 1, 'and is not asked for once more')
    const older = await square.visitor().get(sheet.replace(/[0-9a-f]{10}-/, '0123456789-'))
    assert.equal(
      older.headers['cache-control'],
      'no-cache',
      'a page of before an update is served, but nothing is kept',
    )
    for (const nothing of ['0123456789-0123456789abcdef', '0123456789abcdef', 'x'])
      assert.equal((await square.visitor().get(`/theme/${nothing}.css`)).statusCode, 404)
  })

  test('is accounted for, and can be undone and given back to the region', async () => {
    const noor = await staff('tienen', 'administrator')
    const path = '/nl/staff/theme/tienen'
    await publish(noor, path, { brand: '#123456' })
    const first = sheetIn(await pageOf('/nl/region/24107'))
    await publish(noor, path, { brand: '#654321' })
    assert.notEqual(sheetIn(await pageOf('/nl/region/24107')), first)
    const { body } = await noor.get(path)
    assert.match(body, /Noor of tienen/)

    assert.equal((await noor.post(`${path}/restore`, { version: '1', newest: '2' })).statusCode, 303)
    assert.equal(sheetIn(await pageOf('/nl/region/24107')), first, 'the same colours have the same address')
    assert.equal((await noor.post(`${path}/restore`, { version: '1', newest: '2' })).statusCode, 409, 'pressed twice')
    assert.equal((await noor.post(`${path}/restore`, { version: '9', newest: '3' })).statusCode, 404)
    assert.equal((await noor.post(`${path}/restore`, { version: '0', newest: '3' })).statusCode, 303)
    assert.equal(sheetIn(await pageOf('/nl/region/24107')), undefined)

    const { sql } = square.services
    const deeds = await sql<{ action: string; reason: string }>`
      select action, reason from core.audit where subject = 'theme:tienen' order by id`
    assert.deepEqual(
      deeds.map(({ action, reason }) => `${action} ${reason}`),
      [
        'region.publish-theme version 1',
        'region.publish-theme version 2',
        'region.publish-theme version 3',
        'region.reset-theme version 4',
      ],
    )
    assert.equal((await verifyAudit(sql)).broken, undefined)
  })

  test('follows that of the region where a municipality chose nothing', async () => {
    const operator = await staff('region-office', 'operator')
    await publish(operator, '/nl/staff/theme/region-office', { brand: '#004488' })
    const sheet = sheetIn(await pageOf('/nl/region'))
    assert.ok(sheet)
    assert.equal(sheetIn(await pageOf('/nl/region/23027')), sheet)
    assert.notEqual(sheetIn(await pageOf(LEUVEN)), sheet)
    const { body } = await operator.get('/nl/staff/theme')
    assert.match(body, /staff\/theme\/leuven/)
    const { body: form } = await operator.get('/nl/staff/theme/region-office')
    await operator.post('/nl/staff/theme/region-office/restore', { version: '0', newest: versionIn(form) })
    assert.equal(sheetIn(await pageOf('/nl/region')), undefined)
  })

  test('can be tried first: nothing changes, and what had to be moved is said', async () => {
    const noor = await staff('aarschot', 'editor')
    const path = '/nl/staff/theme/aarschot'
    await noor.get(path)
    const answer = await noor.post(path, { brand: '#ffe600', action: 'preview' })
    assert.equal(answer.statusCode, 200)
    assert.match(
      answer.body,
      /Je hoofdkleur #ffe600 is te licht voor tekst\. Voor links maken we ze donkerder: #[0-9a-f]{6}/,
    )
    assert.match(answer.body, /#000000 op #ffe600:\s16,\d\s:\s1/)
    assert.equal(sheetIn(await pageOf('/nl/region/24001')), undefined)

    const sheet = /href="(\/theme\/preview\.css[^"]*)"/.exec(answer.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const css = await noor.get(sheet)
    assert.match(css.body, /\.sp-preview-light\{--sp-brand:#ffe600/)
    assert.equal((await square.visitor().get(sheet)).statusCode, 401)
    // The script asks the same page with colours in its address.
    assert.match((await noor.get(`${path}?brand=%23ffe600`)).body, /Je hoofdkleur #ffe600/)
  })

  test('a colour that is none is explained, and nothing typed is lost', async () => {
    const noor = await staff('landen', 'editor')
    const path = '/fr/staff/theme/landen'
    await noor.get(path)
    const answer = await noor.post(path, {
      brand: 'rood',
      link: '#12345',
      second: '#abcdef',
      logoNl: 'Stad',
      action: 'publish',
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Nous ne reconnaissons pas cette couleur/)
    for (const typed of ['rood', '#12345', '#abcdef', 'Stad'])
      assert.match(answer.body, new RegExp(`value="${typed}"`), typed)
    const empty = await noor.post(path, { brand: ' ', action: 'publish' })
    assert.equal(empty.statusCode, 422)
    assert.match(empty.body, /Choisissez une couleur principale/)
  })

  test('is not published over what a colleague published meanwhile', async () => {
    const [noor, wout] = [await staff('bierbeek', 'editor'), await staff('bierbeek', 'editor')]
    const path = '/nl/staff/theme/bierbeek'
    const { body } = await noor.get(path)
    await publish(wout, path, { brand: '#111111' })
    const late = await noor.post(path, { version: versionIn(body), brand: '#222222', action: 'publish' })
    assert.equal(late.statusCode, 409)
    assert.match(late.body, /Iemand anders heeft intussen iets gepubliceerd/)
    assert.match(late.body, /value="#222222"/)
    assert.equal(versionIn(late.body), '1')
  })

  test('shows its logo in the header, small, with words for whoever does not see it; without EXIF', async () => {
    const noor = await staff('haacht', 'editor')
    const path = '/nl/staff/theme/haacht'
    await noor.get(path)
    const picture = await sharp({ create: { width: 900, height: 400, channels: 4, background: '#8a1538' } })
      .withExif({ IFD0: { Copyright: 'An Peeters' } })
      .png()
      .toBuffer()
    const tried = await noor.postFiles(path, {
      brand: '#ffcc00',
      action: 'preview',
      logo: new File([new Uint8Array(picture)], 'logo.png'),
    })
    assert.equal(tried.statusCode, 200)
    const keptLogo = /name="keptLogo" value="([0-9a-f]{64})"/.exec(tried.body)?.[1] ?? ''
    const answer = await noor.post(path, {
      brand: '#ffcc00',
      keptLogo,
      version: '0',
      logoFr: 'Commune de Haacht',
      action: 'publish',
    })
    assert.equal(answer.statusCode, 303)
    const dutch = await pageOf('/nl/region/24033')
    assert.match(dutch, /<span class="sp-logo"><span class="govuk-visually-hidden">Haacht<\/span><\/span>/)
    assert.match(await pageOf('/fr/region/24033'), /Commune de Haacht/)
    const { body: css } = await square.visitor().get(sheetIn(dutch) ?? '')
    const data = /base64,([^)]+)\)/.exec(css)?.[1] ?? ''
    const kept = Buffer.from(data, 'base64')
    assert.equal((await sharp(kept).metadata()).format, 'webp')
    assert.ok(!kept.includes('An Peeters'))
    assert.ok(css.length - squareSheet().css.length < 10_000)
  })

  test('refuses a logo that is an SVG, or no picture, or too heavy, and keeps the rest', async () => {
    const noor = await staff('diest', 'editor')
    const path = '/en/staff/theme/diest'
    await noor.get(path)
    const send = (logo: File) => noor.postFiles(path, { brand: '#ffcc00', action: 'publish', version: '0', logo })
    const svg = await send(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg'))
    assert.equal(svg.statusCode, 422)
    assert.match(svg.body, /Save it as PNG first/)
    assert.match(svg.body, /value="#ffcc00"/)
    const heavy = await send(new File([new Uint8Array(2_000_001)], 'logo.png'))
    assert.equal(heavy.statusCode, 422)
    assert.match(heavy.body, /at most 2 MB/)
    assert.equal(sheetIn(await pageOf('/nl/region/24020')), undefined)
  })

  test('logos that were only tried are gone after a day; those in use stay', async () => {
    const { sql } = square.services
    const rule = region.retention?.find(({ name }) => name === 'region.forget-tried-logos')
    await sql`
      insert into region.logo (hash, data, width, height, plate, created_at)
      values (${'0'.repeat(64)}, 'x', 1, 1, 'light', ${square.services.clock()})`
    assert.equal((await rule?.apply(sql, square.services.clock()))?.deleted, 0)
    const tomorrow = square.services.clock().add({ hours: 25 })
    assert.equal((await rule?.apply(sql, tomorrow))?.deleted, 1)
    assert.equal((await sql`select hash from region.logo`).length, 1, 'that of Haacht')
  })

  test('is not for handlers, residents or other municipalities to change', async () => {
    const handler = await staff('leuven', 'handler')
    assert.equal((await handler.get(FORM)).statusCode, 403)
    const halle = await staff('halle', 'editor')
    await halle.get('/nl/staff/theme/halle')
    assert.equal((await halle.get(FORM)).statusCode, 404)
    assert.equal((await halle.post(FORM, { brand: '#000000', version: '1', action: 'publish' })).statusCode, 404)
    assert.equal((await halle.post(`${FORM}/restore`, { version: '0', newest: '1' })).statusCode, 404)
    assert.match((await halle.get('/nl/staff/theme')).headers.location ?? '', /\/staff\/theme\/halle$/)
  })
})
