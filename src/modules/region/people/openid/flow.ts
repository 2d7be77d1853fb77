import { z } from 'zod'
import { LANGUAGES } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'

type Address = Pick<Services['config'], 'baseUrl'>

const MINUTES = 10
const PURPOSE = 'openid-flow'

/** A sign-in that is under way. Only the browser that began it can end it: it carries this, sealed. */
export interface Flow {
  readonly provider: string
  readonly state: string
  readonly nonce: string
  /** PKCE (RFC 7636): proves to the provider that who asks for the token also began. */
  readonly verifier: string
  readonly language: (typeof LANGUAGES)[number]
  /** The person of the staff who connects an account; null when somebody signs in. */
  readonly connects: string | null
}

const Sealed = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  language: z.enum(LANGUAGES),
  connects: z.string().nullable(),
  expiresAt: z.number(),
})

/** The `Set-Cookie` header that carries a sign-in to the provider and back, for ten minutes. */
export function flowCookie(flow: Flow, { seal, clock, config }: Pick<Services, 'seal' | 'clock' | 'config'>): string {
  const expiresAt = clock().add({ minutes: MINUTES }).epochMilliseconds
  return cookie(seal(PURPOSE, JSON.stringify({ ...flow, expiresAt })), MINUTES * 60, config)
}

/** The `Set-Cookie` header that ends it in the browser. */
export function endedFlowCookie(config: Address): string {
  return cookie('', 0, config)
}

/** The sign-in that a `Cookie` header carries; undefined when there is none, it took too long, or it is not ours. */
export function readFlow(
  header: string | undefined,
  { unseal, clock, config }: Pick<Services, 'unseal' | 'clock' | 'config'>,
): Flow | undefined {
  const start = `${cookieName(config)}=`
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(start))
  const text = unseal(PURPOSE, found?.slice(start.length) ?? '')
  if (text === undefined) return undefined
  const read = Sealed.safeParse(JSON.parse(text))
  if (!read.success) return undefined
  const { expiresAt, ...flow } = read.data
  return clock().epochMilliseconds < expiresAt ? flow : undefined
}

/** `Lax`, since the provider sends people back from another site; see `#web/session.ts` for the name. */
function cookie(value: string, seconds: number, config: Address): string {
  const secure = isSecure(config) ? '; Secure' : ''
  return `${cookieName(config)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function cookieName(config: Address): string {
  return isSecure(config) ? '__Host-openid' : 'openid'
}

function isSecure({ baseUrl }: Address): boolean {
  return baseUrl.startsWith('https:')
}
