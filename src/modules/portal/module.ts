import type { Module } from '#web/module.ts'
import { routes } from './routes.tsx'

/** The front door: the home page that asks what somebody wants to do. */
export const portal: Module = {
  name: 'portal',
  needs: [],
  folder: import.meta.dirname,
  routes,
  sitemap: async () => [''],
}
