import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import type { Letter } from './mail.ts'
import { openMail } from './open-mail.ts'
import { forgetLetters, listLetters, outboxMail } from './outbox-mail.ts'
import { checkMail, smtpMail } from './smtp-mail.ts'

const FROM = 'Streekplein <post@streekplein.example>'
const letter: Letter = {
  to: 'an@example.org',
  subject: 'Je melding is ontvangen',
  text: 'Dag An\n\nDank je wel.',
  language: 'nl',
}

interface Received {
  readonly from: string
  readonly to: string[]
  readonly head: string
  readonly body: string
}

describe('letters by SMTP', () => {
  let server: SMTPServer
  let received: Received[]
  let url: string
  let refuse: boolean
  beforeEach(async () => {
    received = []
    refuse = false
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth({ username, password }, _session, done) {
        if (username === 'streek' && password === 'p@ss') done(null, { user: username })
        else done(new Error('wrong password'))
      },
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (refuse) return done(new Error('mailbox full'))
          const [head = '', ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n')
          const from = envelope.mailFrom ? envelope.mailFrom.address : ''
          received.push({ from, to: envelope.rcptTo.map(({ address }) => address), head, body: body.join('\r\n\r\n') })
          done()
        })
      },
    })
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` // a TCP server has one
  })
  afterEach(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })

  it('arrive with reader, subject, text and language, and ask programs not to answer', async () => {
    await smtpMail({ smtpUrl: url, from: FROM }).send({ ...letter, subject: 'Reçu: één melding' })
    const [mail] = received
    assert.ok(mail)
    assert.equal(mail.from, 'post@streekplein.example')
    assert.deepEqual(mail.to, ['an@example.org'])
    assert.match(mail.head, /^Content-Language: nl$/m)
    assert.match(mail.head, /^Auto-Submitted: auto-generated$/m)
    assert.match(mail.head, /^Subject: =\?UTF-8\?/m)
    assert.match(mail.head, /^Content-Type: text\/plain; charset=utf-8$/m)
    assert.match(mail.body, /Dag An\r\n\r\nDank je wel\./)
  })

  it('say how to end letters that somebody asked for, with one press where the address is safe', async () => {
    const mail = smtpMail({ smtpUrl: url, from: FROM })
    const address = `https://plein.example/reports/followers/${'x'.repeat(90)}/stop`
    await mail.send({ ...letter, unsubscribe: address })
    await mail.send({ ...letter, unsubscribe: 'http://localhost:3000/stop' })
    await mail.send(letter)
    const heads = received.map(({ head }) => head.replace(/\r?\n\s+/g, ' '))
    assert.ok((heads[0] ?? '').includes(`List-Unsubscribe: <${address}>`), heads[0] ?? '')
    assert.match(heads[0] ?? '', /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    assert.match(heads[1] ?? '', /^List-Unsubscribe: <http:\/\/localhost:3000\/stop>$/m)
    assert.doesNotMatch(heads[1] ?? '', /One-Click/)
    assert.doesNotMatch(heads[2] ?? '', /List-Unsubscribe/)
    for (const bad of [
      'https://a.example/\r\nBcc: b@example.org',
      'javascript:alert(1)',
      'https://a.example/>,<https://b.example',
    ])
      await assert.rejects(mail.send({ ...letter, unsubscribe: bad }), /one web address/)
  })

  it('cannot smuggle in a header or a second reader through the subject', async () => {
    await smtpMail({ smtpUrl: url, from: FROM }).send({
      ...letter,
      subject: 'Dag\r\nBcc: spy@example.org\r\n\r\nboo\u2028x\0',
    })
    const [mail] = received
    assert.deepEqual(mail?.to, ['an@example.org'])
    assert.doesNotMatch(mail?.head ?? '', /^Bcc:/im)
    assert.match(mail?.head ?? '', /^Subject: Dag Bcc: spy@example\.org boo x$/m)
  })

  it('refuse a reader that is more than one plain address', async () => {
    const mail = smtpMail({ smtpUrl: url, from: FROM })
    const bad = [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'A <a@example.org>',
      'nobody',
      'a@b@c',
      '',
    ]
    for (const to of bad) await assert.rejects(mail.send({ ...letter, to }), /one plain e-mail address/)
    await assert.rejects(mail.send({ ...letter, language: 'nl\r\nBcc: b@example.org' }), /language/)
    assert.deepEqual(received, [])
  })

  it('keep a text that looks like mail commands whole', async () => {
    await smtpMail({ smtpUrl: url, from: FROM }).send({ ...letter, text: 'one\n.\nQUIT\nFrom: two\n..' })
    assert.match(received[0]?.body ?? '', /^one\r\n\.\r\nQUIT\r\nFrom: two\r\n\.\./)
  })

  it('fail when the server does not take them', async () => {
    refuse = true
    await assert.rejects(smtpMail({ smtpUrl: url, from: FROM }).send(letter), /mailbox full/)
  })

  it('are checked by the doctor, who tells the reason without the password', async () => {
    const withPassword = (password: string): string => url.replace('smtp://', `smtp://streek:${password}@`)
    const good = await checkMail({ smtpUrl: withPassword('p%40ss'), from: FROM })
    assert.deepEqual([good.ok, good.explanation.includes('lets us in')], [true, true])
    const bad = await checkMail({ smtpUrl: withPassword('secret'), from: FROM })
    assert.equal(bad.ok, false)
    assert.doesNotMatch(bad.explanation, /secret/)
    assert.match(bad.explanation, /127\.0\.0\.1:\d+ cannot be used/)
    assert.equal((await checkMail({ smtpUrl: 'mail.example.org', from: FROM })).ok, false)
    assert.equal((await checkMail({ smtpUrl: undefined, from: FROM })).ok, true)
  })

  it('do not wait forever for a server that says nothing', async () => {
    const silent = createServer(() => {})
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo // a TCP server has one
    const start = performance.now()
    const mail = smtpMail({ smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM, timeoutSeconds: 0.3 })
    await assert.rejects(mail.send(letter), /Greeting|timeout/i)
    assert.ok(performance.now() - start < 5000)
    silent.close()
  })
})

