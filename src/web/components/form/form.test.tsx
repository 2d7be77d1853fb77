import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { exampleView } from '../example-view.ts'
import { Form } from './form.tsx'
import { choicesOf, errorOf, textOf } from './typed.ts'

test('a form carries the token against forged requests and leaves checking to the server', () => {
  const html = renderToString(
    <Form view={exampleView({ formToken: 'a"b' })} files>
      x
    </Form>,
  )
  assert.match(html, /^<form method="post" enctype="multipart\/form-data" novalidate>/)
  assert.match(html, /<input type="hidden" name="_token" value="a&quot;b"\/?>/)
})

test('what was typed comes back, whether a field came once or more often', () => {
  const typed = { name: 'Noor', subjects: ['waste', 'works'] }
  assert.equal(textOf(typed, 'name'), 'Noor')
  assert.equal(textOf(typed, 'subjects'), 'waste')
  assert.equal(textOf(typed, 'age'), undefined)
  assert.deepEqual(choicesOf(typed, 'name'), ['Noor'])
  assert.deepEqual(choicesOf(typed, 'subjects'), ['waste', 'works'])
  assert.deepEqual(choicesOf(typed, 'age'), [])
})

test('the error of a field is the first one about it or one of its parts', () => {
  const errors = [
    { field: 'name', message: 'Schrijf je naam.' },
    { field: 'seen-month', message: 'Schrijf een maand.' },
  ]
  assert.equal(errorOf(errors, 'seen', 'seen-day', 'seen-month'), 'Schrijf een maand.')
  assert.equal(errorOf(errors, 'mail'), undefined)
})
