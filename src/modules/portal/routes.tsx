import { page } from '#web/answer.ts'
import { route } from '#web/route.ts'
import { HomePage } from './pages/home-page.tsx'

export const routes = [
  route({
    method: 'GET',
    path: '/:language',
    summary: 'Home: what do you want to do?',
    may: 'anyone',
    handle: (_input, { view }) => page(<HomePage view={view} />),
  }),
]
