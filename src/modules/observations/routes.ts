import type { Route } from '#web/route.ts'
import { alertRoutes } from './alerts/alert-routes.tsx'
import { levelRoutes } from './alerts/level-routes.tsx'
import { subscriberRoutes } from './alerts/subscriber-routes.tsx'
import { apiRoutes } from './api-routes.ts'
import { archiveRoutes } from './archive/routes.ts'
import { clockRoutes } from './calibrating/clock-routes.tsx'
import { correctedRoutes } from './calibrating/corrected-routes.ts'
import { calibrationRoutes } from './calibrating/routes.tsx'
import { connectionRoutes } from './ingest/connections/routes.tsx'
import { lorawanRoutes } from './ingest/lorawan/routes.ts'
import { methodRoutes } from './judging/method-routes.tsx'
import { deviceKeyRoutes } from './keys/routes.ts'
import { liveRoutes } from './live/live-routes.ts'
import { overviewRoutes } from './network/overview-routes.tsx'
import { refusedRoutes } from './network/refused-routes.tsx'
import { residentRoutes } from './network/resident-routes.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { formRoutes } from './register/form-routes.tsx'
import { mineRoutes } from './register/mine-routes.tsx'
import { placeRoutes } from './register/place-routes.tsx'
import { comparisonRoutes } from './reliability/routes.ts'
import { sensorThingsRoutes } from './sensorthings/routes.ts'

export const routes: readonly Route[] = [
  ...sensorThingsRoutes,
  ...apiRoutes,
  ...liveRoutes,
  ...archiveRoutes,
  ...lorawanRoutes,
  ...pageRoutes,
  ...methodRoutes,
  ...alertRoutes,
  ...subscriberRoutes,
  ...levelRoutes,
  ...calibrationRoutes,
  ...correctedRoutes,
  ...clockRoutes,
  ...comparisonRoutes,
  ...deviceKeyRoutes,
  ...connectionRoutes,
  ...formRoutes,
  ...placeRoutes,
  ...mineRoutes,
  ...overviewRoutes,
  ...refusedRoutes,
  ...residentRoutes,
]
