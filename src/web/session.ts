import type { Config } from '#core/config.ts'

/** How long a session lasts at most, used or not; the cookie goes with it. */
export const SESSION_SECONDS = 12 * 60 * 60

/**
 * The `Set-Cookie` header that starts a session. Over HTTPS the name starts with `__Host-`: then browsers only keep it
 * with `Secure`, `Path=/` and no domain, so that no other host can plant one (RFC 6265bis §4.1.3.2).
 */
export function sessionCookie(token: string, config: Pick<Config, 'baseUrl'>): string {
  return cookie(token, config, SESSION_SECONDS)
}

/** The `Set-Cookie` header that ends a session in the browser. */
export function endedSessionCookie(config: Pick<Config, 'baseUrl'>): string {
  return cookie('', config, 0)
}

/** The session token in a `Cookie` header; undefined when there is none, or something that cannot be one. */
export function readSession(header: string | undefined, config: Pick<Config, 'baseUrl'>): string | undefined {
  const start = `${cookieName(config)}=`
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(start))
  const token = found?.slice(start.length) ?? ''
  return /^[\w-]{20,200}$/.test(token) ? token : undefined
}

function cookie(value: string, config: Pick<Config, 'baseUrl'>, seconds: number): string {
  const secure = isSecure(config) ? '; Secure' : ''
  return `${cookieName(config)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function cookieName(config: Pick<Config, 'baseUrl'>): string {
  return isSecure(config) ? '__Host-session' : 'session'
}

function isSecure({ baseUrl }: Pick<Config, 'baseUrl'>): boolean {
  return baseUrl.startsWith('https:')
}
