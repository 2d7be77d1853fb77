import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grantsOf, type Role } from '../../permissions.ts'
import { mayRestore, mayTake, rolesToGive } from './rules.ts'

const who = (id: string, ...roles: readonly (readonly [Role, string])[]) => ({
  id,
  grants: roles.flatMap(([role, body]) => grantsOf(role, body)),
})
const leuven = who('an', ['administrator', 'leuven'])
const nowhere = () => false
const [an, bo, noor] = ['an', 'bo', 'noor'].map((id) => ({ id, email: `${id}@example.be` })) as [
  Reached,
  Reached,
  Reached,
]
type Reached = { id: string; email: string }
const operator = who('noor', ['operator', 'region-office'])

test('an administrator gives every role but operator, at the own body only', () => {
  assert.deepEqual(rolesToGive(leuven, 'leuven', nowhere), ['reader', 'handler', 'editor', 'administrator'])
  assert.deepEqual(rolesToGive(leuven, 'halle', nowhere), [])
  assert.deepEqual(rolesToGive(leuven, 'region-office', nowhere), [])
})

test('an operator names the first administrator of a body and operators at the office, and nobody else', () => {
  assert.deepEqual(rolesToGive(operator, 'halle', nowhere), ['administrator'])
  assert.deepEqual(rolesToGive(operator, 'region-office', nowhere), ['administrator', 'operator'])
})

test('where somebody administers a body, an operator gives and takes no role', () => {
  const isAdministered = (body: string) => body === 'halle'
  assert.deepEqual(rolesToGive(operator, 'halle', isAdministered), [])
  assert.deepEqual(rolesToGive(operator, 'leuven', isAdministered), ['administrator'])
  assert.ok(!mayTake(operator, 'an', { body: 'leuven', role: 'administrator' }))
  assert.ok(mayTake(operator, 'bo', { body: 'region-office', role: 'operator' }))
})

test('an operator helps an administrator by letter only, and never sees the link', () => {
  const roles = [{ body: 'leuven', role: 'administrator' }] as const
  assert.ok(mayRestore(operator, an, roles))
  assert.ok(!mayRestore(operator, { id: 'an', email: null }, roles))
  assert.ok(mayRestore(leuven, { id: 'bo', email: null }, roles), 'the own administrator hands it over')
})

test('a handler lets nobody in', () => {
  assert.deepEqual(rolesToGive(who('bo', ['handler', 'leuven']), 'leuven', nowhere), [])
})

test('nobody takes a role from themselves', () => {
  assert.ok(mayTake(leuven, 'bo', { body: 'leuven', role: 'administrator' }))
  assert.ok(!mayTake(leuven, 'an', { body: 'leuven', role: 'administrator' }))
})

test('nobody helps in who may do more than they can give, nor themselves', () => {
  assert.ok(mayRestore(leuven, bo, [{ body: 'leuven', role: 'handler' }]))
  assert.ok(!mayRestore(leuven, an, [{ body: 'leuven', role: 'administrator' }]))
  assert.ok(
    !mayRestore(leuven, bo, [
      { body: 'leuven', role: 'handler' },
      { body: 'halle', role: 'reader' },
    ]),
  )
  assert.ok(!mayRestore(leuven, noor, [{ body: 'region-office', role: 'operator' }]))
  assert.ok(!mayRestore(operator, bo, [{ body: 'leuven', role: 'handler' }]))
  assert.ok(mayRestore(operator, an, [{ body: 'leuven', role: 'administrator' }]))
})
