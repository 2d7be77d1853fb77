import compress from '@fastify/compress'
import etag from '@fastify/etag'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { readAssets, readIcon, serveAssets } from './assets.ts'
import { answerRequest } from './answer-request.ts'
import { serveHealth } from './health.ts'
import { parseForm } from './input/read-input.ts'
import { createMetrics } from './metrics.ts'
import type { Module } from './module.ts'
import { answerNoRoute } from './no-route.ts'
import { messages } from './problems/messages.ts'
import { generalProblem } from './problems/problem-answer.tsx'
import { sendFailure } from './send.ts'
import type { Protocol, Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { myFileRoutes } from './my-file/routes.tsx'
import { operatorRoutes } from './operator/routes.tsx'
import { retentionRoutes } from './retention/routes.tsx'
import { houseRoutes } from './house-routes.tsx'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the route, for what goes wrong before its handler is reached. */
    readonly protocol?: Protocol | undefined
  }
}

const DEFAULT_BODY_BYTES = 256 * 1024
const READS_PER_MINUTE = 600
const CHANGES_PER_MINUTE = 60

/** What the server is made of. */
export interface ServerParts {
  readonly modules: readonly Module[]
  readonly services: Services
  /** Whether the database answers, for `/health/ready`. */
  readonly ping: () => Promise<void>
  /** Whether invented content is shown; asked on every page. */
  readonly demoShown?: () => Promise<boolean>
}

/** What every request handler of the house knows. */
export interface House extends ServerParts {
  readonly assets: Readonly<Record<string, string>>
}

/** All addresses of the square: those of the capabilities and those of the house itself. */
export function allRoutes({ modules }: { modules: readonly Module[] }): Route[] {
  return [
    ...modules.flatMap((module) => [...module.routes]),
    ...houseRoutes(modules),
    ...operatorRoutes(modules),
    ...retentionRoutes(modules),
    ...myFileRoutes(modules),
  ]
}

/** Builds the HTTP server out of the routes of the modules. It listens only when told to. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log } = parts.services
  const metrics = createMetrics()
  const assets = readAssets()
  const house: House = {
    ...parts,
    assets: {
      ...Object.fromEntries([...assets].map(([name, { address }]) => [name, address])),
      'favicon.svg': readIcon(),
    },
  }
  const server = fastify({
    bodyLimit: DEFAULT_BODY_BYTES,
    genReqId: () => randomUUID(),
    // The nearest proxy only: what stood in the header before it came from whoever asked, and may be made up.
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop < 1 : false,
    // A slash at the end or a capital in an address must not lead to a dead end.
    routerOptions: { ignoreTrailingSlash: true },
    // An address that cannot be read meets no hook and no handler: it is answered like one that does not exist.
    frameworkErrors: (_error, request, reply) => {
      void reply.headers({ ...securityHeaders(config), 'x-request-id': request.id })
      sendFailure(generalProblem('not-found', 404), house, request, reply)
    },
  })

  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...securityHeaders(config), 'x-request-id': request.id })
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '(none)'
    const seconds = reply.elapsedTime / 1000
    metrics.observeRequest({ method: request.method, route, status: reply.statusCode, seconds })
    // The pattern, never the address itself: secret links and search words stay out of the log.
    log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, seconds })
  })
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseForm(String(body)))
  })
  server.setErrorHandler((error, request, reply) => sendFailure(error, house, request, reply))
  const routes = allRoutes(parts)
  server.setNotFoundHandler(answerNoRoute(house, routes))

  await server.register(etag, { weak: true })
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 512,
    // Events go out one by one: a compressor would keep them until it has enough.
    customTypes: /^(text\/(?!event-stream)|image\/svg|application\/(?:.*\+)?(?:json|xml|javascript))/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  })
  await server.register(multipart)
  if (config.rateLimits)
    await server.register(rateLimit, {
      global: false,
      errorResponseBuilder: () => generalProblem('too-many-requests', 429),
    })

  serveAssets(server, assets)
  serveHealth(server, { ping: parts.ping, metrics })
  for (const route of routes) addRoute(server, house, route)
  return server
}

function addRoute(server: FastifyInstance, house: House, route: Route): void {
  const max = route.perMinute ?? (route.method === 'GET' ? READS_PER_MINUTE : CHANGES_PER_MINUTE)
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyBytes ?? DEFAULT_BODY_BYTES,
    config: { rateLimit: { max, timeWindow: '1 minute' }, protocol: route.protocol },
    onRequest: async (request) => refuseOtherBodies(route, request),
    handler: (request: FastifyRequest, reply: FastifyReply) => answerRequest(house, route, request, reply),
  })
}

/** A protocol takes forms: anything else would be read as a form in which nothing was filled in. */
function refuseOtherBodies({ method, protocol }: Route, request: FastifyRequest): void {
  const type = request.headers['content-type']
  if (protocol === undefined || method === 'GET' || type === undefined) return
  if (protocol.bodyTypes.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) return
  const help = messages.say('sendAs', { types: protocol.bodyTypes.join(', ') })
  throw new Problem('unsupported-content-type', 415, messages.say('unsupportedType'), { help })
}
