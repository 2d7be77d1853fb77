import type { Module } from '#web/module.ts'
import { alertJobs } from './alerts/jobs.ts'
import { alertRoutes } from './alerts/alert-routes.tsx'
import { listAlertPages } from './alerts/alerts.ts'
import { alertData, alertRetention, ownFile } from './alerts/keeping.ts'
import { levelRoutes } from './alerts/level-routes.tsx'
import { subscriberLetters } from './alerts/subscribe.ts'
import { subscriberRoutes } from './alerts/subscriber-routes.tsx'
import { watchLevels } from './alerts/watch-levels.ts'
import { closeLive } from './live/hub.ts'
import { liveRoutes } from './live/live-routes.ts'
import { openBroker } from './ingest/mqtt/broker.ts'
import { observationsImporter } from './ingest/files/import-observations.ts'
import { apiRoutes } from './api-routes.ts'
import { personalData, retention } from './keeping.ts'
import { deviceKeyRoutes } from './keys/routes.ts'
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
  routes: [
    ...sensorThingsRoutes,
    ...deviceKeyRoutes,
    ...apiRoutes,
    ...alertRoutes,
    ...subscriberRoutes,
    ...levelRoutes,
    ...liveRoutes,
  ],
  personalData: [...personalData, ...alertData],
  retention: [...retention, ...alertRetention],
  ownFile,
  listens: subscriberLetters,
  sitemap: ({ sql }) => listAlertPages(sql),
  menu: [{ path: '/staff/sensor-keys', label: messages.say('keys.title'), may: 'keys.administer', isSetting: true }],
  jobs: [
    {
      name: 'observations.ready-months',
      schedule: '30 2 * * *',
      run: (_payload, { sql, clock }) => readyComingMonths(sql, clock()),
    },
    rollUp,
    ...alertJobs,
  ],
  serve: async (services) => {
    const { mqttPort: port, host } = services.config
    const broker = port === undefined ? undefined : await openBroker(services, { port, host })
    const watch = watchLevels(services)
    return {
      stop: async () => {
        closeLive(services)
        await watch.stop()
        await broker?.stop()
      },
    }
  },
  importers: [observationsImporter],
  async prepare(services) {
    await fillVocabulary(services)
    await readyComingMonths(services.sql, services.clock())
  },
}
