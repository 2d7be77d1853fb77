import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openJudgingBench, type JudgingBench } from '../judging/testing.ts'
import { scoreChanged } from './score-datastreams.ts'

describe('the map by reliability', () => {
  let bench: JudgingBench
  const ids: number[] = []
  const visit = async (question: string, accept = 'text/html') =>
    (
      await bench.square.server.inject({
        url: `/nl/sensors${question}`,
        headers: { accept, host: 'streekplein.example' },
      })
    ).body
  const names = async (question: string): Promise<string[]> =>
    JSON.parse(await visit(question, 'application/json')).data.things.map(({ name }: { name: string }) => name)

  before(async () => {
    bench = await openJudgingBench()
    const { sql } = bench.square.services
    for (let k = 0; k < 4; k += 1) {
      const properties = k === 3 ? ([['relative-humidity', '%'], ['air-temperature', 'Cel']] as const) : ([['air-temperature', 'Cel']] as const) // prettier-ignore
      ids.push(...(await bench.thing(properties, { lon: 4.2 + k * 0.28, lat: 50.9 })))
    }
    await scoreChanged(bench.square.services)
    const scores = [15, 65, null, 90, 45]
    for (const [place, score] of scores.entries())
      await sql`update observations.score set score = ${score} where datastream = ${ids[place] ?? 0}`
  })
  after(() => bench.close())

  test('each place has the number and the name of its band, not only a colour', async () => {
    const map = await visit('?colour=reliability')
    for (const [name, sign, words] of [
      ['judged-0', '1', 'zeer laag \\(15 van de 100\\)'],
      ['judged-1', '4', 'goed \\(65 van de 100\\)'],
      ['judged-3', '5', 'zeer goed \\(90 van de 100\\)'],
    ] as const) {
      assert.match(map, new RegExp(`aria-label="${name}[^"]*Betrouwbaarheid: ${words}`))
      assert.match(map, new RegExp(`>${sign}<`))
    }
    assert.match(map, /aria-label="judged-2[^"]*"/)
    assert.match(map, /\?: nog niet te zeggen/)
    assert.match(
      await visit('?colour=reliability&property=air-temperature'),
      /aria-label="judged-3[^"]*matig \(45 van de 100\)/,
    )
  })

  test('the least band narrows the map, the list and the JSON; what is not known is not good', async () => {
    assert.deepEqual(await names('?least=good'), ['judged-1', 'judged-3'])
    assert.deepEqual(await names('?least=good&property=air-temperature'), ['judged-1'])
    assert.deepEqual(await names('?least=very-low'), ['judged-0', 'judged-1', 'judged-3'])
    assert.deepEqual(await names('?least=nonsense'), ['judged-0', 'judged-1', 'judged-2', 'judged-3'])
    assert.doesNotMatch(await visit('?least=good'), /aria-label="judged-0/)
  })

  test('what is hidden is not there either', async () => {
    const { sql } = bench.square.services
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${ids[1] ?? 0}`
    assert.deepEqual(await names('?least=good'), ['judged-3'])
    assert.doesNotMatch(await visit('?colour=reliability'), /judged-1/)
  })
})
