import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { exampleView } from '#web/components/example-view.ts'
import { OpenIdChoices } from './openid-choices.tsx'

test('two bodies that call their provider the same are told apart, in the order of their names', () => {
  const label = 'Work account'
  const halle = { nl: 'Halle', fr: 'Hal', en: 'Halle', de: 'Halle' }
  const aarschot = { nl: 'Aarschot', fr: 'Aarschot', en: 'Aarschot', de: 'Aarschot' }
  const providers = [
    { id: 'halle', body: 'halle', bodyName: halle, label },
    { id: 'aarschot', body: 'aarschot', bodyName: aarschot, label },
  ]
  const html = renderToString(<OpenIdChoices next="" view={exampleView({ language: 'fr' })} providers={providers} />)
  assert.match(html, /Work account \(Aarschot\).*Work account \(Hal\)/s)
  assert.match(html, /href="\/fr\/sign-in\/openid\/halle"/)
})
