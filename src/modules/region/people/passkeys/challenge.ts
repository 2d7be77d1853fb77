import { createHash, randomBytes } from 'node:crypto'
import type { Services } from '#core/services.ts'
import { sameText } from '#core/signing.ts'

/** WebAuthn §13.4.3 asks for at least 16 bytes. */
const CHALLENGE_BYTES = 32
const VALID_MINUTES = 10

type Needs = Pick<Services, 'sign' | 'clock'>

/** A challenge for a browser. `token` stands in the form: it proves that the challenge is ours, so nothing is kept for it. */
export interface Challenge {
  /** Base64url. */
  readonly challenge: string
  readonly token: string
}

/** Makes a challenge for one purpose, such as `sign-in`, good for ten minutes. */
export function newChallenge(purpose: string, { sign, clock }: Needs): Challenge {
  const challenge = randomBytes(CHALLENGE_BYTES).toString('base64url')
  const expires = clock().add({ minutes: VALID_MINUTES }).epochMilliseconds
  return { challenge, token: `${challenge}.${expires}.${sign(purposeOf(purpose), `${challenge}.${expires}`)}` }
}

/** The challenge of a token that was made here, for this purpose, and has not expired. */
export function readChallenge(
  purpose: string,
  token: string,
  { sign, clock }: Needs,
): { readonly challenge: string; readonly expiresAt: Temporal.Instant } | undefined {
  const [, challenge = '', expires = '', signature = ''] = /^([\w-]{43})\.(\d{1,15})\.([\w-]+)$/.exec(token) ?? []
  if (!sameText(signature, sign(purposeOf(purpose), `${challenge}.${expires}`))) return undefined
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(Number(expires))
  return Temporal.Instant.compare(expiresAt, clock()) > 0 ? { challenge, expiresAt } : undefined
}

/** Under what a challenge that was answered is remembered, so that the answer counts once. */
export function spentName(challenge: string): string {
  return createHash('sha256').update(challenge).digest('hex')
}

function purposeOf(purpose: string): string {
  return `passkey-challenge ${purpose}`
}
