import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addStaff, createSignInLink, REGION_OFFICE } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { openJudgingBench, type JudgingBench } from '../../judging/testing.ts'
import { confirmSensor, newestLetter, registerSensor, thingsNamed } from '../../register/testing.ts'
import { objectionRetention } from './keeping.ts'

const REASON = 'Hij hangt sinds vorige week in de schaduw.'

describe('an owner objects to a score', () => {
  let bench: JudgingBench
  let id = 0
  before(async () => {
    bench = await openJudgingBench()
    ;[id = 0] = await bench.thing([['air-temperature', 'Cel']])
  })
  after(() => bench.close())

  async function signIn(body: string): Promise<TestVisitor> {
    const { services } = bench.square
    const visitor = bench.square.visitor()
    const role = 'administrator'
    await visitor.signIn(
      await createSignInLink(services, await addStaff(services, { name: 'An', email: null, body, role })),
    )
    return visitor
  }
  const texts = async () =>
    (
      await bench.square.services.sql<{
        reason: string
      }>`select reason from observations.score_objection order by made_at`
    ).map(({ reason }) => reason)

  test('staff of the owner do, others do not; the office answers; nobody else reads it', async () => {
    const leuven = await signIn('leuven')
    const path = `/nl/staff/datastreams/${id}/objection`
    assert.match((await leuven.get(path)).body, /Waarom klopt het cijfer niet\?/)
    const short = await leuven.post(path, { reason: 'nee' })
    assert.equal(short.statusCode, 422)
    assert.match(short.body, />nee<\/textarea>/)
    assert.equal((await leuven.post(path, { reason: REASON })).statusCode, 303)
    assert.equal((await leuven.post(path, { reason: `${REASON} Nog eens.` })).statusCode, 303)
    assert.deepEqual(await texts(), [REASON], 'one at a time')
    assert.match((await leuven.get(path)).body, /Het regiokantoor bekijkt dit/)

    const other = await signIn('aarschot')
    await other.get('/nl/staff')
    assert.equal((await other.get(path)).statusCode, 404)
    assert.equal((await other.post(path, { reason: REASON })).statusCode, 404)
    for (const who of [leuven, other]) assert.equal((await who.get('/nl/staff/sensors/objections')).statusCode, 404)

    const office = await signIn(REGION_OFFICE)
    const list = await office.get('/nl/staff/sensors/objections')
    assert.match(list.body, /1 bezwaar wacht op antwoord/)
    const one = /\/nl\/staff\/sensors\/objections\/[\w-]{36}/.exec(list.body)?.[0] ?? ''
    assert.ok((await office.get(one)).body.includes(REASON))
    assert.equal((await leuven.get(one)).statusCode, 404)
    assert.equal((await leuven.post(one, { outcome: 'agreed', answer: 'Wij geven onszelf gelijk.' })).statusCode, 404)
    const bare = await office.post(one, { answer: 'Wij kijken het na.' })
    assert.equal(bare.statusCode, 422)
    assert.match(bare.body, />Wij kijken het na\.<\/textarea>/)
    assert.equal(
      (await office.post(one, { outcome: 'refused', answer: 'Ook nu wijkt hij te veel af.' })).statusCode,
      303,
    )
    assert.match((await leuven.get(path)).body, /Ook nu wijkt hij te veel af/)

    const report = await bench.square.visitor().get(`/nl/sensors/datastreams/${id}/report`)
    assert.match(report.body, /Het regiokantoor gaf geen gelijk/)
    assert.ok(!report.body.includes(REASON) && !report.body.includes('te veel af'), 'words are for the owner')
    const deeds = await bench.square.services.sql<{ action: string }>`
      select action from core.audit where action like 'observations.%objec%' order by id`
    assert.deepEqual(deeds.map(({ action }) => action), ['observations.object-to-score', 'observations.answer-objection']) // prettier-ignore
  })

  test('a resident does by the link of their letter, is told of the answer, and takes it along when they end', async () => {
    const { square } = bench
    const visitor = square.visitor()
    const mine = await registerSensor(square, visitor, { name: 'In de wind', email: 'wind@example.be' })
    await confirmSensor(visitor, mine)
    const [thing] = await thingsNamed(square, 'In de wind')
    const stream = thing?.Datastreams[0]?.['@iot.id'] ?? 0
    assert.ok((await visitor.get(mine)).body.includes(`${mine}/score/${stream}`))
    const path = `${mine}/score/${stream}`
    assert.equal((await visitor.get(path)).statusCode, 200)
    assert.equal((await visitor.get(`${mine}/score/${id}`)).statusCode, 404, 'of others it is not there')
    assert.equal((await visitor.post(`${mine}/score/${id}`, { reason: REASON })).statusCode, 404)
    assert.equal((await visitor.post(path, { reason: 'De wind blaast er van drie kanten.' })).statusCode, 303)

    const office = await signIn(REGION_OFFICE)
    const list = await office.get('/nl/staff/sensors/objections')
    const one = /\/nl\/staff\/sensors\/objections\/[\w-]{36}/.exec(list.body)?.[0] ?? ''
    const shown = await office.get(one)
    assert.match(shown.body, /van drie kanten/)
    assert.ok(!shown.body.includes('wind@example.be') && !shown.body.includes('resident:'))
    assert.equal(
      (await office.post(one, { outcome: 'agreed', answer: 'Dat klopt, wij passen de regels aan.' })).statusCode,
      303,
    )
    await square.jobs.drain()
    const letter = await newestLetter(square, 'wind@example.be')
    assert.match(letter.text, /heeft geantwoord over het cijfer/)
    assert.doesNotMatch(letter.text, /passen de regels aan/, 'the answer is behind the link')
    assert.match((await visitor.get(path)).body, /passen de regels aan/)

    await visitor.get(`${mine}/end`)
    await visitor.post(`${mine}/end`, { measurements: 'keep' })
    assert.deepEqual(await texts(), [REASON], 'what a resident wrote goes at once')
  })

  test('after two years nothing is left', async () => {
    const { sql, clock } = bench.square.services
    const [rule] = objectionRetention
    assert.deepEqual(await rule?.apply(sql, clock().add({ hours: 24 * 729 })), { deleted: 0 })
    assert.deepEqual(await rule?.apply(sql, clock().add({ hours: 24 * 731 })), { deleted: 1 })
    assert.deepEqual(await texts(), [])
  })
})
