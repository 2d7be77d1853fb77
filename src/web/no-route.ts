import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES } from '#core/i18n/language.ts'
import { generalProblem } from './problems/problem-answer.tsx'
import type { Route } from './route.ts'
import { requestLanguage, sendAnswer, sendFailure } from './send.ts'
import type { House } from './server.ts'

/**
 * Answers what no route takes: 404, or 405 with what may be asked (RFC 9110 §15.5.6) when the address is there for other methods. In the form
 * of the protocol that owns the address, if one does.
 */
export function answerNoRoute(
  house: House,
  routes: readonly Route[],
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  const patterns = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }))
  return (request, reply) => {
    const [path = ''] = request.url.split('?')
    const fitting = patterns.filter(({ pattern }) => pattern.test(path))
    // What takes all the rest of an address does not say that something is there.
    const there = fitting.filter((one) => !one.path.endsWith('*'))
    const methods = [...new Set(there.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
    if (methods.length > 0) void reply.header('allow', methods.toSorted().join(', '))
    const problem = methods.length > 0 ? generalProblem('method-not-allowed', 405) : generalProblem('not-found', 404)
    const protocol = fitting.find((one) => one.protocol !== undefined)?.protocol
    if (protocol === undefined) return sendFailure(problem, house, request, reply)
    const asked = { url: request.url, language: requestLanguage(request), errors: [] }
    return sendAnswer(protocol.failure(problem, asked), request, reply)
  }
}

/** The addresses of a path such as `/:language/reports/:number`, with or without a slash at the end. */
function patternOf(path: string): RegExp {
  const parts = path.split(/(:\w+|\*)/).map((part) => {
    if (part === ':language') return `(?:${LANGUAGES.join('|')})`
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : RegExp.escape(part)
  })
  return new RegExp(`^${parts.join('')}/?$`)
}
