import type { Config } from '#core/config.ts'

type Public = Pick<Config, 'baseUrl'>

/**
 * A `Set-Cookie` header that no script reads, kept for so many seconds; 0 makes the browser forget it. Over HTTPS the name
 * starts with `__Host-`: then browsers only keep it with `Secure`, `Path=/` and no domain, so that no other host can plant one
 * (RFC 6265bis §4.1.3.2). `Lax`, so that it comes along when somebody arrives by a link.
 */
export function hostCookie(
  name: string,
  value: string,
  { seconds, config }: { seconds: number; config: Public },
): string {
  const secure = isSecure(config) ? '; Secure' : ''
  return `${fullName(name, config)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

/** The value of a cookie of `hostCookie` in a `Cookie` header; empty when it is not there. */
export function readHostCookie(header: string | undefined, name: string, config: Public): string {
  const start = `${fullName(name, config)}=`
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(start))
  return found?.slice(start.length) ?? ''
}

function fullName(name: string, config: Public): string {
  return isSecure(config) ? `__Host-${name}` : name
}

function isSecure({ baseUrl }: Public): boolean {
  return baseUrl.startsWith('https:')
}
