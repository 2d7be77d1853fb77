import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Letter } from '#core/mail/mail.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { judgeStored } from './judge-stored.ts'
import { MOST_LETTERS, tellAlerts } from './tell-alerts.ts'
import { openAlertBench, type AlertBench } from './testing.ts'

describe('letters about sensors', () => {
  let square: TestSquare
  let bench: AlertBench
  let seen = 0
  before(async () => {
    square = await openTestSquare([region, observations])
    bench = openAlertBench(square)
  })
  after(() => square.close())
  beforeEach(() => {
    square.services.wait({ hours: 25 })
  })

  /** The letters since this was asked last, the oldest first. */
  async function letters(): Promise<Letter[]> {
    await square.jobs.drain()
    const all = (await listLetters(square.services.sql, 500)).toReversed()
    const fresh = all.slice(seen)
    seen = all.length
    return fresh
  }

  async function ask(datastream: number, email: string, wants: readonly string[] = ['attention', 'alarm', 'silence']) {
    const visitor = square.visitor()
    await visitor.get(`/fr/sensors/datastreams/${datastream}/subscribe`)
    return visitor.post(`/fr/sensors/datastreams/${datastream}/subscribe`, { email, wants })
  }

  const linkIn = (letter: Letter | undefined) =>
    new URL(/https:\S+subscribers\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname

  async function subscribe(datastream: number, email: string, wants?: readonly string[]): Promise<string> {
    assert.equal((await ask(datastream, email, wants)).statusCode, 303)
    const [letter] = await letters()
    const link = linkIn(letter)
    const visitor = square.visitor()
    await visitor.get(link)
    assert.equal((await visitor.post(link, { answer: 'confirm' })).statusCode, 303)
    return link
  }

  /** A value, judged, and what is written about it. */
  async function say(datastream: number, number: number): Promise<Letter[]> {
    square.services.wait({ minutes: 1 })
    await bench.say(datastream, number)
    await judgeStored(square.services)
    return letters()
  }

  async function watched(levels = { aboveAttention: 10, aboveAlarm: 20 }): Promise<number> {
    const id = await bench.stream({ owner: 'halle' })
    await bench.levels(id, levels)
    await bench.say(id, 1)
    await judgeStored(square.services)
    return id
  }

  test('go only to who confirmed, in their language, about what they asked for, until they end it', async () => {
    const id = await watched()
    assert.equal((await ask(id, 'an@example.be')).statusCode, 303)
    const [asking] = await letters()
    assert.equal(asking?.to, 'an@example.be')
    assert.equal(asking?.language, 'fr')
    assert.deepEqual(await say(id, 15), [], 'told before it was confirmed')
    await say(id, 1)
    const link = linkIn(asking)
    const visitor = square.visitor()
    assert.equal((await visitor.get(link)).headers['cache-control'], 'no-store')
    await visitor.post(link, { answer: 'confirm' })
    const [letter, ...others] = await say(id, 25)
    assert.equal(others.length, 0)
    assert.equal(letter?.to, 'an@example.be')
    assert.match(letter?.subject ?? '', /^Alarme/)
    assert.match(letter?.text ?? '', /25\sµg\/m³\. La limite est de 20\sµg\/m³ ou plus/)
    assert.match(letter?.text ?? '', /sensors\/subscribers/)
    const [over] = await say(id, 1)
    assert.match(over?.subject ?? '', /^Normal/)
    const { sql } = square.services
    assert.match((await visitor.get(link)).body, /Vous recevez des lettres[^]*datastreams\/\d+\/alerts/)
    await sql`insert into observations.hidden select id, thing from observations.datastream where id = ${id}`
    const hidden = (await visitor.get(link)).body
    assert.match(hidden, /un capteur qui est caché/)
    assert.doesNotMatch(hidden, /datastreams\/\d+\/alerts/)
    await sql`delete from observations.hidden where datastream = ${id}`
    assert.match((await visitor.post(link, { answer: 'stop' })).body, /Votre adresse est effacée/)
    assert.deepEqual(await say(id, 30), [])
    assert.equal((await visitor.get(link)).statusCode, 404)
    assert.deepEqual(await square.services.sql`select id from observations.subscriber where datastream = ${id}`, [])
  })

  test('of alarm only, nothing is told of attention', async () => {
    const id = await watched()
    await subscribe(id, 'bo@example.be', ['alarm'])
    assert.equal((await say(id, 15)).length, 0)
    assert.equal((await say(id, 25)).length, 1)
    assert.equal((await say(id, 15)).length, 1, 'that the alarm is over')
    assert.equal((await say(id, 1)).length, 0)
  })

  test('one press in a mail program ends them', async () => {
    const id = await watched()
    await subscribe(id, 'cas@example.be')
    const one = (
      await square.services.sql<{ id: string }>`select id from observations.subscriber where datastream = ${id}`
    )[0]
    const secret = `${one?.id}.${square.services.sign('sensor-subscriber', one?.id ?? '')}`
    const press = (path: string) =>
      square.server.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'List-Unsubscribe=One-Click',
      })
    assert.equal((await press(`/sensors/subscribers/${one?.id}.${'x'.repeat(22)}/stop`)).statusCode, 404)
    assert.equal((await press(`/sensors/subscribers/${secret}/stop`)).statusCode, 200)
    assert.equal((await press(`/sensors/subscribers/${secret}/stop`)).statusCode, 200, 'pressed twice')
    assert.deepEqual(await say(id, 30), [])
  })

  test(`a sensor that goes up and down gives ${MOST_LETTERS} letters a day, and the rest in one`, async () => {
    const id = await watched()
    await subscribe(id, 'dirk@example.be')
    const told: Letter[] = []
    for (let turn = 0; turn < 20; turn++) told.push(...(await say(id, turn % 2 === 0 ? 15 : 1)))
    assert.equal(told.length, MOST_LETTERS)
    assert.match(told.at(-1)?.text ?? '', /dernière lettre d’aujourd’hui sur les petites choses/)
    square.services.wait({ hours: 23, minutes: 50 })
    await tellAlerts(square.services)
    const rest = await letters()
    assert.equal(rest.length, 1)
    assert.match(rest[0]?.text ?? '', /Et encore 5 fois avant/)
  })

  test('an alarm and its end are told also after the last letter of the day', async () => {
    const id = await watched()
    await subscribe(id, 'nele@example.be')
    for (let turn = 0; turn < 20; turn++) await say(id, turn % 2 === 0 ? 15 : 1)
    const [alarm] = await say(id, 25)
    assert.match(alarm?.subject ?? '', /^Alarme/)
    assert.equal((await say(id, 1)).length, 1, 'that it is over')
    assert.equal((await say(id, 15)).length, 0)
    square.services.wait({ hours: 23, minutes: 50 })
    await tellAlerts(square.services)
    assert.equal((await letters()).length, 1)
  })

  test('the administrators of the owner are told by default, unless that was switched off', async () => {
    const email = 'beheer@leuven.example'
    await addStaff(square.services, { name: 'Els', email, body: 'leuven', role: 'administrator' })
    await addStaff(square.services, { name: 'Jan', email: 'jan@leuven.example', body: 'leuven', role: 'reader' })
    const [loud, quiet] = [await bench.stream(), await bench.stream()]
    await bench.levels(loud, { aboveAlarm: 20 })
    await bench.levels(quiet, { aboveAlarm: 20, tellsStaff: false })
    for (const id of [loud, quiet]) await bench.say(id, 1)
    await judgeStored(square.services)
    for (const id of [loud, quiet]) {
      square.services.wait({ minutes: 1 })
      await bench.say(id, 30)
    }
    await judgeStored(square.services)
    const all = await letters()
    assert.deepEqual(
      all.map(({ to }) => to),
      [email],
    )
    assert.match(all[0]?.text ?? '', new RegExp(`/nl/staff/datastreams/${loud}/levels`))
    assert.doesNotMatch(all[0]?.text ?? '', new RegExp(`datastreams/${quiet}/`))
  })

  test('what happened long ago, in a file that is read in, is kept and told to nobody', async () => {
    const id = await watched()
    await subscribe(id, 'ella@example.be')
    await square.services
      .sql`update observations.judged set judged_at = judged_at - interval '90 days' where datastream = ${id}`
    await bench.add(id, [
      [60 * 24 * 60, 50],
      [60 * 24 * 60 - 1, 1],
    ])
    await judgeStored(square.services)
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal'])
    assert.deepEqual(await letters(), [])
  })

  test('a mail server that is away loses nothing, and one bad address holds up no other', async () => {
    const id = await watched()
    await subscribe(id, 'fien@example.be')
    await subscribe(id, 'gust@example.be')
    square.services.wait({ minutes: 1 })
    await bench.say(id, 30)
    await judgeStored(square.services)
    const sent: string[] = []
    const mail = (broken: boolean) => ({
      send: async ({ to }: Letter) => {
        if (broken && to === 'fien@example.be') throw new Error('away')
        sent.push(to)
      },
    })
    assert.equal(await tellAlerts({ ...square.services, mail: mail(true) }), 1)
    assert.deepEqual(sent, ['gust@example.be'])
    assert.equal(await tellAlerts({ ...square.services, mail: mail(false) }), 1)
    assert.deepEqual(sent, ['gust@example.be', 'fien@example.be'])
    assert.equal(await tellAlerts({ ...square.services, mail: mail(false) }), 0)
  })

  test('who does not confirm is forgotten after seven days', async () => {
    const id = await watched()
    await ask(id, 'hilde@example.be')
    const [asking] = await letters()
    square.services.wait({ hours: 24 * 7 + 1 })
    assert.equal((await square.visitor().get(linkIn(asking))).statusCode, 404)
    await square.jobs.runNow('core.enforce-retention')
    assert.deepEqual(await square.services.sql`select id from observations.subscriber where datastream = ${id}`, [])
  })

  test('a form that is not right says what to do, and keeps what was typed', async () => {
    const id = await watched()
    const wrong = await ask(id, 'geen adres', [])
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Choisissez à quel sujet vous voulez une lettre/)
    assert.match(wrong.body, /Écrivez votre adresse e-mail comme nom@exemple\.be/)
    assert.match(wrong.body, /value="geen adres"/)
    assert.equal((await square.visitor().get('/nl/sensors/datastreams/999999/subscribe')).statusCode, 404)
  })
})
