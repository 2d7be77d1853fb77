import {
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Config } from '#core/config.ts'
import type { Services } from '#core/services.ts'
import { Problem } from '#core/problem.ts'
import { messages } from '../../messages/messages.ts'
import { newChallenge, readChallenge, spentName } from './challenge.ts'
import { addPasskey, findPasskey, listPasskeys, spendChallenge, usePasskey } from './passkey-store.ts'

type Needs = Pick<Services, 'sql' | 'clock' | 'sign' | 'config'>

const SIGN_IN = 'sign-in'
/** COSE numbers of EdDSA, ES256 and RS256: one of these is in every device (WebAuthn §5.8.5). */
const ALGORITHMS = [-8, -7, -257]
/** A credential in JSON is some 1.5 kB; RSA keys and long ids make it larger. */
const MOST_CREDENTIAL_CHARACTERS = 16_000
/** Two passkeys are asked for: who loses one still gets in. */
export const WANTED_PASSKEYS = 2

/** What a form with `data-passkey` sends: the token of the challenge, and what the browser answered, as JSON. */
export const PasskeyAnswer = z.object({
  challenge: z.string().max(300),
  credential: z
    .string({ error: 'passkey.needsScript' })
    .min(1, { error: 'passkey.needsScript' })
    .max(MOST_CREDENTIAL_CHARACTERS),
})

const base64url = z
  .string()
  .max(8000)
  .regex(/^[\w-]*$/)
/** What browsers give, as JSON (WebAuthn Level 3 §5.1.8). What we do not read is left out. */
const Assertion = z.object({
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})
const Attestation = z.object({
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
})

/** What a form with `data-passkey` needs: the options for the browser, and the token of the challenge. */
export interface PasskeyQuestion {
  /** JSON for `navigator.credentials.get` or `create`, binary members as base64url. */
  readonly options: string
  readonly token: string
}

/** The question with which anybody signs in: the browser offers the passkeys that it has for this square. */
export function signInQuestion(services: Pick<Needs, 'clock' | 'sign' | 'config'>): PasskeyQuestion {
  const { challenge, token } = newChallenge(SIGN_IN, services)
  const rpId = relyingParty(services.config).id
  return { options: JSON.stringify({ challenge, rpId, userVerification: 'required', timeout: 120_000 }), token }
}

/** The question with which somebody makes a passkey on this device. */
export async function newPasskeyQuestion(
  services: Needs,
  person: { readonly id: string; readonly name: string },
): Promise<PasskeyQuestion> {
  const { challenge, token } = newChallenge(`add ${person.id}`, services)
  const known = await listPasskeys(services.sql, person.id)
  const options = await generateRegistrationOptions({
    rpName: 'Streekplein',
    rpID: relyingParty(services.config).id,
    userName: person.name,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id)),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: 120_000,
  })
  return { options: JSON.stringify(options), token }
}

/**
 * Who answered the question to sign in: the id of the person. Call it in the transaction that starts the session. A wrong,
 * old or repeated answer is the `Problem` `passkey-refused` (403), which does not say why.
 */
export async function checkAssertion(services: Needs, token: string, credential: string): Promise<string> {
  const { sql, clock, config } = services
  const asked = readChallenge(SIGN_IN, token, services)
  const read = readJson(Assertion, credential)
  if (asked === undefined || read === undefined) throw refused()
  if (!(await spendChallenge(sql, spentName(asked.challenge), asked.expiresAt))) throw refused()
  const passkey = await findPasskey(sql, read.id)
  if (passkey === undefined) throw refused()
  const { userHandle } = read.response
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== passkey.person) throw refused()

  const { id, origin } = relyingParty(config)
  const response: AuthenticationResponseJSON = { ...read, clientExtensionResults: {} }
  const { id: credentialId, publicKey, counter } = passkey
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: { id: credentialId, publicKey, counter },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw refused(error)
  })
  if (!checked.verified) throw refused()
  if (!(await usePasskey(sql, credentialId, checked.authenticationInfo.newCounter, clock()))) throw refused()
  return passkey.person
}

/**
 * Keeps a passkey that somebody made. Call it in a transaction. A wrong, old or repeated answer, or a passkey that is known
 * already, is the `Problem` `passkey-refused` (403).
 */
export async function keepPasskey(
  services: Needs,
  { person, token, credential, name }: { person: string; token: string; credential: string; name: string },
): Promise<void> {
  const { sql, clock, config } = services
  const asked = readChallenge(`add ${person}`, token, services)
  const read = readJson(Attestation, credential)
  if (asked === undefined || read === undefined) throw refused()
  if (!(await spendChallenge(sql, spentName(asked.challenge), asked.expiresAt))) throw refused()
  const { id, origin } = relyingParty(config)
  const { clientDataJSON, attestationObject, transports } = read.response
  const response: RegistrationResponseJSON = {
    ...read,
    response: { clientDataJSON, attestationObject, transports },
    clientExtensionResults: {},
  }
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw refused(error)
  })
  if (registrationInfo === undefined) throw refused()
  const { credential: made } = registrationInfo
  const passkey = { id: made.id, publicKey: made.publicKey, counter: made.counter, transports, name, person }
  if (!(await addPasskey(sql, { ...passkey, createdAt: clock() }))) throw refused()
}

/** Who the passkeys are for (WebAuthn "relying party"): the host of the public address, and the origin that must have asked. */
function relyingParty({ baseUrl }: Pick<Config, 'baseUrl'>): { id: string; origin: string } {
  const { hostname, origin } = new URL(baseUrl)
  return { id: hostname, origin }
}

function readJson<Shape extends z.ZodType>(shape: Shape, text: string): z.output<Shape> | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function refused(cause?: unknown): Problem {
  return new Problem('passkey-refused', 403, messages.say('passkey.refused'), {
    cause,
    help: messages.say('passkey.refusedHelp'),
  })
}
