import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { addReports } from '../store/change.ts'

describe('a code on paper for who reported without e-mail', () => {
  let square: TestSquare
  let leuven: TestVisitor
  let halle: TestVisitor
  before(async () => {
    square = await openTestSquare([region, reports])
    leuven = await clerk('leuven')
    halle = await clerk('halle')
  })
  after(() => square.close())

  async function clerk(body: string): Promise<TestVisitor> {
    const id = await addStaff(square.services, { name: `Clerk of ${body}`, email: null, body, role: 'handler' })
    return enter(await createSignInLink(square.services, id))
  }

  async function enter(link: string): Promise<TestVisitor> {
    const visitor = square.visitor()
    await visitor.signIn(link)
    return visitor
  }

  /** Opens "my file" by e-mail and gives the id of the account. */
  async function residentOf(email: string): Promise<string> {
    const visitor = square.visitor()
    await visitor.get('/nl/sign-in')
    await visitor.post('/nl/sign-in/link', { email })
    const letter = (await listLetters(square.services.sql)).find(({ to }) => to === email)
    const path = new URL(/https:\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname
    await visitor.get(path)
    const token = (await visitor.post(path)).cookies.find(({ name }) => name === '__Host-session')?.value ?? ''
    return (await region.identify?.(token, square.services))?.id ?? ''
  }

  async function report(more: { reporterEmail?: string } = {}): Promise<{ id: string; number: number }> {
    const [added] = await addReports(square.services.sql, [
      {
        municipality: '24062',
        body: 'leuven',
        category: 'road',
        note: 'Een put voor het loket.',
        street: 'Stationsstraat 1',
        postalCode: '3000',
        channel: 'web',
        language: 'nl',
        receivedAt: square.services.clock(),
        reporterName: 'Jos zonder mail',
        ...more,
      },
    ])
    assert.ok(added)
    return added
  }

  const linkIn = (body: string) => {
    const code = /([0-9A-Z]{4}-){4}[0-9A-Z]{4}/.exec(body)?.[0] ?? ''
    return `https://streekplein.example/nl/sign-in/${code.replaceAll('-', '')}`
  }
  const ownerOf = async (id: string) =>
    (await square.services.sql<{ resident: string | null }>`select resident from reports.report where id = ${id}`)[0]
      ?.resident

  test('the clerk prints it, with a QR code; it is not shown again', async () => {
    const { number } = await report()
    assert.match((await leuven.get(`/nl/staff/reports/${number}`)).body, /Maak een code op papier/)
    const printed = await leuven.post(`/nl/staff/reports/${number}/code`)
    assert.equal(printed.statusCode, 200)
    assert.match(printed.body, /class="sp-qr"/)
    assert.equal(printed.headers['cache-control'], 'no-store')
    const resident = await enter(linkIn(printed.body))
    assert.match((await resident.get('/nl/account')).body, /Geef een e-mailadres/)
  })

  test('a new code opens a new account with this report alone: the clerk never comes into a file that exists', async () => {
    const { id, number } = await report()
    await leuven.get(`/nl/staff/reports/${number}`)
    const printed = await leuven.post(`/nl/staff/reports/${number}/code`)
    const first = await ownerOf(id)
    await leuven.post(`/nl/staff/reports/${number}/code`)
    const second = await ownerOf(id)
    assert.ok(first && second && first !== second)
    const old = await square.visitor().get(new URL(linkIn(printed.body)).pathname)
    assert.equal(old.statusCode, 410, 'the code before is worthless')
  })

  test('who signs in by e-mail gets no code, whether the report has the address or the account', async () => {
    const byReport = await report({ reporterEmail: 'an@example.be' })
    assert.equal((await leuven.post(`/nl/staff/reports/${byReport.number}/code`)).statusCode, 409)
    const byAccount = await report()
    const resident = await residentOf('bo@example.be')
    await square.services.sql`update reports.report set resident = ${resident}::uuid where id = ${byAccount.id}`
    assert.equal((await leuven.post(`/nl/staff/reports/${byAccount.number}/code`)).statusCode, 409)
    assert.equal(await ownerOf(byAccount.id), resident)
  })

  test('with a file open, a second code adds its report there, after a question that names the file', async () => {
    const [one, two] = [await report(), await report()]
    const print = async ({ number }: { number: number }) => {
      await leuven.get(`/nl/staff/reports/${number}`)
      return linkIn((await leuven.post(`/nl/staff/reports/${number}/code`)).body)
    }
    const resident = await enter(await print(one))
    const code = new URL(await print(two)).pathname.split('/').at(-1) ?? ''
    await resident.get('/nl/sign-in')
    const asked = await resident.post('/nl/sign-in/code', { code })
    assert.match(asked.body, /Voeg de melding toe aan je dossier/)
    assert.notEqual(await ownerOf(two.id), await ownerOf(one.id), 'nothing is added before the answer')
    assert.equal((await resident.post(`/nl/sign-in/${code}`)).headers.location, '/nl/my-file')
    assert.equal(await ownerOf(two.id), await ownerOf(one.id))
    const { body } = await resident.get('/nl/my-file')
    for (const { number } of [one, two]) assert.match(body, new RegExp(`/reports/own/${number}`))
    assert.equal((await square.visitor().get(`/nl/sign-in/${code}`)).statusCode, 410)
  })

  test('the paper speaks the language of the resident', async () => {
    const { number } = await report()
    await leuven.get(`/nl/staff/reports/${number}`)
    const printed = await leuven.post(`/nl/staff/reports/${number}/code`, { paper: 'fr' })
    assert.match(printed.body, /<div lang="fr"><h1[^>]*>Votre code/)
    assert.match(printed.body, /Druk deze pagina af/)
    assert.match(printed.body, /\/fr\/sign-in/)
  })

  test('who added an address gets no button for a code any more', async () => {
    const { id, number } = await report()
    const resident = await residentOf('cas@example.be')
    await square.services.sql`update reports.report set resident = ${resident}::uuid where id = ${id}`
    assert.doesNotMatch((await leuven.get(`/nl/staff/reports/${number}`)).body, /Maak een code op papier/)
  })

  test('a clerk of another municipality prints none', async () => {
    const { number } = await report()
    assert.equal((await halle.post(`/nl/staff/reports/${number}/code`)).statusCode, 404)
  })
})
