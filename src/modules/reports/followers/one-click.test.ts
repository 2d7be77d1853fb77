import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import type { Letter } from '#core/mail/mail.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../module.ts'
import { report } from '../open311/client/testing.ts'
import { addEvent } from '../store/change.ts'
import { tellFollowers } from './digest.ts'
import { followerSecret } from './ask-to-follow.ts'
import { addNotice } from './notices.ts'
import { addFollower, confirmFollower, listFollowed } from './store.ts'

describe('one press in a mail program', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'https://plein.example' } })
  })
  after(() => square.close())

  async function follow(email: string): Promise<string> {
    const { sql, clock } = square.services
    const made = await report(square)
    const id = randomUUID()
    await addFollower(sql, { id, report: made.id, number: made.number, email, language: 'fr', askedAt: clock() })
    await confirmFollower(sql, id, clock())
    square.services.wait({ minutes: 1 })
    await sql.transaction(async (within) => {
      const said = { report: made.id, at: clock(), message: 'Nieuws', language: 'nl', author: 'staff' } as const
      await addNotice(within, { report: made.id, event: await addEvent(within, { ...said, kind: 'answer' }) })
    })
    return id
  }

  async function press(path: string, body = 'List-Unsubscribe=One-Click', type = 'application/x-www-form-urlencoded') {
    const headers = { 'content-type': type, origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
    return square.server.inject({ method: 'POST', url: path, headers, payload: body })
  }

  test('ends the letters about what the letter told, without a session, a token or a page; again changes nothing', async () => {
    const { sql } = square.services
    const quiet = await report(square)
    const still = { id: randomUUID(), report: quiet.id, number: quiet.number, email: 'an@example.be', language: 'nl' }
    await addFollower(sql, { ...still, askedAt: square.services.clock() })
    await confirmFollower(sql, still.id, square.services.clock())
    await follow('An@example.be')
    await follow('an@example.be')
    await follow('bo@example.be')
    const sent: Letter[] = []
    const mail = { send: async (letter: Letter) => void sent.push(letter) }
    await tellFollowers({ ...square.services, mail })
    const address = sent.find(({ to }) => to.toLowerCase() === 'an@example.be')?.unsubscribe ?? ''
    assert.match(address, /^https:\/\/plein\.example\/reports\/followers\/[\w.-]+\/stop\?letter=\d+$/)
    const { pathname, search } = new URL(address)
    const path = `${pathname}${search}`

    // Programs that look at links must not end anything by looking.
    const looked = await square.server.inject({ url: path })
    assert.match(String(looked.headers.location), /^\/fr\/reports\/followers\//)
    assert.equal((await press(path, 'List-Unsubscribe=Maybe')).statusCode, 422)
    assert.equal((await press(path, '')).statusCode, 422)
    assert.equal((await press(path.replace(/.{3}\/stop/, 'xyz/stop'))).statusCode, 404)
    assert.equal((await listFollowed(sql, { email: 'an@example.be' })).length, 3)

    const form = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    assert.equal((await press(path, form, 'multipart/form-data; boundary=b')).statusCode, 200)
    assert.deepEqual(
      (await listFollowed(sql, { email: 'an@example.be' })).map(({ number }) => number),
      [quiet.number],
      'what the letter said nothing about is followed still',
    )
    assert.equal((await press(path)).statusCode, 200)
    assert.equal((await listFollowed(sql, { email: 'bo@example.be' })).length, 1)
  })

  test('without the number of a letter, or with that of another one, ends the one; all go only when the reader says so', async () => {
    const { sql } = square.services
    const ids = [await follow('cy@example.be'), await follow('cy@example.be'), await follow('cy@example.be')]
    const other = await follow('dan@example.be')
    const secrets = ids.map((id) => followerSecret(id, square.services))
    for (const query of ['', '?letter=999999', '?letter=nonsense'])
      assert.equal((await press(`/reports/followers/${secrets[0]}/stop${query}`)).statusCode, 200)
    const left = async () => (await listFollowed(sql, { email: 'cy@example.be' })).length
    assert.equal(await left(), 2)
    const cy = square.visitor()
    const path = `/nl/reports/followers/${secrets[1]}`
    assert.match((await cy.get(path)).body, /Stop met alle 2/)
    const answer = await cy.post(path, { answer: 'stop-all' })
    assert.match(answer.body, /Je volgt geen meldingen meer/)
    assert.equal(await left(), 0)
    assert.equal((await listFollowed(sql, { email: 'dan@example.be' }))[0]?.id, other)
  })
})
