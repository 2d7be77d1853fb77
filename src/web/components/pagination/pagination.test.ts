import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pagination } from './pagination.tsx'

function shown(current: number, total: number): string {
  const { pages = [] } = pagination(current, total, (page) => `?page=${page}`)
  return pages.map((page) => (page === 'gap' ? '…' : page.current ? `[${page.number}]` : `${page.number}`)).join(' ')
}

test('shows the first and the last page, and those around the current one', () => {
  assert.equal(shown(7, 42), '1 … 6 [7] 8 … 42')
  assert.equal(shown(1, 42), '[1] 2 … 42')
  assert.equal(shown(42, 42), '1 … 41 [42]')
})

test('a gap never stands for one page only', () => {
  assert.equal(shown(4, 9), '1 2 3 [4] 5 … 9')
  assert.equal(shown(6, 9), '1 … 5 [6] 7 8 9')
  assert.equal(shown(2, 3), '1 [2] 3')
})

test('there is nothing before the first page and nothing after the last', () => {
  assert.equal(pagination(1, 2, String).previous, undefined)
  assert.equal(pagination(2, 2, String).next, undefined)
  assert.equal(pagination(2, 3, (page) => `?page=${page}`).next?.href, '?page=3')
})
