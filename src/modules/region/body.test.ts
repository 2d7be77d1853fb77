import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slug } from './body.ts'
import { municipalitiesOfFacts } from './prepare.ts'

test('makes readable ids out of names', () => {
  assert.equal(slug('Sint-Genesius-Rode'), 'sint-genesius-rode')
  assert.equal(slug('  Biévène (Bever)  '), 'bievene-bever')
})

test('no two municipalities get the same id', () => {
  const ids = municipalitiesOfFacts().map(({ nl }) => slug(nl))
  assert.equal(new Set(ids).size, ids.length)
})
