import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { json } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type Method, type Route } from '#web/route.ts'
import { ASKER, askerSign } from '../ingest/pull/asker-sign.ts'
import { useKey } from '../keys/use-key.ts'
import { messages } from '../messages.ts'
import { answerBatch } from './batch.ts'
import { failureOf, sensorThings } from './protocol.ts'
import { explained, read, type Told } from './read.ts'
import { write, type Surroundings } from './write/write.ts'

/** Where SensorThings begins. */
export const ROOT = '/sensorthings/v1.1'

const Input = z.looseObject({ '*': z.string().max(8000).default('') })

const BODY_BYTES = 16 * 1024 * 1024
/** Keys have limits of their own; from one network thousands of devices may send. */
const WRITES_PER_MINUTE = 1_000_000
const READS_PER_MINUTE = 6000

/** The SensorThings API 1.1: read by anyone, written with a key. */
export const sensorThingsRoutes: readonly Route[] = [
  reading(ROOT, 'The sets of entities of SensorThings 1.1'),
  reading(`${ROOT}/*`, 'Entities of SensorThings 1.1, with its query options'),
  writing('POST', 'Make an entity, CreateObservations, $batch'),
  writing('PATCH', 'Change a part of an entity'),
  writing('PUT', 'Change an entity as a whole'),
  writing('DELETE', 'Remove an entity'),
]

function reading(path: string, summary: string): Route {
  return route({
    method: 'GET',
    path,
    summary,
    may: 'anyone',
    protocol: sensorThings,
    perMinute: READS_PER_MINUTE,
    input: Input,
    handle: async (_input, context) => {
      const { path: asked, search } = context.view
      const root = rootOf(context)
      refuseOurselves(context)
      return answerOf(
        await read(context, {
          root,
          path: asked.slice(ROOT.length).replace(/^\/|\/$/g, ''),
          query: search.slice(1),
          network: context.caller.network,
        }),
      )
    },
  })
}

function writing(method: Exclude<Method, 'GET'>, summary: string): Route {
  return route({
    method,
    path: `${ROOT}/*`,
    summary,
    may: 'anyone',
    protocol: sensorThings,
    perMinute: WRITES_PER_MINUTE,
    bodyBytes: BODY_BYTES,
    input: Input,
    handle: async ({ body }, context) => {
      const path = context.view.path.slice(ROOT.length + 1)
      const around: Surroundings = {
        services: context,
        root: rootOf(context),
        network: context.caller.network,
        keyFor: (scope) => useKey(context.caller.header('authorization'), scope, context),
      }
      try {
        if (method === 'POST' && path === '$batch') return answerOf(await answerBatch(around, body, failing(context)))
        return answerOf(await write(around, { method, path, body }))
      } catch (error) {
        throw explained(error)
      }
    },
  })
}

/** A connector that leads back to this square, by whatever name, would fetch what is here for ever. */
function refuseOurselves({ caller, sign }: Context): void {
  if (caller.header(ASKER) === askerSign({ sign }))
    throw new Problem('sensorthings-loop', 508, messages.say('error.loop'))
}

function rootOf({ config }: Context): string {
  return `${config.baseUrl}${ROOT}`
}

/** Within a batch each failure is an answer of its own; what nobody foresaw is logged. */
function failing({ language, log, requestId }: Context): (error: unknown) => Told {
  return (thrown) => {
    const error = explained(thrown)
    if (error instanceof Problem) return failureOf(error, language)
    log.error({ requestId, err: error }, 'unforeseen error in a batch')
    return failureOf(generalProblem('internal-error', 500), language)
  }
}

function answerOf({ status, json: document, text, headers = {} }: Told): Answer {
  if (document !== undefined) {
    const answer = json(document, status)
    return { ...answer, headers: { ...answer.headers, ...headers } }
  }
  return {
    status,
    headers: text === undefined ? headers : { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body: text,
  }
}
