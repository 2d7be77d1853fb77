import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLanguage, preferredLanguage, type Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { wantsData } from './machine-face.ts'
import { renderPage } from './page.tsx'
import { brokenPage, generalProblem, problemDocument, problemPage } from './problems/problem-answer.tsx'
import type { Answer } from './route.ts'
import type { House } from './server.ts'
import type { View } from './view.ts'
import { makeView } from './make-view.ts'

/** Puts an answer on the wire. */
export function sendAnswer(answer: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.status(answer.status).headers({ 'cache-control': 'no-cache', ...answer.headers })
  const { body } = answer
  if (typeof body === 'object' && 'type' in body && 'props' in body) return reply.send(renderPage(body))
  return reply.send(request.method === 'HEAD' ? undefined : body)
}

/** The language of a request: the first word of a page's path, else what the browser prefers. */
export function requestLanguage(request: FastifyRequest): Language {
  const [, first] = request.url.split(/[/?]/)
  return isLanguage(first) ? first : preferredLanguage(request.headers['accept-language'])
}

/** Whether a page is expected, and not a document for machines. */
export function wantsPage(request: FastifyRequest): boolean {
  const [, first] = request.url.split(/[/?]/)
  return (
    (isLanguage(first) && !wantsData(request)) ||
    (!/^\/(api|open311|sensorthings)\b/.test(request.url) && /text\/html/.test(request.headers.accept ?? ''))
  )
}

/**
 * Answers a failure: a problem as what it is; a bug is logged once and shown calmly. `known` is the view of the request, when
 * it came that far: somebody who signed in stays so on a page that does not exist.
 */
export function sendFailure(
  thrown: unknown,
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  known?: View,
): FastifyReply {
  const error = foreseen(thrown)
  const language = requestLanguage(request)
  const asked = { url: request.url, language, errors: [] }
  const view = known ?? makeView(house, request, { language, visitor: undefined, demo: false })
  const { protocol } = request.routeOptions.config
  if (!(error instanceof Problem)) {
    house.services.log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'unforeseen error')
    if (protocol) return sendAnswer(protocol.failure(generalProblem('internal-error', 500), asked), request, reply)
    const answer = wantsPage(request)
      ? brokenPage(view, request.id)
      : problemDocument(generalProblem('internal-error', 500), { language, requestId: request.id })
    return sendAnswer(answer, request, reply)
  }
  const answer = protocol
    ? protocol.failure(error, asked)
    : wantsPage(request)
      ? problemPage(error, view)
      : problemDocument(error, { language, requestId: request.id })
  const retryAfter = error.extensions['retryAfterSeconds']
  if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter)
  return sendAnswer(answer, request, reply)
}

/** Turns what Fastify and its plugins throw into the problem that it is; what we did not foresee stays as it is. */
function foreseen(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 413) return generalProblem('body-too-large', 413, error)
  if (status === 415) return generalProblem('unsupported-content-type', 415, error)
  if (status === 429) return generalProblem('too-many-requests', 429, error)
  if (status >= 400 && status < 500) return generalProblem('bad-request', status, error)
  return error
}
