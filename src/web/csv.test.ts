import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCsv } from './csv.ts'

test('commas, quotes and line breaks stay inside their cell', () => {
  assert.equal(toCsv(['a', 'b'], [{ a: 'x, "y"', b: 'two\nlines' }]), 'a,b\r\n"x, ""y""","two\nlines"\r\n')
})

test('a text cannot become a formula; a negative number stays a number', () => {
  assert.equal(toCsv(['a', 'b'], [{ a: '=1+1', b: -3 }]), "a,b\r\n'=1+1,-3\r\n")
})
