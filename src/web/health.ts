import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** `/health/live`: the process runs. `/health/ready`: the database answers too. `/metrics`: figures for Prometheus. */
export function serveHealth(server: FastifyInstance, parts: { ping: () => Promise<void>; metrics: Metrics }): void {
  server.get('/health/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  server.get('/health/ready', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    try {
      await parts.ping()
      return await reply.send({ status: 'ok', database: 'ok' })
    } catch {
      return reply.status(503).send({ status: 'unavailable', database: 'does not answer' })
    }
  })
  server.get('/metrics', async (_request, reply) =>
    reply.header('content-type', parts.metrics.contentType).send(await parts.metrics.text()),
  )
}
