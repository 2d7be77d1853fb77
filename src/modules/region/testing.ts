import { openTestDatabase } from '#core/database/testing.ts'
import { openTestServices } from '#core/testing.ts'
import { TEST_NOW } from '#web/testing.ts'
import { region } from './module.ts'

/** The facts of the region in a fresh database, some time after the merger of 2025. For the tests of this capability. */
export async function openTestRegion() {
  const database = await openTestDatabase([{ module: region.name, folder: region.folder }])
  const services = await openTestServices(database.sql, { now: TEST_NOW.toString() })
  await region.prepare?.(services)
  return {
    services,
    async close() {
      services.close()
      await database.close()
    },
  }
}
