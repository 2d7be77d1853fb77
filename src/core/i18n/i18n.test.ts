import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalog } from './catalog.ts'
import { dateAndTime, dayOf, decimal, longDate } from './format.ts'
import { preferredLanguage } from './language.ts'

interface Keys {
  plain: undefined
  count: { n: number }
}
const messages = catalog<Keys>({
  nl: { plain: 'Dag', count: '{n, plural, one {# melding} other {# meldingen}}' },
  fr: { plain: 'Bonjour', count: '{n, plural, one {# signalement} other {# signalements}}' },
  en: { plain: 'Hello', count: '{n, plural, one {# report} other {# reports}}' },
  de: { plain: 'Guten Tag', count: '{n, plural, one {# Meldung} other {# Meldungen}}' },
})

test('plurals follow the language: zero is singular in French, plural in Dutch', () => {
  assert.equal(messages('nl')('count', { n: 0 }), '0 meldingen')
  assert.equal(messages('fr')('count', { n: 0 }), '0 signalement')
  assert.equal(messages('nl')('count', { n: 1200 }), '1.200 meldingen')
})

test('what is in a value is never read as a message', () => {
  const shout = catalog<{ a: { name: string } }>({
    nl: { a: 'Dag {name}' },
    fr: { a: 'x' },
    en: { a: 'x' },
    de: { a: 'x' },
  })
  assert.equal(shout('nl')('a', { name: '{evil, select, other {x}} <b>' }), 'Dag {evil, select, other {x}} <b>')
})

test('the browser’s wish decides the language, Dutch when it wishes nothing that we have', () => {
  assert.equal(preferredLanguage('fr-BE,fr;q=0.9,nl;q=0.8'), 'fr')
  assert.equal(preferredLanguage('pl, en;q=0.3, de;q=0.7'), 'de')
  assert.equal(preferredLanguage('en;q=0, fr;q=abc'), 'nl')
  assert.equal(preferredLanguage(undefined), 'nl')
})

test('times are those of Brussels, also around the change of clock', () => {
  assert.equal(dateAndTime(Temporal.Instant.from('2026-07-01T22:30:00Z'), 'nl'), '2 juli 2026, 00:30')
  assert.equal(longDate(Temporal.PlainDate.from('2026-03-01'), 'fr'), '1 mars 2026')
  assert.equal(dayOf(Temporal.Instant.from('2026-03-29T22:30:00Z')).toString(), '2026-03-30')
  assert.equal(decimal(1234.56, 'nl', 1), '1.234,6')
})
