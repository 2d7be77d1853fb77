import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { readConfig } from '../src/core/config.ts'
import { requestJob } from '../src/core/jobs/jobs.ts'
import { createLog } from '../src/core/log.ts'
import type { Services } from '../src/core/services.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { layFoundation, startSquare, type Foundation, type Square } from '../src/start.ts'
import { openVisitor, type TestVisitor } from '../src/web/testing.ts'
import { freePort } from './open-square.ts'
import { columnsWith, MARKERS, sendReport, WANNES } from './planted-resident.ts'

describe('nothing personal or secret', () => {
  let mail: MailServer
  let folder: string
  let square: Square
  let beside: Foundation
  let logged = ''
  before(async () => {
    mail = await openMailServer()
    folder = mkdtempSync(join(tmpdir(), 'streekplein-log-'))
    const settings = {
      PORT: String(await freePort()),
      BASE_URL: 'https://streekplein.example',
      STREEKPLEIN_DATA: folder,
      STREEKPLEIN_DEMO: 'off',
      RATE_LIMITS: 'off',
      SMTP_URL: mail.url,
    }
    const { config } = readConfig(settings)
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged += chunk.toString('utf8')
        done()
      },
    })
    square = await startSquare(config, createLog('debug', stream))
    // A second door to the same database, as a command has.
    beside = await layFoundation(config, createLog('silent'), { join: true })
  })
  after(async () => {
    await beside?.database.close()
    await square?.stop()
    await mail?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('stands in the log, in facts or in jobs, also when mail, database and jobs fail with it', async () => {
    const { sql } = beside.services
    const secrets: string[] = []

    const wannes = openVisitor(square.server)
    await sendReport(wannes)
    const follow = await mail.link('/reports/follow/')
    await wannes.get(follow)
    await wannes.post(follow, { addition: WANNES.addition })
    await wannes.get('/nl/sign-in')
    await wannes.post('/nl/sign-in/link', { email: WANNES.email })
    const door = await mail.link('/sign-in/')
    await wannes.get(door)
    secrets.push(lastWord(follow), lastWord(door), sessionOf(await wannes.post(door)))
    await wannes.get('/nl/my-file')
    await wannes.get('/nl/my-file/export.json')
    await wannes.get('/nl/my-file/correct/region/account')
    await wannes.post('/nl/my-file/correct/region/account', { name: WANNES.name })

    mail.refuse()
    const clerk = openVisitor(square.server)
    const clerkDoor = await linkForClerk(beside.services)
    await clerk.get(clerkDoor)
    secrets.push(lastWord(clerkDoor), sessionOf(await clerk.post(clerkDoor)))
    const [report] = await sql<{ number: number }>`select number from reports.report`
    await clerk.get(`/nl/staff/reports/${report?.number}`)
    await clerk.get('/nl/staff/reports?words=zonderspoor')
    await clerk.post(`/nl/staff/reports/${report?.number}`, { message: `Beste ${WANNES.name}, het is hersteld.` })
    await until(async () => logged.includes('a listener failed'))
    const sentInVain = await wannes.post('/nl/sign-in/link', { email: WANNES.email })
    assert.equal(sentInVain.statusCode, 500)

    await failWithValues(beside.services)
    const broken = await sendReport(openVisitor(square.server))
    assert.equal(broken.statusCode, 500)
    await requestJob(sql, 'core.enforce-retention')
    await until(async () => logged.includes('a job failed'))
    await until(async () => (await sql`select 1 from core_jobs.job where output is not null`).length > 0)

    const nowhere = openVisitor(square.server)
    for (const path of [
      `/nl/zonderspoor/${lastWord(follow)}?email=${WANNES.email}`,
      `/nl/sign-in/${lastWord(clerkDoor)}`,
      `/nl/reports/follow/zonderspoor-${'x'.repeat(22)}`,
      '/nl/%E0%A4%A?name=zonderspoor',
      `/api/reports/zonderspoor?words=${WANNES.email}`,
    ])
      await nowhere.get(path)

    for (const words of ['23514', '22P02', 'EENVELOPE', 'retention']) assert.ok(logged.includes(words), `no ${words}`)
    for (const secret of secrets) assert.ok(secret.length > 20, 'no secret was found to look for')
    for (const marker of [...MARKERS, ...secrets]) {
      const lines = logged.split('\n').filter((line) => line.toLowerCase().includes(marker.toLowerCase()))
      assert.deepEqual(lines, [], `${marker} is in the log`)
      const places = (await columnsWith(sql, marker)).filter((place) => /^(core_jobs|core\.outbox)/.test(place))
      assert.deepEqual(places, [], `${marker} is in facts or jobs`)
    }
  })
})

/** A mail server that gives what it takes, and once told to refuses everybody by name and address. */
interface MailServer {
  readonly url: string
  refuse(): void
  /** The path of the newest link of a kind in a letter; waits for it. */
  link(kind: string): Promise<string>
  close(): Promise<void>
}

async function openMailServer(): Promise<MailServer> {
  const letters: string[] = []
  let refuses = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(refuses ? new Error(`<${address}>: ${WANNES.email} moved, ask ${WANNES.email}`) : undefined)
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(unquoted(Buffer.concat(chunks).toString('utf8')))
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, // a TCP server has one
    refuse() {
      refuses = true
    },
    async link(kind) {
      const find = () => letters.map((letter) => linkIn(letter, kind)).findLast((link) => link !== undefined)
      await until(async () => find() !== undefined)
      return find() ?? ''
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The text of a letter without the line breaks and codes of quoted-printable (RFC 2045 §6.7). */
function unquoted(letter: string): string {
  return letter.replaceAll('=\r\n', '').replaceAll('=3D', '=')
}

function linkIn(letter: string, kind: string): string | undefined {
  return [...letter.matchAll(/https?:\/\/\S+/g)]
    .map(([one]) => new URL(one).pathname)
    .find((path) => path.includes(kind))
}

async function linkForClerk(services: Services): Promise<string> {
  const clerk = await addStaff(services, { name: 'Sam', email: null, body: 'leuven', role: 'handler' })
  return new URL(await createSignInLink(services, clerk)).pathname
}

/**
 * From now on the database refuses new reports with the whole row in its error, and the removal of a used link with the
 * address in it: what PostgreSQL does at any constraint or conversion that fails.
 */
async function failWithValues({ sql }: Services): Promise<void> {
  await sql.script(`
    alter table reports.report add constraint refused check (reporter_name is null) not valid;
    create function public.refuse() returns trigger language plpgsql as $$
    begin
      perform old.email::int;
      return old;
    end $$;
    create trigger refused before delete on region.sign_in_link for each row when (old.email is not null)
      execute function public.refuse();`)
}

function lastWord(path: string): string {
  return path.split('/').at(-1) ?? ''
}

function sessionOf({ cookies }: Awaited<ReturnType<TestVisitor['get']>>): string {
  return cookies.find(({ name }) => name === '__Host-session')?.value ?? ''
}

/** Waits until it is so, at most half a minute. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return
    await pause(100)
  }
  assert.fail(`It did not become so: ${isSo.toString()}`)
}
