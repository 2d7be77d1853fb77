import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allows, type Visitor } from '#web/visitor.ts'
import { grantsOf, type Role } from './permissions.ts'

function visitor(role: Role, body: string): Visitor {
  return { id: '1', kind: 'staff', name: 'Samira', sessionId: '2', grants: grantsOf(role, body) }
}

test('a handler handles the reports of the own body, not those of a neighbour', () => {
  const handler = visitor('handler', 'leuven')
  assert.ok(allows(handler, 'reports.handle', 'leuven'))
  assert.ok(!allows(handler, 'reports.handle', 'halle'))
  assert.ok(!allows(handler, 'region.administer', 'leuven'))
})

test('a reader reads and does not handle', () => {
  const reader = visitor('reader', 'leuven')
  assert.ok(allows(reader, 'reports.read', 'leuven'))
  assert.ok(!allows(reader, 'reports.handle', 'leuven'))
})

test('an operator keeps the whole square running and cannot read what residents report', () => {
  const operator = visitor('operator', 'region-office')
  assert.ok(allows(operator, 'operator'))
  assert.ok(allows(operator, 'region.administer', 'halle'))
  assert.ok(!allows(operator, 'reports.read', 'leuven'))
})

test('an administrator of one municipality is no operator', () => {
  assert.ok(!allows(visitor('administrator', 'leuven'), 'operator'))
})
