import { openTestDatabase } from '#core/database/testing.ts'
import { openTestServices } from '#core/testing.ts'
import { createServer } from '#web/server.ts'
import { region } from './module.ts'

/** The facts of the region in a fresh database, some time after the merger of 2025. For the tests of this capability. */
export async function openTestRegion() {
  const database = await openTestDatabase([{ module: region.name, folder: region.folder }])
  const services = await openTestServices(database.sql, { now: '2026-03-02T11:00:00Z' })
  await region.prepare?.(services)
  return {
    services,
    async close() {
      services.close()
      await database.close()
    },
  }
}

/** The same behind the real server, with the demonstration. */
export async function openTestSquare() {
  const { services, close } = await openTestRegion()
  await region.demo?.fill(services)
  const server = await createServer({ modules: [region], services, ping: async () => {}, demoShown: async () => true })
  return {
    services,
    server,
    async close() {
      await server.close()
      await close()
    },
  }
}
