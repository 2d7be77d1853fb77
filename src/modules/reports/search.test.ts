import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from './module.ts'
import { addReports, setShown } from './store/change.ts'
import { findAlike, findByWords } from './store/search.ts'
import { forgetReporters } from './store/forget.ts'
import { readQuestion, tsqueryOf } from '#core/search/question.ts'

const EVERYWHERE: Parameters<typeof findByWords>[2] = {
  municipalities: undefined,
  since: undefined,
  limit: 10,
  offset: 0,
}

describe('reports are found by what everybody may read', () => {
  let square: TestSquare
  let id = ''
  before(async () => {
    square = await openTestSquare([region, reports])
    const [added] = await addReports(square.services.sql, [
      {
        municipality: '24062',
        body: 'leuven',
        category: 'road',
        note: 'Bij mevrouw Zonderling ligt een kasseisteen los.',
        street: 'Tiensesteenweg 143 bij Zonderling',
        postalCode: '3001',
        channel: 'web',
        language: 'nl',
        receivedAt: square.services.clock(),
      },
    ])
    id = added?.id ?? ''
  })
  after(() => square.close())

  const isFound = async (question: string, where = EVERYWHERE) =>
    (await findByWords(square.services.sql, tsqueryOf(readQuestion(question)), where)).length > 0

  test('by the street and the postal code, never by the house number or a name in it', async () => {
    assert.ok(await isFound('tiensesteenweg'))
    assert.ok(await isFound('steenweg'))
    assert.ok(await isFound('3001'))
    assert.ok(!(await isFound('143')))
    assert.ok(!(await isFound('zonderling')))
    assert.equal((await findAlike(square.services.sql, 'zonderling', EVERYWHERE)).length, 0)
    assert.equal((await findAlike(square.services.sql, 'Tiensesteenweeg', EVERYWHERE)).length, 1)
  })

  test('by the own words only while staff show them', async () => {
    const { sql } = square.services
    assert.ok(!(await isFound('kasseisteen')))
    await setShown(sql, id, { note: null, photo: false })
    assert.ok(await isFound('kassei'))
    assert.ok(await isFound('steen los'))
    await setShown(sql, id, undefined)
    assert.ok(!(await isFound('kasseisteen')))
  })

  test('not any more once the reporter is forgotten', async () => {
    const { sql, clock } = square.services
    await setShown(sql, id, { note: null, photo: false })
    await sql`update reports.report set status = 'solved', closed_at = ${clock()} where id = ${id}`
    await sql.transaction((within) =>
      forgetReporters(within, { closedBefore: clock().add({ hours: 1 }), now: clock() }),
    )
    assert.ok(!(await isFound('kasseisteen')))
    assert.ok(await isFound('tiensesteenweg'))
  })

  test('only in the municipality and the time that was asked', async () => {
    const since = square.services.clock().add({ hours: 1 })
    assert.ok(await isFound('tiensesteenweg', { ...EVERYWHERE, municipalities: ['24062'] }))
    assert.ok(!(await isFound('tiensesteenweg', { ...EVERYWHERE, municipalities: ['23027'] })))
    assert.ok(!(await isFound('tiensesteenweg', { ...EVERYWHERE, since })))
  })
})
