import type { Config } from '#core/config.ts'
import { hostCookie, readHostCookie } from './cookie.ts'

/** How long a session lasts at most, used or not; the cookie goes with it. */
export const SESSION_SECONDS = 12 * 60 * 60
const NAME = 'session'

/** The `Set-Cookie` header that starts a session. */
export function sessionCookie(token: string, config: Pick<Config, 'baseUrl'>): string {
  return hostCookie(NAME, token, { seconds: SESSION_SECONDS, config })
}

/** The `Set-Cookie` header that ends a session in the browser. */
export function endedSessionCookie(config: Pick<Config, 'baseUrl'>): string {
  return hostCookie(NAME, '', { seconds: 0, config })
}

/** The session token in a `Cookie` header; undefined when there is none, or something that cannot be one. */
export function readSession(header: string | undefined, config: Pick<Config, 'baseUrl'>): string | undefined {
  const token = readHostCookie(header, NAME, config)
  return /^[\w-]{20,200}$/.test(token) ? token : undefined
}
