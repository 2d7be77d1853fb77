import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutReporter } from './without-reporter.ts'

const AN = { name: 'An Van de Peeters', email: 'an.peeters@example.be', phone: '0470 12 34 56' }

test('the name of a reporter is taken out of a text of staff, in whole and in part', () => {
  const text = 'Dag An van de  Peeters, mevrouw Peeters zei ons dat An thuis is.'
  assert.equal(withoutReporter(text, AN), 'Dag […], mevrouw […] zei ons dat […] thuis is.')
})

test('words that only look like the name stay', () => {
  const text = 'De lamp van de straat hangt aan een paal, il y a un an. Antwerpen ook.'
  assert.equal(withoutReporter(text, AN), text)
})

test('the address and the number are taken out, however they were written', () => {
  const text = 'Mail AN.Peeters@example.be of bel 0470/12.34.56, +32 470 12 34 56, 0032470123456 of +32 (0)470 123 456.'
  assert.equal(withoutReporter(text, AN), 'Mail […] of bel […], […], […] of […].')
})

test('without a reporter nothing changes', () => {
  const text = 'Hersteld op 12 maart.'
  assert.equal(withoutReporter(text, { name: null, email: null, phone: null }), text)
})
