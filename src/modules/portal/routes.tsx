import { page } from '#web/answer.ts'
import { route } from '#web/route.ts'
import { AccessibilityPage } from './accessibility/accessibility-page.tsx'
import { lastRun } from './accessibility/last-run.ts'
import { FootprintPage } from './footprint/footprint-page.tsx'
import { measured } from './footprint/measured.ts'
import { HomePage } from './pages/home-page.tsx'

export const routes = [
  route({
    method: 'GET',
    path: '/:language',
    summary: 'Home: what do you want to do?',
    may: 'anyone',
    handle: (_input, { view }) => page(<HomePage view={view} />),
  }),
  route({
    method: 'GET',
    path: '/:language/footprint',
    summary: 'What a visit costs: bytes and CO2 of every page',
    may: 'anyone',
    handle: (_input, { view }) => page(<FootprintPage view={view} measured={measured} />),
  }),
  route({
    method: 'GET',
    path: '/:language/accessibility',
    summary: 'Accessibility statement',
    may: 'anyone',
    handle: (_input, { view, config }) =>
      page(<AccessibilityPage view={view} lastRun={lastRun} contact={config.contactEmail} />),
  }),
]
