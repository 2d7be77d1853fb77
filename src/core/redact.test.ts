import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { redact, redactedError, withoutSecrets } from './redact.ts'

test('addresses of people are taken out, however they are written', () => {
  assert.equal(redact('550 <an.peeters@example.be> unknown'), '550 <[e-mail]> unknown')
  assert.equal(redact('email=an+plein%40example.be&x=1'), 'email=[e-mail]&x=1')
})

test('tokens of links and sessions are taken out, wherever they stand', () => {
  // The tokens of the house: links (16 bytes), sessions (32 bytes), follow links (a number and 22 characters).
  const chance = (index: number) => createHash('sha256').update(String(index)).digest()
  const tokens = Array.from({ length: 2000 }, (_, index) =>
    chance(index)
      .subarray(0, index % 2 === 0 ? 16 : 32)
      .toString('base64url'),
  )
  const left = tokens.filter((token) => redact(`GET /nl/sign-in/${token} failed`).includes(token))
  assert.deepEqual(left, [])
  assert.equal(redact('secret 1004-AbCdEfGhIjKlMnOpQrStUv'), 'secret [secret]')
})

test('paths of web addresses and passwords in addresses are taken out', () => {
  assert.equal(redact('at https://plein.example/nl/sign-in/x?y=z now'), 'at https://plein.example/… now')
  assert.equal(redact('smtp://streek:geheim@mail.example:587'), 'smtp://streek:[secret]@mail.example:587')
})

test('names in code and ids of records stay readable', () => {
  const text =
    'connectionTimeoutMillis reporter_forgotten_at 0197a000-0000-7000-8000-000000000001 reports.forget-reporters'
  assert.equal(redact(text), text)
})

test('of an error of the database the values are gone, and the names of the schema stay', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "resident_email_key"'), {
    code: '23505',
    detail: 'Key (email)=(an@example.be) already exists.',
    where: 'COPY resident, line 1',
    parameters: ['An Peeters'],
    constraint: 'resident_email_key',
    table: 'resident',
  })
  const kept = redactedError(error)
  assert.equal(kept.code, '23505')
  assert.equal(kept.constraint, 'resident_email_key')
  assert.match(kept.message, /"resident_email_key"/)
  assert.doesNotMatch(JSON.stringify(kept), /an@example|Peeters|COPY/)
})

test('a value that the database could not read is not repeated', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: "An Peeters"'), { code: '22P02' })
  const kept = redactedError(new Error('The report was not found.', { cause: error }))
  assert.equal(kept.cause?.message, 'invalid input syntax for type uuid: [value]')
  assert.doesNotMatch(JSON.stringify(kept), /Peeters/)
})

test('what a text of JSON held is not repeated', () => {
  const read = () => JSON.parse('{"name": An Peeters}') as unknown
  assert.throws(read, (error) => !JSON.stringify(redactedError(error)).includes('Peeters'))
})

test('an error for a library that keeps everything holds nothing but its redacted self', () => {
  const error = Object.assign(new Error('refused: an@example.be'), { response: '550 an@example.be', rejected: ['an'] })
  const clean = withoutSecrets(error)
  assert.ok(!('response' in clean) && !('rejected' in clean))
  assert.doesNotMatch(`${clean.message} ${clean.stack}`, /an@example/)
})
