import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appearancesOf } from './appearances.ts'
import { asMuchAsFits, changesIn, knownOf, shapesIn } from './changed-pages.ts'

const page = (main: string) =>
  `<!doctype html><html lang="nl"><head><title>x</title></head><body class="a">${main}</body></html>`
const row = (text: string, more = '') => `<tr><td id="t-${text}"${more}>${text}</td></tr>`
const table = (...rows: string[]) => `<table class="govuk-table"><tbody>${rows.join('')}</tbody></table>`

describe('a page that changed', () => {
  const known = knownOf([
    shapesIn(page(table(row('1'), row('2')))),
    shapesIn(page(`${table(row('3'))}<p>Een foto</p>`)),
  ])

  test('is none when it has other words, numbers and ids, or more of the same', () => {
    for (const same of [
      page(table(row('70'), row('80'), row('maandag 3 mei'))),
      page(`${table(row('9'))}<p>Andere foto</p>`),
    ])
      assert.deepEqual(changesIn(shapesIn(same), known), [])
  })

  test('is one with a new element, class, role or place, or without what each page of its kind had', () => {
    for (const [other, words] of [
      [page(`${table(row('1'))}<h2>Nieuw</h2>`), /^<h2> is new$/],
      [page(table(row('1', ' class="sp-bright"'))), /^<td class="sp-bright" id> is new; 1 elements/],
      [page(table(row('1', ' role="note"'))), /^<td id role="note"> is new; 1 elements/],
      [page(`<div>${table(row('1'))}</div>`), /^<div> is new; .* 4 elements are gone or stand elsewhere$/],
      [page('<p>Een foto</p>'), /^4 elements are gone/],
    ] as const)
      assert.match(changesIn(shapesIn(other), known).join('; '), words)
    assert.deepEqual(changesIn(shapesIn(page('')), undefined), ['it was never looked at'])
  })

  test('is looked at in every appearance, whatever day it is; others by turns', () => {
    const days = [1, 2, 3].map((day) => new Temporal.PlainDate(2026, 3, day))
    for (const day of days) {
      assert.equal(appearancesOf(0, day, true).length, 6)
      assert.ok(appearancesOf(0, day, false).length <= 3)
    }
  })

  test('waits for its turn when nearly all changed, and a line says so', () => {
    const some = Array.from({ length: 32 }, (_, index) => `/nl/${index}`)
    assert.equal(asMuchAsFits(some, []).changed.size, 32)
    const { changed, told } = asMuchAsFits([...some, '/nl/one-more'], ['x'])
    assert.equal(changed.size, 0)
    assert.match(told.join('\n'), /^x\n33 pages changed, more than 32: each has its turn/)
  })
})
