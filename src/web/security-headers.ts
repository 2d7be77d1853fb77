import type { Config } from '#core/config.ts'
import type { Answer } from './route.ts'

/** Of a page whose script asks this server again, such as for a preview while somebody types. */
export function mayAskAgain(answer: Answer, config: Config): Answer {
  const policy = `${securityHeaders(config)['content-security-policy']}; connect-src 'self'`
  return { ...answer, headers: { ...answer.headers, 'content-security-policy': policy } }
}

/** Headers of every answer: nothing from outside, nothing inline, in no frame. OWASP Secure Headers, CSP level 3. */
export function securityHeaders(config: Config): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      // data: is for the icon of the square, which stands in each page.
      "img-src 'self' data:",
      "script-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Secret links must not travel to other sites; "no-referrer" would also blank the Origin of our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=()',
    ...(config.baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
