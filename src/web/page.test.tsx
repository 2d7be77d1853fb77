import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleView } from './components/example-view.ts'
import { elementsOf, readHtml, textOf, type HtmlElement } from './html/read-html.ts'
import { Page, renderPage } from './page.tsx'
import type { View } from './view.ts'

interface Drawn {
  readonly html: string
  readonly elements: readonly HtmlElement[]
  all(name: string, where?: Readonly<Record<string, string>>): readonly HtmlElement[]
}

function draw(changes: Partial<View> = {}, properties: Partial<Parameters<typeof Page>[0]> = {}): Drawn {
  const html = renderPage(
    <Page view={exampleView(changes)} title="Iets melden" {...properties}>
      {properties.children ?? <h1>Iets melden</h1>}
    </Page>,
  )
  const elements = [...elementsOf(readHtml(html))]
  return {
    html,
    elements,
    all: (name, where = {}) =>
      elements.filter(
        (element) =>
          element.name === name && Object.entries(where).every(([key, value]) => element.attributes[key] === value),
      ),
  }
}

function only(found: readonly HtmlElement[]): HtmlElement {
  assert.equal(found.length, 1)
  const [element] = found
  assert.ok(element)
  return element
}

test('a page says its language and starts with what it is about', () => {
  const page = draw({ language: 'fr' })
  assert.ok(page.html.startsWith('<!doctype html><html'))
  assert.equal(only(page.all('html')).attributes['lang'], 'fr')
  assert.equal(textOf(only(page.all('title')).children), 'Iets melden - Streekplein')
})

test('the first thing in a page leads past the menu to what it is about', () => {
  const page = draw()
  const first = page.all('a')[0]
  const main = only(page.all('main'))
  assert.equal(first?.attributes['href'], `#${main.attributes['id']}`)
})

test('the other languages are links to the same page, with the question that was asked', () => {
  const page = draw({ path: '/reports', search: '?town=leuven' })
  const links = page.all('a').filter(({ attributes }) => attributes['hreflang'] !== undefined)
  assert.deepEqual(
    links.map(({ attributes }) => [attributes['hreflang'], attributes['lang'], attributes['href']]),
    [
      ['fr', 'fr', '/fr/reports?town=leuven'],
      ['en', 'en', '/en/reports?town=leuven'],
      ['de', 'de', '/de/reports?town=leuven'],
    ],
  )
})

test('the home page in another language has no slash at its end', () => {
  assert.ok(draw({ path: '/' }).all('a', { href: '/de' }).length > 0)
})

test('on a page with a form the other languages send the form, so that nothing typed is lost', () => {
  const page = draw({ path: '/reports/new', search: '?step=2' }, { form: 'report' })
  const french = only(page.all('button', { value: 'fr' }))
  assert.equal(french.attributes['form'], 'report')
  assert.equal(french.attributes['name'], '_language')
  assert.equal(french.attributes['formaction'], '/fr/reports/new?step=2')
  assert.ok('formnovalidate' in french.attributes)
  const [pressedByEnter] = page.all('button').filter(({ attributes }) => attributes['form'] === 'report')
  assert.equal(pressedByEnter?.attributes['name'], undefined, 'Enter in a field does not change the language')
  assert.deepEqual(
    page.all('a').filter(({ attributes }) => attributes['hreflang']),
    [],
  )
})

test('mistakes in a form come first, have the focus and are named in the title', () => {
  const page = draw({}, { errors: [{ field: 'e-mail', message: 'Schrijf je e-mailadres.' }] })
  assert.equal(textOf(only(page.all('title')).children), 'Fout: Iets melden - Streekplein')
  assert.equal(textOf(only(page.all('a', { href: '#e-mail' })).children), 'Schrijf je e-mailadres.')
  const focused = only(page.elements.filter(({ attributes }) => 'autofocus' in attributes))
  assert.equal(focused.attributes['tabindex'], '-1')
  assert.ok(page.html.indexOf('Schrijf je e-mailadres.') < page.html.indexOf('<h1>'))
})

test('a mistake that belongs to no field is said without a link', () => {
  const page = draw({}, { errors: [{ field: '', message: 'Dit formulier is te oud.' }] })
  assert.ok(page.html.includes('<li>Dit formulier is te oud.</li>'))
})

test('a notice and the banner of the demonstration are only there when there is something to say', () => {
  assert.equal(draw().elements.filter(({ name }) => name === 'aside').length, 0)
  const page = draw({ demo: true, notice: 'Bewaard.' })
  assert.ok(textOf(only(page.all('aside')).children).includes('demonstratie'))
  assert.ok(textOf(page.all('div', { role: 'alert' })).includes('Bewaard.'))
})

test('somebody who signed in sees the name and can sign out by a form with the token', () => {
  const page = draw({
    visitor: { id: '1', kind: 'staff', name: 'Noor <Peeters>', sessionId: 's', grants: [] },
    formToken: 'secret',
  })
  assert.ok(page.html.includes('Noor &lt;Peeters>') || page.html.includes('Noor &lt;Peeters&gt;'))
  const form = only(page.all('form'))
  assert.deepEqual([form.attributes['method'], form.attributes['action']], ['post', '/nl/sign-out'])
  assert.equal(only(page.all('input', { name: '_token' })).attributes['value'], 'secret')
})

test('the menu marks the part of the square that the page belongs to', () => {
  const page = draw({
    menu: [
      { href: '/nl/reports', text: 'Melden', current: true },
      { href: '/nl/waste', text: 'Afval', current: false },
    ],
  })
  assert.equal(only(page.all('a', { href: '/nl/reports' })).attributes['aria-current'], 'true')
  assert.equal(only(page.all('a', { href: '/nl/waste' })).attributes['aria-current'], undefined)
})

test('what is set now and then stands together, folded up, and says when the page is in it', () => {
  const reports = { href: '/nl/staff/reports', text: 'Meldingen', current: false }
  const colleagues = { href: '/nl/staff/people', text: 'Collega’s', current: true, isSetting: true }
  const page = draw({ menu: [colleagues, reports] })
  const folded = [...elementsOf(only(page.all('details')).children)]
  assert.deepEqual(
    folded.filter(({ name }) => name === 'a').map(({ attributes }) => attributes['href']),
    ['/nl/staff/people'],
  )
  assert.match(only(page.all('details')).attributes['class'] ?? '', /sp-more--current/)
  assert.deepEqual(draw({ menu: [reports] }).all('details'), [])
})

test('text from people stays text', () => {
  const page = draw({ notice: '<script>alert(1)</script>' }, { title: '"><b>' })
  assert.deepEqual([...page.all('script'), ...page.all('b')], [])
})

test('the frame of a page is light and carries no style of its own', () => {
  const page = draw()
  assert.ok(page.html.length < 4000, `${page.html.length} characters`)
  assert.deepEqual(
    page.elements.filter(({ name, attributes }) => name === 'style' || 'style' in attributes),
    [],
  )
})
