import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { walled } from '#core/database/walls.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink, type Role } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { observations } from '../module.ts'
import { judgeStored } from './judge-stored.ts'
import { findLevels } from './level-store.ts'
import { openAlertBench, type AlertBench } from './testing.ts'
import { watchSilence } from './watch-silence.ts'

describe('setting levels, and reading what came of them', () => {
  let square: TestSquare
  let bench: AlertBench
  before(async () => {
    square = await openTestSquare([region, observations])
    bench = openAlertBench(square)
  })
  after(() => square.close())

  async function staff(body: string, role: Role = 'administrator'): Promise<TestVisitor & { readonly id: string }> {
    const id = await addStaff(square.services, { name: 'Els', email: null, body, role })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, id))
    return { ...visitor, id }
  }
  const pathOf = (id: number) => `/nl/staff/datastreams/${id}/levels`
  const usual = { silence: 'usual', tellsStaff: 'yes' }

  test('an administrator of the owner sets them, with a comma, and sees them again', async () => {
    const id = await bench.stream()
    const els = await staff('leuven')
    await els.get(pathOf(id))
    const fields = { aboveAttention: '12,5', aboveAlarm: '40', margin: '1', valuesBack: '3', minutesBack: '30' }
    const answer = await els.post(pathOf(id), { ...usual, ...fields, silence: 'own', silenceMinutes: '45' })
    assert.equal(answer.statusCode, 303, answer.body)
    const kept = await findLevels(square.services.sql, id)
    assert.deepEqual(kept, {
      datastream: id,
      aboveAttention: 12.5,
      aboveAlarm: 40,
      belowAttention: null,
      belowAlarm: null,
      margin: 1,
      valuesBack: 3,
      secondsBack: 1800,
      watchesSilence: true,
      silenceSeconds: 2700,
      tellsStaff: true,
    })
    const shown = await els.get(pathOf(id))
    assert.match(shown.body, /name="aboveAttention"[^>]*value="12.5"/)
    const [deed] = await square.services.sql`select action, actor from core.audit where subject = ${`datastream:${id}`}`
    assert.deepEqual(deed, { action: 'observations.set-levels', actor: els.id })
  })

  test('known limits are offered with their source, in the unit of the datastream', async () => {
    const id = await bench.stream()
    const els = await staff('leuven')
    const plain = await els.get(pathOf(id))
    assert.match(plain.body, /aandacht vanaf 15\sµg\/m³/)
    assert.match(plain.body, /WHO global air quality guidelines/)
    assert.match((await els.get(`${pathOf(id)}?limit=who-pm2-5`)).body, /name="aboveAttention"[^>]*value="15"/)
    await square.services
      .sql`update observations.datastream set ucum = 'mg/m3', unit = '{"symbol":"mg/m³"}' where id = ${id}`
    assert.match((await els.get(pathOf(id))).body, /aandacht vanaf 0,015\smg\/m³/)
  })

  test('what makes no sense is answered with what to do, and nothing typed is lost', async () => {
    const id = await bench.stream()
    const els = await staff('leuven')
    await els.get(pathOf(id))
    for (const [fields, words] of [
      [{ aboveAttention: 'veel' }, /Schrijf een getal, zoals 12,5/],
      [{ aboveAttention: '1e400' }, /Schrijf een getal, zoals 12,5/],
      [{ aboveAttention: '40', aboveAlarm: '12' }, /Een alarm is erger dan aandacht/],
      [{ belowAttention: '4', belowAlarm: '12' }, /Een alarm is erger dan aandacht/],
      [{ aboveAlarm: '5', belowAlarm: '12' }, /Te laag moet lager zijn dan te hoog/],
      [{ margin: '-1' }, /niet kleiner is dan 0/],
      [{ valuesBack: '1,5' }, /een heel getal van 1 tot 1000/],
      [{ silence: 'own' }, /een heel getal van 15 tot/],
      [{ silence: '' }, /Kies wanneer de sensor stil is/],
    ] as const) {
      const answer = await els.post(pathOf(id), { ...usual, ...fields })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, words)
    }
    const again = await els.post(pathOf(id), { ...usual, aboveAttention: 'veel', aboveAlarm: '77' })
    assert.match(again.body, /value="veel"/)
    assert.match(again.body, /value="77"/)
    assert.equal(await findLevels(square.services.sql, id), undefined)
  })

  test('nobody else: not without signing in, not another role, not the administrator of a neighbour', async () => {
    const id = await bench.stream()
    const nobody = square.visitor()
    await nobody.get('/nl/sign-in')
    assert.equal((await nobody.post(pathOf(id), { ...usual, aboveAlarm: '1' })).statusCode, 401)
    assert.equal((await (await staff('leuven', 'handler')).get(pathOf(id))).statusCode, 403)
    const neighbour = await staff('halle')
    assert.equal((await neighbour.get(pathOf(id))).statusCode, 404)
    assert.equal((await neighbour.post(pathOf(id), { ...usual, aboveAlarm: '1' })).statusCode, 404)
    assert.equal(await findLevels(square.services.sql, id), undefined)
  })

  test('the database itself lets nobody over the wall', async () => {
    const [mine, theirs] = [await bench.stream(), await bench.stream({ owner: 'halle' })]
    await bench.levels(theirs, { aboveAlarm: 5 })
    const scope = { permission: 'sensors.administer', bodies: ['leuven'], visitor: '', email: null }
    const sql = walled(square.services.sql, scope)
    await sql`update observations.level set above_alarm = 999 where true`
    assert.equal((await findLevels(square.services.sql, theirs))?.aboveAlarm, 5)
    const insert = (id: number, owner: string) => sql`
      insert into observations.level (datastream, owner, above_alarm, set_at) values (${id}, ${owner}, 1, now())`
    await assert.rejects(insert(mine, 'halle'), /row-level security/)
    const other = await bench.stream({ owner: 'halle' })
    await assert.rejects(insert(other, 'leuven'), /row-level security/, 'a datastream of another, as if it were mine')
    await insert(mine, 'leuven')
    await assert.rejects(
      sql`update observations.level set owner = 'halle' where datastream = ${mine}`,
      /row-level security/,
    )
    for (const table of ['notice', 'alert_letter', 'judge_again'])
      await assert.rejects(sql.script(`select * from observations.${table}`), /permission denied/, table)
    assert.deepEqual(await sql`select id from observations.subscriber`, [])
    await assert.rejects(sql`delete from observations.alert_event where true`, /permission denied/)
  })

  test('everybody may read what came of it: as a page, as JSON and as a feed', async () => {
    const id = await bench.stream({ municipality: '24062' })
    await bench.levels(id, { aboveAttention: 10, aboveAlarm: 20 })
    for (let minute = 0; minute < 6; minute++) {
      await bench.say(id, 1)
      square.services.wait({ minutes: 1 })
    }
    await judgeStored(square.services)
    await bench.say(id, 25)
    await judgeStored(square.services)
    for (let run = 0; run < 8; run++) {
      await watchSilence(square.services)
      square.services.wait({ minutes: 3 })
    }
    const visitor = square.visitor()
    const page = await visitor.get(`/nl/sensors/datastreams/${id}/alerts`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /25\sµg\/m³\. De grens is 20\sµg\/m³ of meer/)
    assert.match(page.body, /Alarm vanaf 20\sµg\/m³ of meer/)
    const read = async (url: string) =>
      (await visitor.get(url, { accept: 'application/json' })).json<Record<string, unknown>>()
    const told = await read(`/api/datastreams/${id}/alerts`)
    const state = told['state'] as Record<string, unknown>
    assert.deepEqual([state['grade'], state['side'], typeof state['silentSince']], ['alarm', 'above', 'string'])
    assert.deepEqual(
      (told['events'] as { kind: string; value: number | null }[]).map(({ kind, value }) => [kind, value]),
      [
        ['silent', null],
        ['alarm', 25],
      ],
    )
    assert.deepEqual((await read(`/nl/sensors/datastreams/${id}/alerts`))['data'], { ...told, next: null })
    const all = (await read('/api/datastreams/alerts?municipality=24062'))['value'] as { datastream: number }[]
    assert.deepEqual(
      all.map(({ datastream }) => datastream),
      [id],
    )
    assert.deepEqual((await read('/api/datastreams/alerts?municipality=99999'))['value'], [])
    const feed = await visitor.get(`/nl/sensors/datastreams/${id}/alerts.atom`)
    assert.equal(feed.headers['content-type'], 'application/atom+xml; charset=utf-8')
    assert.match(feed.body, /<title>Alarm: [^<]+, leuven-\d+<\/title>/)
    assert.equal((await visitor.get('/api/datastreams/999999/alerts')).statusCode, 404)
  })

  test('events are paged, the newest first, none twice and none left out', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAttention: 10 })
    await bench.add(id, [[200, 1]])
    await judgeStored(square.services)
    await bench.add(
      id,
      Array.from({ length: 120 }, (_, index) => [150 - index, index % 2 === 0 ? 50 : 1] as const),
    )
    await judgeStored(square.services)
    const ids: number[] = []
    for (let url: string | null = `/api/datastreams/${id}/alerts`; url !== null;) {
      const page: { events: { id: number }[]; next: string | null } = (await square.server.inject({ url })).json()
      ids.push(...page.events.map((event) => event.id))
      url = page.next === null ? null : page.next.slice(square.services.config.baseUrl.length)
    }
    assert.equal(ids.length, 120)
    assert.deepEqual(
      ids,
      [...new Set(ids)].toSorted((a, b) => b - a),
    )
  })
})
