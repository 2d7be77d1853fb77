import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { region } from '../module.ts'
import { createPrintedCode } from '../public.ts'
import { createEmailLink, createSignInLink } from './links.ts'
import { findResidentByEmail } from './resident-store.ts'
import { identify } from './sessions.ts'

const SAMIRA = '0197a000-0000-7000-8000-000000000002'

describe('the door of the square', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region], { demo: true })
  })
  after(() => square.close())
  beforeEach(() => square.services.wait({ hours: 25 }))

  async function letterTo(address: string) {
    return (await listLetters(square.services.sql)).find(({ to }) => to === address)
  }

  async function ask(visitor: TestVisitor, email: string) {
    await visitor.get('/nl/sign-in')
    return visitor.post('/nl/sign-in/link', { email })
  }

  /** Presses the button of a link, and gives the session token. */
  async function use(visitor: TestVisitor, link: string) {
    const path = new URL(link).pathname
    await visitor.get(path)
    const answer = await visitor.post(path)
    return { answer, token: answer.cookies.find(({ name }) => name === '__Host-session')?.value ?? '' }
  }

  test('a resident gets a link by e-mail, presses its button and is in "my file"', async () => {
    const visitor = square.visitor()
    const asked = await ask(visitor, ' An@Example.be ')
    const sent = asked.headers.location ?? ''
    assert.match(sent, /^\/nl\/sign-in\/sent\?to=[\w.-]+$/)
    assert.doesNotMatch(decodeURIComponent(sent), /example/, 'the address is sealed')
    assert.match((await visitor.get(sent)).body, /link naar An@Example\.be/)
    assert.equal((await visitor.get('/nl/sign-in/sent?to=x')).statusCode, 200)
    const link = /https:\S+/.exec((await letterTo('An@Example.be'))?.text ?? '')?.[0] ?? ''
    const { answer, token } = await use(visitor, link)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/nl/my-file'])
    const who = await identify(token, square.services)
    assert.equal(who?.kind, 'resident')
    assert.equal(who.owner?.email, 'an@example.be')
    assert.deepEqual(who.grants.map(({ permission }) => permission).toSorted(), ['account.own', 'file.own'])
  })

  test('an address that is known is answered exactly as one that is not, and so is that of staff', async () => {
    const answers = []
    for (const email of ['an@example.be', 'nobody@example.be', 'samira.haddad@leuven.example']) {
      const { statusCode, headers, body } = await ask(square.visitor(), email)
      answers.push({ statusCode, location: headers.location?.replace(/to=.*/, ''), body })
    }
    assert.deepEqual(answers[1], answers[0])
    assert.deepEqual(answers[2], answers[0])
  })

  test('a link by e-mail never makes anybody staff', async () => {
    const visitor = square.visitor()
    const link = await createEmailLink(square.services, { email: 'samira.haddad@leuven.example' }, 'nl')
    const { token } = await use(visitor, link)
    assert.equal((await identify(token, square.services))?.kind, 'resident')
  })

  test('what is no address is told so, and what was typed stays', async () => {
    const visitor = square.visitor()
    const answer = await ask(visitor, 'an@')
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /value="an@"/)
    assert.match(answer.body, /Dit is geen e-mailadres/)
  })

  test('the second sign-in of an address opens the same file', async () => {
    const tokens = []
    for (const _turn of [1, 2]) {
      const link = await createEmailLink(square.services, { email: 'bo@example.be' }, 'fr')
      tokens.push((await use(square.visitor(), link)).token)
    }
    const [first, second] = await Promise.all(tokens.map((token) => identify(token, square.services)))
    assert.equal(first?.id, second?.id)
    assert.notEqual(first?.sessionId, second?.sessionId)
  })

  test('letters to one address stop after a few, with a time to try again; other addresses go on', async () => {
    const visitor = square.visitor()
    const statuses = []
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await ask(visitor, 'flood@example.be')).statusCode)
    assert.deepEqual(statuses, [303, 303, 303, 303, 429, 429])
    const refused = await ask(visitor, 'FLOOD@example.be')
    assert.equal(refused.headers['retry-after'], '120')
    assert.match(refused.body, /Probeer het opnieuw over 2 minuten/)
    assert.equal((await ask(visitor, 'calm@example.be')).statusCode, 303)
    square.services.wait({ minutes: 2 })
    assert.equal((await ask(visitor, 'flood@example.be')).statusCode, 303)
  })

  test('who guesses links or codes is stopped after twenty', async () => {
    const visitor = square.visitor()
    const statuses = []
    for (let turn = 0; turn < 22; turn += 1)
      statuses.push((await visitor.get(`/nl/sign-in/${'guess'.repeat(4)}${turn}`)).statusCode)
    assert.deepEqual(
      statuses.slice(0, 20),
      Array.from({ length: 20 }, () => 410),
    )
    assert.deepEqual(statuses.slice(20), [429, 429])
    await visitor.get('/nl/sign-in')
    assert.equal((await visitor.post('/nl/sign-in/code', { code: '7K3M-0111-ABCD-EFGH-2345' })).statusCode, 429)
    const link = await createSignInLink(square.services, SAMIRA)
    assert.equal((await visitor.get(new URL(link).pathname)).statusCode, 429, 'during the pause even a good link waits')
    square.services.wait({ seconds: 6 })
    assert.equal((await visitor.get(new URL(link).pathname)).statusCode, 200)
  })

  test('a code on paper opens a file once, typed as people type', async () => {
    const { code, resident } = await createPrintedCode(square.services, 'nl')
    square.services.wait({ hours: 13 * 24 })
    const visitor = square.visitor()
    await visitor.get('/nl/sign-in')
    const answer = await visitor.post('/nl/sign-in/code', { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` })
    assert.equal(answer.headers.location, '/nl/my-file')
    const token = answer.cookies.find(({ name }) => name === '__Host-session')?.value ?? ''
    const who = await identify(token, square.services)
    assert.deepEqual(who?.owner, { resident, email: null })

    const again = square.visitor()
    await again.get('/nl/sign-in')
    assert.equal((await again.post('/nl/sign-in/code', { code })).statusCode, 410)
    const wrong = await again.post('/nl/sign-in/code', { code: '1234' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="1234"/)
  })

  test('a code on paper is worthless after fourteen days', async () => {
    const { link } = await createPrintedCode(square.services, 'nl')
    square.services.wait({ hours: 14 * 24 })
    assert.equal((await square.visitor().get(new URL(link).pathname)).statusCode, 410)
  })

  test('who came with a code adds an e-mail address; one that has a file is not taken over', async () => {
    const { link, resident } = await createPrintedCode(square.services, 'nl')
    const visitor = square.visitor()
    await use(visitor, link)
    assert.match((await visitor.get('/nl/account')).body, /Geef een e-mailadres/)
    assert.equal((await visitor.post('/nl/account/email', { email: 'els@example.be' })).statusCode, 303)
    const proof = /https:\S+/.exec((await letterTo('els@example.be'))?.text ?? '')?.[0] ?? ''
    const stranger = await use(square.visitor(), proof)
    assert.equal(stranger.answer.statusCode, 403, 'in another browser the link would open the file to a stranger')
    assert.equal((await use(visitor, proof)).answer.statusCode, 303)
    assert.equal((await findResidentByEmail(square.services.sql, 'els@example.be'))?.id, resident)

    const second = await createPrintedCode(square.services, 'nl')
    const theft = await createEmailLink(square.services, { email: 'els@example.be', resident: second.resident }, 'nl')
    const thief = square.visitor()
    await use(thief, second.link)
    const { answer } = await use(thief, theft)
    assert.equal(answer.statusCode, 409)
    assert.equal((await findResidentByEmail(square.services.sql, 'els@example.be'))?.id, resident)
  })

  test('an address that was proven is never changed, and an old session adds none', async () => {
    const vera = square.visitor()
    await use(vera, await createEmailLink(square.services, { email: 'vera@example.be' }, 'nl'))
    await vera.get('/nl/account')
    assert.equal((await vera.post('/nl/account/email', { email: 'thief@example.be' })).statusCode, 403)

    const { link } = await createPrintedCode(square.services, 'nl')
    const left = square.visitor()
    await use(left, link)
    await left.get('/nl/account')
    square.services.wait({ minutes: 31 })
    assert.equal((await left.post('/nl/account/email', { email: 'thief@example.be' })).statusCode, 403)
    assert.equal(await letterTo('thief@example.be'), undefined)
  })

  test('signing in ends the session that the browser had, and the token is a new one', async () => {
    const visitor = square.visitor()
    const first = await use(visitor, await createSignInLink(square.services, SAMIRA))
    const second = await use(visitor, await createSignInLink(square.services, SAMIRA))
    assert.notEqual(first.token, second.token)
    assert.equal(await identify(first.token, square.services), undefined)
    assert.ok(await identify(second.token, square.services))
  })

  test('of one’s own sessions one or all others can be ended, and none of somebody else', async () => {
    const [here, there] = [square.visitor(), square.visitor()]
    const mine = await use(here, await createSignInLink(square.services, SAMIRA))
    const other = await use(there, await createSignInLink(square.services, SAMIRA))
    const stranger = square.visitor()
    await use(stranger, await createEmailLink(square.services, { email: 'x@example.be' }, 'nl'))
    const id = (await identify(other.token, square.services))?.sessionId ?? ''
    await stranger.get('/nl/account')
    assert.equal((await stranger.post('/nl/account/sessions/end', { id })).statusCode, 404)
    assert.ok(await identify(other.token, square.services))
    await here.get('/nl/account')
    assert.equal((await here.post('/nl/account/sessions/end-others')).statusCode, 303)
    assert.equal(await identify(other.token, square.services), undefined)
    assert.ok(await identify(mine.token, square.services))
  })

  test('a picture or frame on another site cannot make wrong tries for whoever looks at it', async () => {
    const visitor = square.visitor()
    for (const destination of ['image', 'iframe', 'empty']) {
      const headers = { 'sec-fetch-dest': destination, 'sec-fetch-site': 'cross-site' }
      for (let turn = 0; turn < 25; turn += 1) {
        const answer = await square.server.inject({ url: `/nl/sign-in/wrong-${turn}`, headers })
        assert.equal(answer.statusCode, 404)
      }
    }
    assert.equal((await visitor.get('/nl/sign-in/wrong')).statusCode, 410)
  })

  test('who asks for letters to somebody’s address does not keep its owner out', async () => {
    const ask = async (remoteAddress: string) => {
      const visitor = square.visitor(remoteAddress)
      await visitor.get('/nl/sign-in')
      return (await visitor.post('/nl/sign-in/link', { email: 'gast@example.be' })).statusCode
    }
    for (let turn = 0; turn < 4; turn += 1) assert.equal(await ask('203.0.113.66'), 303)
    assert.equal(await ask('203.0.113.66'), 429)
    assert.equal(await ask('203.0.113.7'), 303)
  })

  test('a form to sign in that comes from another site is refused', async () => {
    const answer = await square.server.inject({
      method: 'POST',
      url: '/nl/sign-in/link',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'email=an%40example.be',
    })
    assert.equal(answer.statusCode, 403)
  })

  test('a passkey that nobody has, or nonsense, is refused without a reason', async () => {
    const visitor = square.visitor()
    const shown = await visitor.get('/nl/sign-in')
    const challenge = /name="challenge" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
    const part = Buffer.from('nothing').toString('base64url')
    const response = { clientDataJSON: part, authenticatorData: part, signature: part }
    const credential = JSON.stringify({ id: part, rawId: part, type: 'public-key', response })
    const unknown = await visitor.post('/nl/sign-in/passkey', { challenge, credential })
    const nonsense = await visitor.post('/nl/sign-in/passkey', { challenge, credential: '{"a":1}' })
    const old = await visitor.post('/nl/sign-in/passkey', { challenge: 'x.1.y', credential })
    assert.deepEqual([unknown.statusCode, nonsense.statusCode, old.statusCode], [403, 403, 403])
    const heading = (body: string) => /<main.*<\/main>/s.exec(body)?.[0].replace(/value="[^"]*"/g, '')
    assert.equal(heading(unknown.body), heading(nonsense.body))
    assert.equal(heading(unknown.body), heading(old.body))
  })
})

test('behind a proxy nobody gets around the pauses by making addresses up', async () => {
  const square = await openTestSquare([region], { config: { trustProxy: true } })
  try {
    const guess = async (turn: number) => {
      const headers = { 'x-forwarded-for': `198.51.100.${turn}, 203.0.113.9` }
      return (await square.server.inject({ url: `/nl/sign-in/guess-number-${turn}-of-many`, headers })).statusCode
    }
    const statuses = []
    for (let turn = 1; turn <= 21; turn += 1) statuses.push(await guess(turn))
    assert.equal(statuses[19], 410)
    assert.equal(statuses[20], 429)
  } finally {
    await square.close()
  }
})