describe('letters without an SMTP server', () => {
  let database: Database
  let now = Temporal.Instant.from('2025-01-01T00:00:00Z')
  before(async () => {
    database = await openTestDatabase([])
  })
  after(() => database.close())

  it('are kept for operators, the newest first, and forgotten after thirty days', async () => {
    const clock = (): Temporal.Instant => now
    const mail = openMail({ smtpUrl: undefined, mailFrom: FROM }, database.sql, clock)
    await mail.send(letter)
    now = now.add({ hours: 24 * 10 })
    await mail.send({ ...letter, to: 'bo@example.org', subject: 'two\nlines' })
    const kept = await listLetters(database.sql)
    assert.deepEqual(
      kept.map(({ to, subject }) => `${to}: ${subject}`),
      ['bo@example.org: two lines', `an@example.org: ${letter.subject}`],
    )
    assert.equal(kept[1]?.text, letter.text)
    assert.equal(kept[1]?.language, 'nl')
    assert.equal(String(kept[1]?.writtenAt), '2025-01-01T00:00:00Z')
    assert.equal((await listLetters(database.sql, 1)).length, 1)
    now = now.add({ hours: 24 * 21 })
    await forgetLetters(database.sql, clock())
    assert.deepEqual(
      (await listLetters(database.sql)).map(({ to }) => to),
      ['bo@example.org'],
    )
  })

  it('are checked just as those that are sent', async () => {
    const mail = outboxMail(database.sql, () => now)
    await assert.rejects(mail.send({ ...letter, to: 'a@example.org,b@example.org' }), /one plain e-mail address/)
  })
})
