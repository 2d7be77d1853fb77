import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grantsOf, type Role } from '../../permissions.ts'
import { mayRestore, mayTake, rolesToGive } from './rules.ts'

const who = (id: string, ...roles: readonly (readonly [Role, string])[]) => ({
  id,
  grants: roles.flatMap(([role, body]) => grantsOf(role, body)),
})
const leuven = who('an', ['administrator', 'leuven'])
const operator = who('noor', ['operator', 'region-office'])

test('an administrator gives every role but operator, at the own body only', () => {
  assert.deepEqual(rolesToGive(leuven, 'leuven'), ['reader', 'handler', 'editor', 'administrator'])
  assert.deepEqual(rolesToGive(leuven, 'halle'), [])
  assert.deepEqual(rolesToGive(leuven, 'region-office'), [])
})

test('an operator lets administrators in everywhere and operators at the office, and nobody who reads reports', () => {
  assert.deepEqual(rolesToGive(operator, 'halle'), ['administrator'])
  assert.deepEqual(rolesToGive(operator, 'region-office'), ['administrator', 'operator'])
})

test('a handler lets nobody in', () => {
  assert.deepEqual(rolesToGive(who('bo', ['handler', 'leuven']), 'leuven'), [])
})

test('nobody takes a role from themselves', () => {
  assert.ok(mayTake(leuven, 'bo', { body: 'leuven', role: 'administrator' }))
  assert.ok(!mayTake(leuven, 'an', { body: 'leuven', role: 'administrator' }))
})

test('nobody helps in who may do more than they can give, nor themselves', () => {
  assert.ok(mayRestore(leuven, 'bo', [{ body: 'leuven', role: 'handler' }]))
  assert.ok(!mayRestore(leuven, 'an', [{ body: 'leuven', role: 'administrator' }]))
  assert.ok(
    !mayRestore(leuven, 'bo', [
      { body: 'leuven', role: 'handler' },
      { body: 'halle', role: 'reader' },
    ]),
  )
  assert.ok(!mayRestore(leuven, 'noor', [{ body: 'region-office', role: 'operator' }]))
  assert.ok(!mayRestore(operator, 'bo', [{ body: 'leuven', role: 'handler' }]))
  assert.ok(mayRestore(operator, 'an', [{ body: 'leuven', role: 'administrator' }]))
})
