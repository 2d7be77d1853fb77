import { hostname } from 'node:os'
import type { Services } from '#core/services.ts'
import { watchLevels } from './alerts/watch-levels.ts'
import { openBroker } from './ingest/mqtt/broker.ts'
import { joinBroker } from './ingest/mqtt/join-broker.ts'
import { closeLive } from './live/hub.ts'

/** Opens what is open besides HTTP: a broker, ours or that of others, and the watch over levels. */
export async function serve(services: Services): Promise<{ stop(): Promise<void> }> {
  const { mqttPort, mqttUrl: url, host, port } = services.config
  const broker =
    url !== undefined
      ? await joinBroker(services, { url, name: `${hostname()}-${port}` })
      : mqttPort === undefined
        ? undefined
        : await openBroker(services, { port: mqttPort, host })
  const watch = watchLevels(services)
  return {
    async stop() {
      closeLive(services)
      await watch.stop()
      await broker?.stop()
    },
  }
}
