import { dayOf } from '#core/i18n/format.ts'
import type { Module } from '#web/module.ts'
import { clearDemo, fillDemo } from './demo/demo.ts'
import { finders, neighbourhood, pages } from './gathered.tsx'
import { messages } from './messages/messages.ts'
import { listens } from './people/account-letters.ts'
import { ownFile } from './people/keeping/own-file.ts'
import { retention } from './people/keeping/retention.ts'
import { messages as openid } from './people/openid/messages.ts'
import { identify } from './people/sessions.ts'
import { boundariesImporter } from './places/import-boundaries.ts'
import { personalData } from './personal-data.ts'
import { prepare } from './prepare.ts'
import { routes } from './routes.tsx'
import { selectMunicipalities } from './store/municipalities.ts'
import { messages as theme } from './theme/messages.ts'
import { themeShown } from './theme/shown.ts'

/** Who and where: the municipalities of the region, its bodies, its people and what they may do. */
export const region: Module = {
  name: 'region',
  needs: [],
  folder: import.meta.dirname,
  routes,
  listens,
  finders,
  neighbourhood,
  pages,
  importers: [boundariesImporter],
  prepare,
  personalData,
  retention,
  ownFile,
  demo: { fill: fillDemo, clear: clearDemo },
  identify,
  theme: (question, { sql }) => themeShown(sql, question),
  async sitemap({ sql, clock }) {
    const municipalities = await selectMunicipalities(sql, { on: dayOf(clock()) })
    return ['/region', '/region/permissions', ...municipalities.map(({ nis }) => `/region/${nis}`)]
  },
  menu: [
    { path: '/region', label: messages.say('menu'), may: 'anyone' },
    { path: '/staff/people', label: messages.say('people.menu'), may: 'people.administer', isSetting: true },
    { path: '/staff/theme', label: theme.say('menu'), may: 'theme.write', isSetting: true },
    { path: '/operator/openid', label: openid.say('menu'), may: 'operator', isSetting: true },
  ],
}
