import assert from 'node:assert/strict'
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { region } from '../../module.ts'
import { addStaff } from '../../public.ts'
import { giveRole } from '../store.ts'
import { addAccount } from './account-store.ts'
import { addTestProvider, BASE_URL, CALLBACK, openIdentityProvider, type IdentityProvider } from './testing.ts'

const LEUVEN_ONLY = '/nl/region/24062/tracks/reports'
const HALLE_ONLY = '/nl/region/23027/tracks/reports'

/** A device with one passkey (WebAuthn §6.1, §6.5): makes it without attestation, and signs with it. */
function openDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array<ArrayBuffer>>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  )
  const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
  const head = (flags: number) => Buffer.concat([hash(new URL(BASE_URL).hostname), Buffer.from([flags, 0, 0, 0, 0])])
  const client = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin: BASE_URL }))
  const envelope = (response: Record<string, string>) =>
    JSON.stringify({ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', response })
  return {
    make(challenge: string): string {
      const authData = Buffer.concat([head(0x45), Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const attestation = new Map<string, string | Map<string, string> | Uint8Array<ArrayBuffer>>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ])
      return envelope({
        clientDataJSON: client('webauthn.create', challenge).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
      })
    },
    use(challenge: string): string {
      const clientData = client('webauthn.get', challenge)
      const signed = Buffer.concat([head(0x05), hash(clientData)])
      return envelope({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: head(0x05).toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
      })
    },
  }
}

function questionOf(html: string) {
  const token = /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const challenge = /&quot;challenge&quot;:&quot;([\w-]+)&quot;/.exec(html)?.[1] ?? ''
  return { token, challenge }
}

describe('a session that the provider of one body started', () => {
  let square: TestSquare
  let provider: IdentityProvider

  before(async () => {
    square = await openTestSquare([region], { config: { baseUrl: BASE_URL } })
    provider = await openIdentityProvider(async (issuer) => {
      await addTestProvider(square, { id: 'halle', issuer, clientId: 'halle', body: 'halle' })
      return [{ redirect_uris: [CALLBACK], client_secret: 'a-secret-that-nobody-may-read', client_id: 'halle' }]
    })
  })
  after(async () => {
    await provider.close()
    await square.close()
  })

  test('makes no key that opens another body', async () => {
    const { sql, clock } = square.services
    const role = 'administrator' as const
    const gert = await addStaff(square.services, { name: 'Gert', email: null, body: 'leuven', role })
    await giveRole(sql, { person: gert, body: 'halle', role })
    const account = { provider: 'halle', subject: 'gert', person: gert, resident: null, mapped: false }
    await addAccount(sql, account, clock())

    const inside = square.visitor()
    const start = await inside.get('/nl/sign-in/openid/halle')
    const back = await provider.visit(start.headers.location ?? '', 'gert')
    await inside.get(back.slice(BASE_URL.length))
    assert.equal((await inside.get(HALLE_ONLY)).statusCode, 200)
    assert.equal((await inside.get(LEUVEN_ONLY)).statusCode, 403)

    const device = openDevice()
    const asked = questionOf((await inside.get('/nl/account')).body)
    const credential = device.make(asked.challenge)
    const made = await inside.post('/nl/account/passkeys', { challenge: asked.token, credential, name: 'Device' })
    const outside = square.visitor()
    const door = questionOf((await outside.get('/nl/sign-in')).body)
    await outside.post('/nl/sign-in/passkey', {
      challenge: door.token,
      credential: device.use(door.challenge),
    })
    const leuven = await outside.get(LEUVEN_ONLY)
    assert.equal(leuven.statusCode, 401)
    assert.equal(made.statusCode, 403)
    assert.match(made.body, /dienst van één bestuur/)
    assert.doesNotMatch((await inside.get('/nl/account')).body, /data-passkey="create"/)
  })
})
