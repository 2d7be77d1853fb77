import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elementsOf, readHtml, textOf } from './read-html.ts'

test('reads elements, attributes and text', () => {
  const nodes = readHtml('<p class="a" hidden>Een <b>stevige</b> &amp; lange<br> zin&#46;</p>')
  assert.equal(textOf(nodes), 'Een stevige & lange zin.')
  assert.deepEqual(
    [...elementsOf(nodes)].map(({ name }) => name),
    ['p', 'b', 'br'],
  )
  assert.deepEqual([...elementsOf(nodes)][0]?.attributes, { class: 'a', hidden: '' })
})

test('refuses what a browser would mend in silence', () => {
  assert.throws(() => readHtml('<p><b>niet gesloten</p>'), /closes <b>/)
  assert.throws(() => readHtml('<p>open'), /<p> is never closed/)
  assert.throws(() => readHtml('<a href="1" href="2">x</a>'), /twice/)
  assert.throws(() => readHtml('1 < 2'), /opens nothing/)
})
