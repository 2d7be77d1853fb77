import type { Module } from '#web/module.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { fillDemoAssets } from './assets/demo.ts'
import { assetsImporter } from './assets/import-assets.ts'
import { removeDemoAssets } from './assets/store.ts'
import { learnJob } from './classify/learn.ts'
import { categoryRoutes } from './classify/routes.tsx'
import { knownRoutes } from './duplicates/known-routes.tsx'
import { duplicateRoutes } from './duplicates/routes.tsx'
import { mergeLetters } from './duplicates/merge-letters.ts'
import { digestJob } from './followers/digest.ts'
import { followerLetters } from './followers/letters.ts'
import { followerRoutes } from './followers/routes.tsx'
import { tellAll, tellOthers } from './followers/tell-all.ts'
import { oneClickRoutes } from './followers/one-click.ts'
import { feedRoutes } from './feed-routes.ts'
import { finders, neighbourhood, pages, tasks } from './gathered.tsx'
import { figuresRoutes } from './figures/routes.tsx'
import { reportsImporter } from './import/import-reports.ts'
import { listens } from './letters.ts'
import { listRoutes } from './list-routes.tsx'
import { messages as mailIn } from './mail-in/messages.ts'
import { mailRoutes } from './mail-in/routes.tsx'
import { clearMail, takeInMail } from './mail-in/take-in.ts'
import { messages } from './messages.ts'
import { open311Jobs, queueForOwnSystem, queueHandedOver } from './open311/client/jobs.ts'
import * as open311Keeping from './open311/keeping.ts'
import { messages as open311 } from './open311/messages.ts'
import { open311Routes } from './open311/routes.ts'
import { ownFile } from './own-file.ts'
import { personalData } from './personal-data.ts'
import { printedCodeRoutes } from './printed-code/routes.tsx'
import { reportFormRoutes } from './report-form/routes.tsx'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'
import { roadsImporter } from './routing/import-roads.ts'
import { messages as routing } from './routing/messages.ts'
import { routingRoutes } from './routing/routes.tsx'
import { passingRoutes } from './staff/passing-routes.tsx'
import { staffListRoutes } from './staff/list-routes.tsx'
import { staffReportRoutes } from './staff/report-routes.tsx'
import { deskRoutes } from './handling/desk-routes.tsx'
import { escalate } from './handling/escalate.ts'
import { messages as handling } from './handling/messages.ts'
import { listPublicPages } from './store/find.ts'
import { fillPublicStreets } from './store/search.ts'

/** Meldingen: what residents report about a place, and what a body does with it. */
export const reports: Module = {
  name: 'reports',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [
    ...reportFormRoutes,
    ...categoryRoutes,
    ...knownRoutes,
    ...followerRoutes,
    ...oneClickRoutes,
    ...listRoutes,
    ...figuresRoutes,
    ...feedRoutes,
    ...routes,
    ...staffListRoutes,
    ...staffReportRoutes,
    ...passingRoutes,
    ...deskRoutes,
    ...mailRoutes,
    ...routingRoutes,
    ...duplicateRoutes,
    ...printedCodeRoutes,
    ...open311Routes,
  ],
  jobs: [
    { name: 'reports.escalate', schedule: '15 * * * *', run: (_payload, services) => escalate(services) },
    { name: 'reports.take-in-mail', schedule: '* * * * *', run: (_payload, services) => takeInMail(services) },
    { name: 'reports.clear-mail', schedule: '40 * * * *', run: (_payload, services) => clearMail(services) },
    digestJob,
    learnJob,
    ...open311Jobs,
  ],
  retention: [...retention, ...open311Keeping.retention],
  ownFile,
  listens: {
    ...listens,
    ...mergeLetters,
    ...followerLetters,
    'reports.report-answered': async (fact: { report: string; event: string }, services) => {
      await queueHandedOver(fact, services)
      await tellAll(fact, services)
    },
    'reports.report-reopened': tellOthers,
    'reports.report-received': async (fact: { report: string }, services) => {
      await queueForOwnSystem(fact, services)
      await listens['reports.report-received'](fact, services)
    },
  },
  finders,
  neighbourhood,
  tasks,
  pages,
  prepare: ({ sql }) => fillPublicStreets(sql),
  importers: [reportsImporter, roadsImporter, assetsImporter],
  personalData: [...personalData, ...open311Keeping.personalData],
  demo: {
    fill: async (services) => {
      await fillDemo(services)
      await fillDemoAssets(services)
    },
    clear: async (services) => {
      await clearDemo(services)
      await removeDemoAssets(services.sql)
    },
  },
  sitemap: async ({ sql }) => {
    const all = await listPublicPages(sql)
    const listed = all.map(({ number, updatedAt }) => ({ path: `/reports/${number}`, lastModified: updatedAt }))
    return ['/reports', '/reports/new', '/reports/paper', '/reports/figures', ...listed]
  },
  menu: [
    { path: '/reports', label: messages.say('menu'), may: 'anyone' },
    { path: '/staff/reports', label: messages.say('menu.staff'), may: 'reports.read' },
    { path: '/staff/mail', label: mailIn.say('menu'), may: 'reports.handle' },
    { path: '/staff/routing', label: routing.say('menu'), may: 'routing.write', isSetting: true },
    { path: '/staff/desk', label: handling.say('desk.menu'), may: 'desk.write', isSetting: true },
    { path: '/staff/open311-keys', label: open311.say('menu'), may: 'keys.administer', isSetting: true },
  ],
}
