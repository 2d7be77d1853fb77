import { z } from 'zod'
import { LANGUAGES } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { hostCookie, readHostCookie } from '#web/cookie.ts'

type Address = Pick<Services['config'], 'baseUrl'>

const MINUTES = 10
const PURPOSE = 'openid-flow'
const NAME = 'openid'

/** A sign-in that is under way. Only the browser that began it can end it: it carries this, sealed. */
export interface Flow {
  readonly provider: string
  readonly state: string
  readonly nonce: string
  /** PKCE (RFC 7636): proves to the provider that who asks for the token also began. */
  readonly verifier: string
  readonly language: (typeof LANGUAGES)[number]
  /** The person or resident who connects an account; null when somebody signs in. */
  readonly connects: string | null
  /** Where to go afterwards; empty for the usual page. */
  readonly next: string
}

const Sealed = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  language: z.enum(LANGUAGES),
  connects: z.string().nullable(),
  next: z.string(),
  expiresAt: z.number(),
})

/** The `Set-Cookie` header that carries a sign-in to the provider and back, for ten minutes. */
export function flowCookie(flow: Flow, { seal, clock, config }: Pick<Services, 'seal' | 'clock' | 'config'>): string {
  const expiresAt = clock().add({ minutes: MINUTES }).epochMilliseconds
  return hostCookie(NAME, seal(PURPOSE, JSON.stringify({ ...flow, expiresAt })), { seconds: MINUTES * 60, config })
}

/** The `Set-Cookie` header that ends it in the browser. */
export function endedFlowCookie(config: Address): string {
  return hostCookie(NAME, '', { seconds: 0, config })
}

/** The sign-in that a `Cookie` header carries; undefined when there is none, it took too long, or it is not ours. */
export function readFlow(
  header: string | undefined,
  { unseal, clock, config }: Pick<Services, 'unseal' | 'clock' | 'config'>,
): Flow | undefined {
  const text = unseal(PURPOSE, readHostCookie(header, NAME, config))
  if (text === undefined) return undefined
  const read = Sealed.safeParse(JSON.parse(text))
  if (!read.success) return undefined
  const { expiresAt, ...flow } = read.data
  return clock().epochMilliseconds < expiresAt ? flow : undefined
}
