import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { readHtml, textOf } from '#web/html/read-html.ts'
import { ReadingLanguage } from '#web/reading-language.ts'
import { ErrorMessage } from '../error-message/error-message.tsx'
import { SummaryList } from './summary-list.tsx'

test('a link to change something says what it changes', () => {
  const html = renderToString(
    <SummaryList rows={[{ key: 'Naam', value: 'Noor', actions: [{ href: '#', text: 'Wijzig', about: 'je naam' }] }]} />,
  )
  assert.ok(textOf(readHtml(html)).endsWith('Wijzig je naam'))
})

test('text from people is never markup', () => {
  const html = renderToString(<SummaryList rows={[{ key: 'Wat', value: '<img src=x onerror=alert(1)>' }]} />)
  assert.ok(html.includes('&lt;img'))
})

test('a component says its own words in the language around it', () => {
  const german = renderToString(
    <ReadingLanguage.Provider value="de">
      <ErrorMessage error="Schreiben Sie Ihren Namen." />
    </ReadingLanguage.Provider>,
  )
  assert.equal(textOf(readHtml(german)), 'Fehler: Schreiben Sie Ihren Namen.')
  assert.equal(textOf(readHtml(renderToString(<ErrorMessage error="Schrijf je naam." />))), 'Fout: Schrijf je naam.')
})
