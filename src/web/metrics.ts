import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** Figures of this process in the Prometheus text format; never about one person. */
export interface Metrics {
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void
  text(): Promise<string>
  readonly contentType: string
}

/** Starts counting. One per server, so that tests can run several beside each other. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    observeRequest: ({ method, route, status, seconds }) =>
      duration.observe({ method, route, status: String(status) }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
