import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { elementsOf, readHtml, textOf, type HtmlElement } from '#web/html/read-html.ts'
import { allExamples } from './all-examples.ts'

const drawn = Object.entries(allExamples).flatMap(([component, examples]) =>
  Object.entries(examples).map(([name, example]) => ({
    name: `${component}: ${name}`,
    elements: [...elementsOf(readHtml(renderToString(example())))],
  })),
)
const all = drawn.flatMap(({ elements }) => elements)
const ids = all.flatMap(({ attributes }) => (attributes['id'] === undefined ? [] : [attributes['id']]))

test('every component has examples', () => {
  // `field` is the inside of the controls.
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const without = folders.map(({ name }) => name).filter((name) => name !== 'field' && !allExamples[name])
  assert.deepEqual(without, [])
})

test('every example draws something, well-formed', () => {
  assert.deepEqual(
    drawn.filter(({ elements }) => elements.length === 0).map(({ name }) => name),
    [],
  )
})

test('no id is used twice, also when all examples stand on one page', () => {
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  )
})

test('everything that refers to an id refers to one that exists', () => {
  for (const { name, elements } of drawn) {
    const own = new Set(elements.map(({ attributes }) => attributes['id']))
    for (const { attributes } of elements)
      for (const attribute of ['for', 'aria-describedby', 'aria-labelledby', 'data-aria-controls', 'form'])
        for (const id of (attributes[attribute] ?? '').split(' ').filter(Boolean))
          assert.ok(own.has(id), `${name}: ${attribute} refers to "${id}", which is not there`)
  }
})

test('every control has a label with a text', () => {
  for (const { name, elements } of drawn) {
    const labelled = new Set(
      elements
        .filter((element) => element.name === 'label' && textOf(element.children) !== '')
        .map(({ attributes }) => attributes['for']),
    )
    for (const control of elements.filter(isControl))
      assert.ok(labelled.has(control.attributes['id']), `${name}: no label for ${control.attributes['name']}`)
  }
})

test('every link, button, image and fieldset says what it is', () => {
  for (const { name, elements } of drawn)
    for (const element of elements) {
      const said = element.attributes['aria-label'] ?? element.attributes['alt'] ?? textOf(element.children)
      const mustSpeak = ['a', 'button', 'legend', 'caption', 'summary', 'th', 'nav', 'figure'].includes(element.name)
      if (mustSpeak || element.attributes['type'] === 'image')
        assert.notEqual(said, '', `${name}: <${element.name}> says nothing`)
    }
})

test('nothing carries a style or a script of its own, which the content security policy would refuse', () => {
  for (const { name, elements } of drawn)
    for (const element of elements) {
      assert.ok(!['style', 'script'].includes(element.name), `${name}: <${element.name}>`)
      const refused = Object.keys(element.attributes).filter(
        (attribute) => attribute === 'style' || attribute.startsWith('on'),
      )
      assert.deepEqual(refused, [], name)
    }
})

function isControl({ name, attributes }: HtmlElement): boolean {
  if (['select', 'textarea'].includes(name)) return true
  return name === 'input' && !['hidden', 'image', 'submit'].includes(attributes['type'] ?? 'text')
}
