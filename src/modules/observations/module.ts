import type { Module } from '#web/module.ts'
import { alertJobs } from './alerts/jobs.ts'
import { alertRoutes } from './alerts/alert-routes.tsx'
import { listAlertPages } from './alerts/alerts.ts'
import { alertData, alertRetention } from './alerts/keeping.ts'
import { levelRoutes } from './alerts/level-routes.tsx'
import { subscriberLetters } from './alerts/subscribe.ts'
import { subscriberRoutes } from './alerts/subscriber-routes.tsx'
import { liveRoutes } from './live/live-routes.ts'
import { observationsImporter } from './ingest/files/import-observations.ts'
import { apiRoutes } from './api-routes.ts'
import { archiveOldMonths } from './archive/job.ts'
import { archiveRoutes } from './archive/routes.ts'
import { ownFile, personalData, retention } from './keeping.ts'
import { clearDemo, fillDemo, goOnWithDemo } from './demo/demo.ts'
import { deviceKeyRoutes } from './keys/routes.ts'
import { messages } from './messages.ts'
import { finders, neighbourhood, pages, tasks } from './pages/gathered.tsx'
import { messages as pageWords } from './pages/messages.ts'
import { countAgain } from './network/count-hours.ts'
import { messages as networkWords } from './network/messages.ts'
import { overviewRoutes } from './network/overview-routes.tsx'
import { refusedRoutes } from './network/refused-routes.tsx'
import { residentRoutes } from './network/resident-routes.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { formRoutes } from './register/form-routes.tsx'
import { registrationData, registrationRetention } from './register/keeping.ts'
import { registrationLetters } from './register/letters.ts'
import { messages as registerWords } from './register/messages.ts'
import { mineRoutes } from './register/mine-routes.tsx'
import { placeRoutes } from './register/place-routes.tsx'
import { removeEnded } from './register/remove-ended.ts'
import { rollUp } from './roll-up/job.ts'
import { sensorThingsRoutes } from './sensorthings/routes.ts'
import { serve } from './serve.ts'
import { fillVocabulary } from './vocabulary/fill.ts'
import { readyComingMonths } from './store/ready-months.ts'
import { listSensorPages } from './store/shown-values.ts'

/** Sensors: what is measured in the region, and what others measure of it. */
export const observations: Module = {
  name: 'observations',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [
    ...sensorThingsRoutes,
    ...pageRoutes,
    ...deviceKeyRoutes,
    ...apiRoutes,
    ...archiveRoutes,
    ...alertRoutes,
    ...subscriberRoutes,
    ...levelRoutes,
    ...liveRoutes,
    ...formRoutes,
    ...placeRoutes,
    ...mineRoutes,
    ...overviewRoutes,
    ...refusedRoutes,
    ...residentRoutes,
  ],
  personalData: [...personalData, ...alertData, ...registrationData],
  retention: [...retention, ...alertRetention, ...registrationRetention],
  ownFile,
  listens: { ...subscriberLetters, ...registrationLetters },
  menu: [
    { path: '/sensors', label: pageWords.say('menu'), may: 'anyone' },
    { path: '/staff/sensors', label: networkWords.say('title'), may: 'sensors.read' },
    { path: '/staff/sensor-keys', label: messages.say('keys.title'), may: 'keys.administer', isSetting: true },
  ],
  finders,
  neighbourhood,
  tasks,
  pages: [
    ...pages,
    { path: '/sensors/register', title: registerWords.say('title'), about: registerWords.say('about') },
  ],
  sitemap: async ({ sql }) => [
    '/sensors',
    '/sensors/register',
    ...(await listSensorPages(sql)),
    ...(await listAlertPages(sql)),
  ],
  jobs: [
    {
      name: 'observations.ready-months',
      schedule: '30 2 * * *',
      run: (_payload, { sql, clock }) => readyComingMonths(sql, clock()),
    },
    rollUp,
    archiveOldMonths,
    ...alertJobs,
    {
      name: 'observations.count-hours',
      schedule: '*/10 * * * *',
      run: (_payload, services) => countAgain(services),
    },
    {
      name: 'observations.remove-ended-sensors',
      schedule: '*/3 * * * *',
      run: async (_payload, services) => {
        await removeEnded(services)
      },
    },
    {
      name: 'observations.go-on-with-demo',
      schedule: '5 * * * *',
      run: (_payload, services) => goOnWithDemo(services),
    },
  ],
  serve,
  importers: [observationsImporter],
  demo: { fill: fillDemo, clear: clearDemo },
  async prepare(services) {
    await fillVocabulary(services)
    await readyComingMonths(services.sql, services.clock())
  },
}
