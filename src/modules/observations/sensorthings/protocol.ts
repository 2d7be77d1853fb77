import type { Language } from '#core/i18n/language.ts'
import type { Problem } from '#core/problem.ts'
import { json } from '#web/answer.ts'
import type { Protocol } from '#web/route.ts'
import type { Told } from './read.ts'

/** OGC SensorThings API 1.1: JSON in and out, errors as `{code, type, message}`. Who writes proves it by a key in a header. */
export const sensorThings: Protocol = {
  bodyTypes: ['application/json'],
  wholeBody: 'body',
  failure(problem, { language, errors }) {
    const told = failureOf(problem, language)
    const message = errors.map(({ field, message: words }) => `${field}: ${words}`).join('; ')
    const body = { ...(told.json as object), ...(message !== '' && { message }) }
    return { ...json(body, told.status), headers: { ...json(body).headers, ...told.headers } }
  },
}

/** A problem as SensorThings tells it. */
export function failureOf(problem: Problem, language: Language): Told {
  const { status, code } = problem
  const headers: Record<string, string> = { 'content-language': language }
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="sensorthings"'
  return {
    status: status === 422 ? 400 : status,
    json: { code: status === 422 ? 400 : status, type: code, message: problem.title(language) },
    headers,
  }
}
