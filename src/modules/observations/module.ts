import type { Module } from '#web/module.ts'
import { connectionRoutes } from './ingest/connections/routes.tsx'
import { lorawanRoutes } from './ingest/lorawan/routes.ts'
import { pullJob } from './ingest/pull/jobs.ts'
import { openBroker } from './ingest/mqtt/broker.ts'
import { observationsImporter } from './ingest/files/import-observations.ts'
import { apiRoutes } from './api-routes.ts'
import { personalData, retention } from './keeping.ts'
import { deviceKeyRoutes } from './keys/routes.ts'
import { messages as ingest } from './ingest/messages.ts'
import { messages } from './messages.ts'
import { rollUp } from './roll-up/job.ts'
import { sensorThingsRoutes } from './sensorthings/routes.ts'
import { fillVocabulary } from './vocabulary/fill.ts'
import { readyComingMonths } from './store/ready-months.ts'

/** Sensors: what is measured in the region, and what others measure of it. */
export const observations: Module = {
  name: 'observations',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [...sensorThingsRoutes, ...deviceKeyRoutes, ...apiRoutes, ...lorawanRoutes, ...connectionRoutes],
  personalData,
  retention,
  menu: [
    { path: '/staff/sensor-keys', label: messages.say('keys.title'), may: 'keys.administer', isSetting: true },
    { path: '/staff/sensor-connectors', label: ingest.say('title'), may: 'keys.administer', isSetting: true },
  ],
  jobs: [
    {
      name: 'observations.ready-months',
      schedule: '30 2 * * *',
      run: (_payload, { sql, clock }) => readyComingMonths(sql, clock()),
    },
    rollUp,
    pullJob,
  ],
  serve: async (services) => {
    const { mqttPort: port, host } = services.config
    return port === undefined ? undefined : openBroker(services, { port, host })
  },
  importers: [observationsImporter],
  async prepare(services) {
    await fillVocabulary(services)
    await readyComingMonths(services.sql, services.clock())
  },
}
