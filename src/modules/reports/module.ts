import type { Module } from '#web/module.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { feedRoutes } from './feed-routes.ts'
import { finders, neighbourhood, pages, tasks } from './gathered.tsx'
import { figuresRoutes } from './figures/routes.tsx'
import { reportsImporter } from './import/import-reports.ts'
import { listens } from './letters.ts'
import { listRoutes } from './list-routes.tsx'
import { messages } from './messages.ts'
import { open311Jobs, queueForOwnSystem } from './open311/client/jobs.ts'
import * as open311Keeping from './open311/keeping.ts'
import { messages as open311 } from './open311/messages.ts'
import { open311Routes } from './open311/routes.ts'
import { ownFile } from './own-file.ts'
import { personalData } from './personal-data.ts'
import { printedCodeRoutes } from './printed-code/routes.tsx'
import { reportFormRoutes } from './report-form/routes.tsx'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'
import { staffRoutes } from './staff/routes.tsx'
import { listPublicPages } from './store/find.ts'
import { fillPublicStreets } from './store/search.ts'

/** Meldingen: what residents report about a place, and what a body does with it. */
export const reports: Module = {
  name: 'reports',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [
    ...reportFormRoutes,
    ...listRoutes,
    ...figuresRoutes,
    ...feedRoutes,
    ...routes,
    ...staffRoutes,
    ...printedCodeRoutes,
    ...open311Routes,
  ],
  retention: [...retention, ...open311Keeping.retention],
  ownFile,
  jobs: open311Jobs,
  listens: {
    ...listens,
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
  importers: [reportsImporter],
  personalData: [...personalData, ...open311Keeping.personalData],
  demo: { fill: fillDemo, clear: clearDemo },
  sitemap: async ({ sql }) => {
    const all = await listPublicPages(sql)
    const listed = all.map(({ number, updatedAt }) => ({ path: `/reports/${number}`, lastModified: updatedAt }))
    return ['/reports', '/reports/new', '/reports/paper', '/reports/figures', ...listed]
  },
  menu: [
    { path: '/reports', label: messages.say('menu'), may: 'anyone' },
    { path: '/staff/reports', label: messages.say('menu.staff'), may: 'reports.read' },
    { path: '/staff/open311-keys', label: open311.say('menu'), may: 'keys.administer' },
  ],
}
