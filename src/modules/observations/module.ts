import { hostname } from 'node:os'
import type { Module } from '#web/module.ts'
import { openBroker } from './ingest/mqtt/broker.ts'
import { joinBroker } from './ingest/mqtt/join-broker.ts'
import { observationsImporter } from './ingest/files/import-observations.ts'
import { apiRoutes } from './api-routes.ts'
import { archiveOldMonths } from './archive/job.ts'
import { archiveRoutes } from './archive/routes.ts'
import { personalData, retention } from './keeping.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { deviceKeyRoutes } from './keys/routes.ts'
import { messages } from './messages.ts'
import { finders, neighbourhood, pages, tasks } from './pages/gathered.tsx'
import { messages as pageWords } from './pages/messages.ts'
import { pageRoutes } from './pages/routes.tsx'
import { rollUp } from './roll-up/job.ts'
import { sensorThingsRoutes } from './sensorthings/routes.ts'
import { fillVocabulary } from './vocabulary/fill.ts'
import { readyComingMonths } from './store/ready-months.ts'
import { listSensorPages } from './store/shown-values.ts'

/** Sensors: what is measured in the region, and what others measure of it. */
export const observations: Module = {
  name: 'observations',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [...sensorThingsRoutes, ...pageRoutes, ...deviceKeyRoutes, ...apiRoutes, ...archiveRoutes],
  personalData,
  retention,
  menu: [
    { path: '/sensors', label: pageWords.say('menu'), may: 'anyone' },
    { path: '/staff/sensor-keys', label: messages.say('keys.title'), may: 'keys.administer', isSetting: true },
  ],
  finders,
  neighbourhood,
  tasks,
  pages,
  sitemap: async ({ sql }) => ['/sensors', ...(await listSensorPages(sql))],
  jobs: [
    {
      name: 'observations.ready-months',
      schedule: '30 2 * * *',
      run: (_payload, { sql, clock }) => readyComingMonths(sql, clock()),
    },
    rollUp,
    archiveOldMonths,
  ],
  serve: async (services) => {
    const { mqttPort: port, mqttUrl: url, host } = services.config
    if (url !== undefined) return joinBroker(services, { url, name: `${hostname()}-${services.config.port}` })
    return port === undefined ? undefined : openBroker(services, { port, host })
  },
  importers: [observationsImporter],
  demo: { fill: fillDemo, clear: clearDemo },
  async prepare(services) {
    await fillVocabulary(services)
    await readyComingMonths(services.sql, services.clock())
  },
}
