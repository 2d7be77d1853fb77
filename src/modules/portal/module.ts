import type { Module } from '#web/module.ts'
import { messages } from './messages.ts'
import { routes } from './routes.tsx'

/** The front door: the home page that asks what somebody wants to do. */
export const portal: Module = {
  name: 'portal',
  needs: [],
  folder: import.meta.dirname,
  routes,
  sitemap: async () => ['', '/footprint', '/accessibility'],
  footer: [
    { path: '/accessibility', label: messages.say('accessible.link') },
    { path: '/footprint', label: messages.say('footprint.link') },
  ],
}
