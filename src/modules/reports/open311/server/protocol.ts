import type { Localised } from '#core/i18n/catalog.ts'
import { Problem } from '#core/problem.ts'
import type { FieldError, Protocol } from '#web/route.ts'
import { languageOf } from './reader.ts'
import { answer, type Format, type Members } from './document.ts'

/** GeoReport v2 knows 400 for everything that is wrong with what was sent, and 403 for who sends it. */
function statusOf({ status }: Problem): number {
  return status === 422 ? 400 : status === 401 ? 403 : status
}

/** Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2): forms in, JSON or XML out, errors as `[{code, description}]`. */
export const open311: Protocol = {
  bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  failure(problem, { url, language: preferred, errors }) {
    const language = languageOf(/[?&]locale=([a-z]{2})/i.exec(url)?.[1], { language: preferred })
    const code = statusOf(problem)
    const words = [problem.title(language), problem.help?.(language)].filter((one) => one !== undefined)
    const descriptions = errors.length > 0 ? errors.map(describe) : [words.join(' ')]
    const value = descriptions.map((description): Members => ({ code, description }))
    const made = answer({ root: 'errors', value }, formatOf(url), code)
    const wait = problem.extensions['retryAfterSeconds']
    const headers = { ...made.headers, 'content-language': language }
    return { ...made, headers: typeof wait === 'number' ? { ...headers, 'retry-after': String(wait) } : headers }
  },
}

function describe({ field, message }: FieldError): string {
  return field === '' ? message : `${field}: ${message}`
}

/** The format that an address asks for; JSON where it does not say. */
export function formatOf(url: string): Format {
  return /\.xml(?:[?#]|$)/.test(url) ? 'xml' : 'json'
}

/** Something that is wrong with what was sent. `field` is its parameter. */
export function refusal(field: string, what: Localised, status = 400): Problem {
  const said: Localised = (language) => describe({ field, message: what(language) })
  return new Problem(`open311-${field}`, status, said)
}
