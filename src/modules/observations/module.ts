import type { Module } from '#web/module.ts'
import { listAlertPages } from './alerts/alerts.ts'
import { alertData, alertRetention } from './alerts/keeping.ts'
import { subscriberLetters } from './alerts/subscribe.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { observationsImporter } from './ingest/files/import-observations.ts'
import { messages as ingest } from './ingest/messages.ts'
import { jobs } from './jobs.ts'
import { METHOD_PATH } from './judging/method-path.ts'
import { ownFile, personalData, retention } from './keeping.ts'
import { messages } from './messages.ts'
import { messages as networkWords } from './network/messages.ts'
import { finders, neighbourhood, pages, tasks } from './pages/gathered.tsx'
import { messages as pageWords } from './pages/messages.ts'
import { registrationData, registrationRetention } from './register/keeping.ts'
import { registrationLetters } from './register/letters.ts'
import { messages as registerWords } from './register/messages.ts'
import { messages as reliabilityWords } from './reliability/messages.ts'
import { COMPARE_PATH } from './reliability/compare/path.ts'
import { HOW_PATH } from './reliability/how-path.ts'
import { NETWORK_PATH } from './reliability/network/path.ts'
import { objectionData, objectionRetention } from './reliability/objection/keeping.ts'
import { listReportPages } from './reliability/report-store.ts'
import { routes } from './routes.ts'
import { serve } from './serve.ts'
import { readyComingMonths } from './store/ready-months.ts'
import { listSensorPages } from './store/shown-values.ts'
import { fillVocabulary } from './vocabulary/fill.ts'

/** Sensors: what is measured in the region, and what others measure of it. */
export const observations: Module = {
  name: 'observations',
  needs: ['region'],
  folder: import.meta.dirname,
  routes,
  jobs,
  serve,
  personalData: [...personalData, ...alertData, ...registrationData, ...objectionData],
  retention: [...retention, ...alertRetention, ...registrationRetention, ...objectionRetention],
  ownFile,
  listens: { ...subscriberLetters, ...registrationLetters },
  menu: [
    { path: '/sensors', label: pageWords.say('menu'), may: 'anyone' },
    { path: '/staff/sensors', label: networkWords.say('title'), may: 'sensors.read', isSetting: true },
    {
      path: '/staff/sensors/objections',
      label: reliabilityWords.say('objections.title'),
      may: 'sensors.administer',
      isSetting: true,
    },
    { path: '/staff/sensor-keys', label: messages.say('keys.title'), may: 'keys.administer', isSetting: true },
    { path: '/staff/sensor-connectors', label: ingest.say('title'), may: 'keys.administer', isSetting: true },
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
    METHOD_PATH,
    HOW_PATH,
    NETWORK_PATH,
    COMPARE_PATH,
    ...(await listSensorPages(sql)),
    ...(await listReportPages(sql)),
    ...(await listAlertPages(sql)),
  ],
  importers: [observationsImporter],
  demo: { fill: fillDemo, clear: clearDemo },
  async prepare(services) {
    await fillVocabulary(services)
    await readyComingMonths(services.sql, services.clock())
  },
}
