import type { Module } from '#web/module.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { figuresRoutes } from './figures/routes.tsx'
import { reportsImporter } from './import/import-reports.ts'
import { listens } from './letters.ts'
import { listRoutes } from './list-routes.tsx'
import { messages } from './messages.ts'
import { ownFile } from './own-file.ts'
import { personalData } from './personal-data.ts'
import { printedCodeRoutes } from './printed-code/routes.tsx'
import { reportFormRoutes } from './report-form/routes.tsx'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'
import { staffRoutes } from './staff/routes.tsx'
import { listReports } from './store/find.ts'

/** Meldingen: what residents report about a place, and what a body does with it. */
export const reports: Module = {
  name: 'reports',
  needs: ['region'],
  folder: import.meta.dirname,
  routes: [...reportFormRoutes, ...listRoutes, ...figuresRoutes, ...routes, ...staffRoutes, ...printedCodeRoutes],
  retention,
  ownFile,
  listens,
  importers: [reportsImporter],
  personalData,
  demo: { fill: fillDemo, clear: clearDemo },
  sitemap: async ({ sql }) => {
    const { reports: newest } = await listReports(sql, {}, { limit: 200 })
    return ['/reports', '/reports/new', '/reports/figures', ...newest.map(({ number }) => `/reports/${number}`)]
  },
  menu: [
    { path: '/reports', label: messages.say('menu'), may: 'anyone' },
    { path: '/staff/reports', label: messages.say('menu.staff'), may: 'reports.read' },
  ],
}
