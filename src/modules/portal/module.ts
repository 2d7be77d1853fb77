import { dayOf } from '#core/i18n/format.ts'
import { listMunicipalities } from '#modules/region/public.ts'
import type { Module } from '#web/module.ts'
import { messages } from './messages.ts'
import { routes } from './routes.tsx'

const { say } = messages

/** The front door: home, search, "my street", and what the square tells of itself. */
export const portal: Module = {
  name: 'portal',
  needs: ['region'],
  folder: import.meta.dirname,
  routes,
  async sitemap({ sql, clock }) {
    const municipalities = await listMunicipalities(sql, { on: dayOf(clock()) })
    const own = ['', '/search', '/my-street', '/offline', '/footprint', '/accessibility']
    return [...own, ...municipalities.map(({ nis }) => `/in/${nis}`)]
  },
  tasks: [
    {
      id: 'my-street',
      rank: 50,
      path: (at) => (at === undefined ? '/my-street' : `/my-street?where=${encodeURIComponent(at.nl)}`),
      label: say('street.task'),
      text: say('street.taskText'),
    },
    { id: 'data', rank: 90, path: () => '/api', label: say('data'), text: say('dataText') },
  ],
  pages: [
    { path: '/my-street', title: say('street.task'), about: say('street.taskText') },
    { path: '/offline', title: say('offline.title'), about: say('offline.lead') },
    { path: '/footprint', title: say('footprint.title'), about: say('footprint.description') },
    { path: '/accessibility', title: say('accessible.title'), about: say('accessible.description') },
    { path: '/api', title: say('data'), about: say('dataText') },
    { path: '/privacy', title: say('page.privacy'), about: say('page.privacyText') },
    { path: '/my-file', title: say('page.myFile'), about: say('page.myFileText') },
  ],
  footer: [
    { path: '/offline', label: say('offline.title') },
    { path: '/accessibility', label: say('accessible.link') },
    { path: '/footprint', label: say('footprint.link') },
  ],
}
