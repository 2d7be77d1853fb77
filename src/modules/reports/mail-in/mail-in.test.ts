import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { listDeeds } from '#core/audit/audit.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { readApart } from './read-apart.ts'

import { letter } from './testing.ts'

describe('the mailbox of a body', () => {
  let square: TestSquare
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'streekplein-maildir-'))
    await mkdir(join(folder, 'leuven', 'new'), { recursive: true })
    square = await openTestSquare([region, reports], { config: { mailIn: folder } })
  })
  after(async () => {
    await square.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function staff(body: string): Promise<TestVisitor> {
    const id = await addStaff(square.services, { name: 'Sam', email: null, body, role: 'handler' })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return visitor
  }
  const deliver = (name: string, text: string) => writeFile(join(folder, 'leuven', 'new', name), text)
  const takeIn = () => square.jobs.runNow('reports.take-in-mail')

  test('is emptied: each letter once, also when it comes again; what a machine sent is put away', async () => {
    await deliver('1.host', letter())
    await deliver('2.host', letter({ 'Auto-Submitted': 'auto-replied', 'Message-ID': '<two@example.be>' }))
    await takeIn()
    await deliver('3.host', letter())
    await takeIn()
    const sam = await staff('leuven')
    const { body } = await sam.get('/nl/staff/mail')
    assert.equal(body.match(/<h2[^>]*>Lamp stuk/g)?.length, 1)
    assert.match(body, /An Péters, an@example\.be/)
    assert.deepEqual(await readdir(join(folder, 'leuven', 'new')), [])
    assert.equal((await readdir(join(folder, 'leuven', 'cur'))).length, 3)
  })

  test('keeps files of letters for thirty days and no longer, also of those that could not be read', async () => {
    const at = (sub: string) => join(folder, 'vilvoorde', sub)
    await mkdir(at('new'), { recursive: true })
    await writeFile(join(at('new'), '1.host'), letter({ 'Message-ID': '<kept@example.be>' }))
    await takeIn()
    await writeFile(join(at('new'), '2.host'), letter({ 'Message-ID': '<young@example.be>' }))
    await takeIn()
    await writeFile(join(at('error'), '3.host'), 'not read')
    const old = TEST_NOW.subtract({ hours: 30 * 24 + 1 }).epochMilliseconds / 1000
    for (const file of [join(at('cur'), '1.host:2,S'), join(at('error'), '3.host')]) await utimes(file, old, old)
    await square.jobs.runNow('reports.clear-mail')
    assert.deepEqual([await readdir(at('cur')), await readdir(at('error'))], [['2.host:2,S'], []])
  })

  test('goes on past a letter that cannot be read, tells the desk, and stores no sign that is none', async () => {
    await mkdir(join(folder, 'ecowerf', 'new'), { recursive: true })
    const deep = Array.from(
      { length: 60 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    await writeFile(join(folder, 'ecowerf', 'new', '1.deep'), `Subject: diep\r\n${deep.join('')}x`)
    await writeFile(
      join(folder, 'ecowerf', 'new', '2.nul'),
      letter({ 'Message-ID': '<a\0b@x.example>', Subject: 'Nul' }),
    )
    await deliver('0.after', letter({ 'Message-ID': '<after@example.be>', Subject: 'Na de rest' }))
    await takeIn()
    const [bram, sam] = [await staff('ecowerf'), await staff('leuven')]
    const { body } = await bram.get('/nl/staff/mail')
    assert.match(body, /<h2[^>]*>Nul/)
    assert.match(body, /konden we niet lezen/)
    assert.deepEqual(await readdir(join(folder, 'ecowerf', 'new')), [])
    assert.deepEqual(await readdir(join(folder, 'ecowerf', 'error')), ['1.deep'])
    const { body: theirs } = await sam.get('/nl/staff/mail')
    assert.match(theirs, /Na de rest/)
    const id = [...theirs.matchAll(/staff\/mail\/([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    await sam.post(`/nl/staff/mail/${id}`, { do: 'discard' })
  })

  test('of which one takes for ever is put aside', async () => {
    await assert.rejects(readApart(Buffer.from(letter()), 1), /too long/)
    assert.equal((await readApart(Buffer.from(letter()))).subject, 'Lamp stuk')
  })

  test('is closed to other bodies', async () => {
    const [sam, tom] = [await staff('leuven'), await staff('halle')]
    const id = /staff\/mail\/([0-9a-f-]{36})/.exec((await sam.get('/nl/staff/mail')).body)?.[1] ?? ''
    assert.match((await tom.get('/nl/staff/mail')).body, /Er wachten geen e-mails/)
    for (const what of ['make', 'discard', 'restore'])
      assert.equal((await tom.post(`/nl/staff/mail/${id}`, { do: what })).statusCode, 404)
  })

  test('gives a letter with a photo, which becomes a report in the same form; who read it is accounted for', async () => {
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
    const mixed = [
      '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZwerfvuil aan de <b>vijver</b>.\r\n',
      `--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="a.jpg"\r\n\r\n${photo.toString('base64')}\r\n--b--`,
    ].join('')
    await deliver(
      '4.host',
      letter(
        { 'Message-ID': '<four@example.be>', Subject: 'Afval', 'Content-Type': 'multipart/mixed; boundary=b' },
        mixed,
      ),
    )
    await takeIn()
    const sam = await staff('leuven')
    const { body } = await sam.get('/nl/staff/mail')
    assert.match(body, /aan de &lt;b>vijver|aan de &lt;b&gt;vijver/)
    const id = [...body.matchAll(/staff\/mail\/([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    const begun = await sam.post(`/nl/staff/mail/${id}`, { do: 'make' })
    const draft = /draft=([\w-]+)/.exec(String(begun.headers['location']))?.[1] ?? ''
    await sam.get(String(begun.headers['location']))
    await sam.post('/nl/reports/new', { draft, postalCode: '3000', street: 'Vijverstraat' })
    const form = `/nl/reports/new/${draft}`
    const what = (await sam.get(`${form}/what`)).body
    assert.match(what, /Afval\n\nZwerfvuil aan de/)
    assert.match(what, /drafts\/[\w-]+\/photo/)
    await sam.post(`${form}/what`, { note: 'Zwerfvuil aan de vijver.', category: 'litter' })
    const contact = (await sam.get(`${form}/contact`)).body
    assert.match(contact, /value="an@example\.be"/)
    await sam.post(`${form}/contact`, { name: 'An', email: 'an@example.be', channel: 'email' })
    await sam.post(`${form}/check`)
    const [report] = await square.services.sql<{ channel: string; photo: string | null }>`
      select channel, photo from reports.report order by number desc limit 1`
    assert.equal(report?.channel, 'email')
    assert.ok(report?.photo)
    assert.doesNotMatch((await sam.get('/nl/staff/mail')).body, /Zwerfvuil/)
    const deeds = (await listDeeds(square.services.sql, `letter-in:${id}`)).map(({ action }) => action)
    assert.ok(deeds.includes('reports.read-letter') && deeds.includes('reports.make-letter'))
  })

  test('shows the whole letter where the place is asked, also after a mistake; others see what went into the form', async () => {
    const text = `${'Lang verhaal. '.repeat(200)}\nHet is in de <b>Rozenstraat</b>.`
    await deliver('5.host', letter({ 'Message-ID': '<five@example.be>', Subject: 'Waar' }, text))
    await takeIn()
    const sam = await staff('leuven')
    const { body } = await sam.get('/nl/staff/mail')
    const id = [...body.matchAll(/staff\/mail\/([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    const begun = await sam.post(`/nl/staff/mail/${id}`, { do: 'make' })
    const place = String(begun.headers['location'])
    const draft = /draft=([\w-]+)/.exec(place)?.[1] ?? ''
    const inWords =
      /<details[^>]* open[^>]*>[^]*De e-mail waarvan[^]*Het is in de &lt;b(?:>|&gt;)Rozenstraat[^]*<\/details>/
    assert.match((await sam.get(place)).body, inWords)
    const wrong = await sam.post('/nl/reports/new', { draft, postalCode: '9999', street: 'Rozenstraat' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, inWords)
    const other = (await square.visitor().get(place)).body
    assert.match(other, /Lang verhaal/)
    assert.doesNotMatch(other, /Rozenstraat/)
    assert.doesNotMatch((await sam.get('/nl/reports/new')).body, /De e-mail waarvan/)
    await sam.get('/nl/staff/mail')
    await sam.post(`/nl/staff/mail/${id}`, { do: 'discard' })
  })

  test('marks the language of a letter where that shows, and answers in it', async () => {
    const text = 'Bonjour, il y a un trou dans la route devant notre maison. Merci.'
    await deliver('6.host', letter({ 'Message-ID': '<six@example.be>', Subject: 'Trou' }, text))
    await deliver('7.host', letter({ 'Message-ID': '<seven@example.be>', Subject: 'Xyz' }, 'Qwerty 12'))
    await takeIn()
    const sam = await staff('leuven')
    const { body } = await sam.get('/nl/staff/mail')
    assert.match(
      body,
      /<h2 class="govuk-heading-m" lang="fr">Trou<[^]*<p class="govuk-body sp-own-words" lang="fr">Bonjour/,
    )
    assert.match(body, /<h2 class="govuk-heading-m">Xyz<[^]*<p class="govuk-body sp-own-words">Qwerty/)
    const [unknown = '', french = ''] = [
      ...new Set([...body.matchAll(/staff\/mail\/([0-9a-f-]{36})/g)].map(([, id]) => id)),
    ].toReversed()
    await sam.post(`/nl/staff/mail/${unknown}`, { do: 'discard' })
    const begun = await sam.post(`/nl/staff/mail/${french}`, { do: 'make' })
    const place = String(begun.headers['location'])
    assert.match((await sam.get(place)).body, /<p class="govuk-body sp-own-words" lang="fr">Trou/)
    const draft = /draft=([\w-]+)/.exec(place)?.[1] ?? ''
    await sam.post('/nl/reports/new', { draft, postalCode: '3000', street: 'Vijverstraat' })
    const form = `/nl/reports/new/${draft}`
    const [, note = ''] = /<textarea[^>]* lang="fr">([^<]+)</.exec((await sam.get(`${form}/what`)).body) ?? []
    await sam.post(`${form}/what`, { note: note.replaceAll('\n', '\r\n'), category: 'road' })
    if (String((await sam.get(`${form}/check`)).headers['location']).endsWith('/which'))
      await sam.post(`${form}/which`, { which: '.municipal' })
    await sam.post(`${form}/contact`, { email: 'an@example.be', channel: 'email' })
    assert.match((await sam.get(`${form}/check`)).body, /<span class="sp-own-words" lang="fr">Bonjour/)
    await sam.post(`${form}/check`)
    const [report] = await square.services.sql<{ language: string; note: string }>`
      select language, note from reports.report order by number desc limit 1`
    assert.match(report?.note ?? '', /^Bonjour/)
    assert.equal(report?.language, 'fr', 'letters are sent in the language of the report')
  })

  test('becomes one report, whoever is at it: the second of the staff is told, and sees the first', async () => {
    await deliver('8.host', letter({ 'Message-ID': '<eight@example.be>', Subject: 'Put' }, 'Een put in de Kerkstraat.'))
    await takeIn()
    const [sam, an] = [await staff('leuven'), await staff('leuven')]
    const id = [...(await sam.get('/nl/staff/mail')).body.matchAll(/staff\/mail\/([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    await an.get('/nl/staff/mail')
    const begin = async (visitor: TestVisitor, what: string) => {
      const begun = await visitor.post(`/nl/staff/mail/${id}`, { do: what })
      assert.equal(begun.statusCode, 303)
      const draft = /draft=([\w-]+)/.exec(String(begun.headers['location']))?.[1] ?? ''
      await visitor.get(String(begun.headers['location']))
      await visitor.post('/nl/reports/new', { draft, postalCode: '3000', street: 'Kerkstraat' })
      const form = `/nl/reports/new/${draft}`
      await visitor.get(`${form}/what`)
      await visitor.post(`${form}/what`, { note: 'Een put in de Kerkstraat.', category: 'road' })
      await visitor.post(`${form}/contact`, { channel: 'email', email: 'an@example.be' })
      return form
    }
    const first = await begin(sam, 'make')
    const warned = await an.post(`/nl/staff/mail/${id}`, { do: 'make' })
    assert.equal(warned.statusCode, 409)
    assert.match(warned.body, /Is een collega al bezig/)
    const second = await begin(an, 'go-on')
    assert.equal((await sam.post(`${first}/check`)).statusCode, 303)
    const count = async () => (await square.services.sql`select 1 from reports.report`).length
    const reports = await count()
    const [{ number } = { number: 0 }] = await square.services.sql<{ number: number }>`
      select number from reports.report order by number desc limit 1`
    const late = await an.post(`${second}/check`)
    assert.equal(late.statusCode, 409)
    assert.match(late.body, new RegExp(`href="/nl/staff/reports/${number}"`))
    assert.equal(await count(), reports)
    assert.match((await an.post(`/nl/staff/mail/${id}`, { do: 'make' })).body, new RegExp(`reports/${number}"`))
  })

  test('is kept when it has only a photo that we cannot read, and says so', async () => {
    const part = (type: string, name: string) =>
      `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nAAAA\r\n--b--`
    for (const [index, [type, name]] of Object.entries([
      ['image/heic', 'IMG_1.HEIC'],
      ['application/octet-stream', 'IMG_2.heic'],
      ['image/jpeg', 'broken.jpg'],
    ] as const)) {
      const headers = { 'Message-ID': `<heic${index}@example.be>`, Subject: '' }
      await deliver(
        `7${index}.host`,
        letter({ ...headers, 'Content-Type': 'multipart/mixed; boundary=b' }, part(type, name)),
      )
    }
    await takeIn()
    const sam = await staff('leuven')
    const { body } = await sam.get('/nl/staff/mail')
    assert.equal(body.match(/Er was een foto bij die we niet konden lezen/g)?.length, 3)
    assert.doesNotMatch(body, /Deze e-mail konden we niet lezen/)
    await square.services.sql`delete from reports.letter_in where photo_unread`
  })

  test('puts aside what is no report, and back; forgets it after 30 days', async () => {
    const sam = await staff('leuven')
    const id = /staff\/mail\/([0-9a-f-]{36})/.exec((await sam.get('/nl/staff/mail')).body)?.[1] ?? ''
    const gone = await sam.post(`/nl/staff/mail/${id}`, { do: 'discard' })
    assert.match((await sam.get(String(gone.headers['location']))).body, /De e-mail is weggelegd/)
    await sam.post(`/nl/staff/mail/${id}`, { do: 'restore' })
    assert.match((await sam.get('/nl/staff/mail')).body, /Lamp stuk/)
    await sam.post(`/nl/staff/mail/${id}`, { do: 'discard' })
    square.services.wait({ hours: 24 * 31 })
    await square.jobs.runNow('core.enforce-retention')
    const [{ count } = { count: -1 }] = await square.services.sql<{ count: number }>`
      select count(*) as count from reports.letter_in where id = ${id}`
    assert.equal(count, 0)
  })
})
