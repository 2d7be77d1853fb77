import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { readHtml, type HtmlNode } from '#web/html/read-html.ts'
import { ReadingLanguage } from '#web/reading-language.ts'
import { FIXTURE_RENDERERS, type Options } from './fixture-renderers.tsx'

// govuk-frontend ships what each of its components should write for some 700 inputs. Ours must write the same elements,
// classes, attributes and text. Only the order of attributes and spaces may differ.

/** What we leave out on purpose, with the reason. The name is `component: fixture`; a component alone means all of them. */
const SKIPPED: Readonly<Record<string, string>> = {
  'character-count: with maxwords': 'the old spelling `maxwords`: we write `data-count-type`',
  'character-count: custom classes on countMessage': 'nobody needs a class on the message',
  'character-count: to configure in JavaScript': 'a limit is required by our type: the server checks it',
  'character-count: with neither maxlength nor maxwords set': 'a limit is required by our type: the server checks it',
  'character-count: with neither maxlength, maxwords nor textarea description set': 'a limit is required by our type',
  'character-count: with translations': 'texts for a script that we do not send',
  'checkboxes: with falsy values': 'our lists of choices have no empty places',
  'radios: with falsy items': 'our lists of choices have no empty places',
  'file-upload: enhanced': 'needs a script that we do not send',
  'file-upload: enhanced, with error message and hint': 'needs a script that we do not send',
  'file-upload: enhanced, multiple files': 'needs a script that we do not send',
  'file-upload: enhanced, custom wrapper classes and attributes': 'needs a script that we do not send',
  'file-upload: translated': 'needs a script that we do not send',
  'label: empty': 'a label without a text does not compile',
}

interface Fixture {
  readonly name: string
  readonly options: Options
  readonly html: string
}

const folder = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist/govuk/components',
)
const skipped = new Set<string>()
let compared = 0

for (const [component, render] of Object.entries(FIXTURE_RENDERERS))
  test(`${component} writes what govuk-frontend writes`, () => {
    for (const fixture of fixturesOf(component)) {
      const name = `${component}: ${fixture.name}`
      if (SKIPPED[name]) {
        skipped.add(name)
        continue
      }
      const html = renderToString(
        <ReadingLanguage.Provider value="en">{render(fixture.options)}</ReadingLanguage.Provider>,
      )
      assert.deepEqual(normal(readHtml(html)), normal(readHtml(fixture.html)), `${name}\n  ${html}\n  ${fixture.html}`)
      compared += 1
    }
  })

test('every fixture that is skipped exists', (context) => {
  assert.deepEqual(
    Object.keys(SKIPPED).filter((name) => !skipped.has(name)),
    [],
  )
  context.diagnostic(
    `${compared} fixtures of ${Object.keys(FIXTURE_RENDERERS).length} components are equal, ${skipped.size} skipped`,
  )
  assert.ok(compared > 500)
})

function fixturesOf(component: string): readonly Fixture[] {
  const file: { fixtures: readonly Fixture[] } = JSON.parse(
    readFileSync(join(folder, component, 'fixtures.json'), 'utf8'),
  )
  return file.fixtures
}

/** Elements with sorted attributes, the wrapper around raw HTML of a fixture gone, spaces brought back to one. */
function normal(nodes: readonly HtmlNode[]): unknown[] {
  const flat: unknown[] = []
  for (const node of unwrap(nodes)) {
    const last = flat.at(-1)
    if (typeof node !== 'string') {
      const attributes = Object.entries(node.attributes).map(
        ([name, value]) => `${name}=${name === 'class' ? words(value) : value}`,
      )
      flat.push({ [node.name]: attributes.toSorted(), inside: normal(node.children) })
    } else if (typeof last === 'string') flat[flat.length - 1] = last + node
    else flat.push(node)
  }
  return flat.map((node) => (typeof node === 'string' ? words(node) : node)).filter((node) => node !== '')
}

function unwrap(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.flatMap((node) =>
    typeof node !== 'string' && node.name === 'raw-html' ? unwrap(node.children) : [node],
  )
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
