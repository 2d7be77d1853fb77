import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicNumber, isReachable } from './reachable.ts'

test('numbers of this machine, of networks inside and of special use are not public', () => {
  for (const inside of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.7',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'ff02::1',
    '',
    'localhost',
    '999.1.1.1',
  ])
    assert.equal(isPublicNumber(inside), false, inside)
  for (const outside of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '193.190.1.1', '2a02:1800::1', '::ffff:1.1.1.1'])
    assert.equal(isPublicNumber(outside), true, outside)
})

test('an address of a public square is a name over https, without anything hidden in it', () => {
  const config = { baseUrl: 'https://plein.example' }
  for (const wrong of [
    'http://example.be',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost/',
    'https://user:secret@example.be/',
    'file:///etc/passwd',
    'gopher://example.be',
    'nonsense',
  ])
    assert.equal(isReachable(wrong, config), false, wrong)
  assert.equal(isReachable('https://meldingen.example.be:8443/open311', config), true)
})
