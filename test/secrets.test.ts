import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { readConfig } from '../src/core/config.ts'
import { requestJob } from '../src/core/jobs/jobs.ts'
import { createLog } from '../src/core/log.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { layFoundation, startSquare, type Foundation, type Square } from '../src/start.ts'
import { openVisitor, type TestVisitor } from '../src/web/testing.ts'
import { freePort } from './open-square.ts'
import { columnsWith, MARKERS, WANNES } from './planted-resident.ts'

/** A mail server that reads letters, or refuses them with the address of the reader in its answer. */
interface MailServer {
  readonly url: string
  readonly letters: string[]
  refuses: boolean
  close(): Promise<void>
}

const skip = process.env['TEST_DATABASE_URL'] ? 'its square brings its own database' : false

describe('nothing personal or secret is left behind by a square that runs', { skip }, () => {
  const lines: string[] = []
  /** Everything that lets somebody in: sessions, links, forms. */
  const secrets: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'streekplein-secrets-'))
  let mail: MailServer
  let square: Square
  let beside: Foundation
  before(async () => {
    mail = await openMailServer()
    const settings = { SMTP_URL: mail.url, STREEKPLEIN_DEMO: 'off', RATE_LIMITS: 'off', LOG_LEVEL: 'debug' }
    const { config } = readConfig({ PORT: String(await freePort()), STREEKPLEIN_DATA: folder, ...settings })
    const log = createLog(config.logLevel, { write: (line) => void lines.push(line) })
    square = await startSquare(config, log)
    beside = await layFoundation(config, log, { join: true })
  })
  after(async () => {
    await beside?.database.close()
    await square?.stop()
    await mail?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function until(question: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (let waited = 0; waited < 60_000; waited += 100) {
      if (await question()) return
      await pause(100)
    }
    assert.fail(`not within a minute: ${what}\n${lines.join('')}`)
  }

  const logHas = (text: string) => lines.some((line) => line.includes(text))

  /** Signs in with a link and remembers what must stay secret. */
  async function signIn(visitor: TestVisitor, link: string): Promise<void> {
    const path = new URL(link).pathname
    secrets.push(path.split('/').at(-1) ?? '')
    await visitor.get(path)
    const entered = await visitor.post(path)
    assert.equal(entered.statusCode, 303)
    secrets.push(...entered.cookies.map(({ value }) => value))
    await visitor.get('/nl')
  }

  /** Reports through the form; gives the path of the own page. */
  async function report(visitor: TestVisitor): Promise<string> {
    await visitor.get('/nl/reports/new')
    const where = await visitor.post('/nl/reports/new', { postalCode: '3000', street: 'Bij Zonderspoor 12' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    secrets.push(form.split('/').at(-1) ?? '')
    await visitor.get(`${form}/what`)
    await visitor.post(`${form}/what`, { note: WANNES.note, category: 'street-light' })
    await visitor.get(`${form}/contact`)
    await visitor.post(`${form}/contact`, { name: WANNES.name, email: WANNES.email, phone: WANNES.phone })
    await visitor.get(`${form}/check`)
    await visitor.post(`${form}/check`)
    const done = await visitor.get(`${form}/done`)
    const follow = /\/nl\/reports\/follow\/[\w-]+/.exec(done.body)?.[0] ?? ''
    secrets.push(follow.split('/').at(-1) ?? '')
    return follow
  }

  test('not in the log, the facts and the jobs, whatever goes wrong', async () => {
    const { sql } = beside.services
    const resident = openVisitor(square.server)
    mail.refuses = true
    const follow = await report(resident)
    await until(() => logHas('a listener failed'), 'a letter that is refused')
    const [failed] = await sql<{ error: string }>`select error from core.outbox_delivery where error is not null`
    assert.match(failed?.error ?? '', /\[e-mail\]/, 'the answer of the mail server was not kept at all')
    mail.refuses = false

    // The database repeats the value that it cannot read in its message, and tells the whole row in its detail.
    await sql.script(`
      create function public.break_event() returns trigger language plpgsql as $$
        begin perform new.message::uuid; return new; end $$;
      create trigger break_event before insert on reports.event for each row
        when (new.kind = 'addition') execute function public.break_event();
      create function public.break_draft() returns trigger language plpgsql as $$
        begin raise exception 'kaput' using detail = old.answers::text, hint = old.answers::text; end $$;
      create trigger break_draft before delete on reports.draft for each row execute function public.break_draft()`)
    await resident.get(follow)
    assert.equal((await resident.post(follow, { addition: WANNES.addition })).statusCode, 500)
    const other = openVisitor(square.server)
    await other.get('/nl/reports/new')
    await other.post('/nl/reports/new', { postalCode: '3000', street: 'Bij Zonderspoor 14' })
    await sql`update reports.draft set expires_at = now() where sent_at is null`
    await requestJob(sql, 'core.enforce-retention')
    await until(() => logHas('a job failed'), 'a job that fails')
    await until(async () => {
      const rows = await sql`select id from core_jobs.job where name = 'core.enforce-retention' and output is not null`
      return rows.length > 0
    }, 'the failure of the job in the queue')
    await sql.script('drop trigger break_event on reports.event; drop trigger break_draft on reports.draft')
    await resident.get(follow)
    assert.equal((await resident.post(follow, { addition: WANNES.addition })).statusCode, 303)

    const clerk = openVisitor(square.server)
    const sam = {
      name: 'Sam Zonderspoor',
      email: 'sam.zonderspoor@voorbeeld.example',
      body: 'leuven',
      role: 'handler',
    } as const
    await signIn(clerk, await createSignInLink(beside.services, await addStaff(beside.services, sam)))
    await clerk.get('/nl/staff/reports?words=zonderspoor&status=')
    await clerk.get('/nl/staff/reports/1001')
    const message = `Dag ${WANNES.name}, ${WANNES.phone}`
    const answer = { status: 'in-progress', message, checked: 'yes' }
    assert.equal((await clerk.post('/nl/staff/reports/1001', answer)).statusCode, 303)

    mail.refuses = true
    await resident.get('/nl/sign-in')
    assert.equal((await resident.post('/nl/sign-in/link', { email: WANNES.email })).statusCode, 503)
    mail.refuses = false
    await resident.get('/nl/sign-in')
    await resident.post('/nl/sign-in/link', { email: WANNES.email })
    const link = () => mail.letters.flatMap((text) => /https?:\S+\/sign-in\/\S+/.exec(text) ?? []).at(-1)
    await until(() => link() !== undefined, 'a letter with a link')
    await signIn(resident, link() ?? '')
    await resident.get('/nl/my-file/correct/region/account')
    await resident.post('/nl/my-file/correct/region/account', { name: WANNES.name })
    assert.match((await resident.get('/nl/my-file')).body, /eekhoorntjesnest/)
    await resident.get('/nl/my-file/export.json')

    for (const secret of secrets) {
      await openVisitor(square.server).get(`/nl/nowhere/${secret}?q=${WANNES.email}&token=${secret}`)
      await openVisitor(square.server).get(`/nl/sign-in/${secret}`)
      await openVisitor(square.server).get(`/api/zonderspoor/${secret}/%E0%A4%A?x=${secret}`)
    }
    await until(() => mail.letters.length >= 3, 'the letters that were refused at first')
    await resident.get('/nl/my-file/erase')
    assert.equal((await resident.post('/nl/my-file/erase', { sure: 'yes' })).statusCode, 303)

    // Otherwise nothing was looked at.
    for (const told of [
      'EENVELOPE',
      '22P02',
      'P0001',
      'unforeseen error',
      'a listener failed',
      'a job failed',
      '/:language/my-file/erase',
    ])
      assert.ok(logHas(told), told)
    const planted = [...MARKERS, WANNES.email.toLowerCase(), ...secrets.map((one) => one.toLowerCase())].filter(
      (one) => one !== '',
    )
    assert.ok(planted.length >= 12)
    const log = lines.join('').toLowerCase()
    assert.deepEqual(
      planted.filter((one) => log.includes(one)),
      [],
      'these stand in the log',
    )
    for (const one of planted)
      assert.deepEqual(
        (await columnsWith(sql, one)).filter((column) => /^core\.outbox|^core_jobs\./.test(column)),
        [],
        one,
      )
  })
})

async function openMailServer(): Promise<MailServer> {
  const letters: string[] = []
  const state = { refuses: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (state.refuses) done(Object.assign(new Error(`<${address}> is not known here`), { responseCode: 550 }))
      else done()
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', ''))
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, // a TCP server has one
    letters,
    get refuses() {
      return state.refuses
    },
    set refuses(refuses) {
      state.refuses = refuses
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
