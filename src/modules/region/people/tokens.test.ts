import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inGroups, newPrintedCode, readPrintedCode } from './tokens.ts'

test('a printed code is five groups of four, without letters that are read as others', () => {
  assert.match(inGroups(newPrintedCode()), /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.notEqual(newPrintedCode(), newPrintedCode())
})

test('a printed code may be typed in small letters, with spaces, and with an O for a zero', () => {
  assert.equal(readPrintedCode(' 7k3m o1il-ABCD efgh 2345 '), '7K3M0111ABCDEFGH2345')
})

test('what cannot be a code is none', () => {
  assert.equal(readPrintedCode(''), undefined)
  assert.equal(readPrintedCode('7K3M-0111-ABCD-EFGH-234'), undefined)
  assert.equal(readPrintedCode('UUUU-0111-ABCD-EFGH-2345'), undefined)
})
