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
import { occasionRoutes } from './judging/occasions/routes.tsx'
import { methodRoutes } from './judging/method-routes.tsx'
import { historyRoutes } from './judging/history/routes.tsx'
import { rulingRoutes } from './judging/ruling/routes.tsx'
import { deviceKeyRoutes } from './keys/routes.ts'
import { liveRoutes } from './live/live-routes.ts'
import { overviewRoutes } from './network/overview-routes.tsx'
import { refusedRoutes } from './network/refused-routes.tsx'
import { residentRoutes } from './network/resident-routes.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { formRoutes } from './register/form-routes.tsx'
import { mineRoutes } from './register/mine-routes.tsx'
import { placeRoutes } from './register/place-routes.tsx'
import { ownObjectionRoutes } from './reliability/objection/own-routes.tsx'
import { objectionRoutes } from './reliability/objection/staff-routes.tsx'
import { networkRoutes as networkReportRoutes } from './reliability/network/routes.tsx'
import { compareRoutes } from './reliability/compare/routes.tsx'
import { reportRoutes } from './reliability/report/routes.tsx'
import { comparisonRoutes } from './reliability/routes.ts'
import { standingRoutes } from './reliability/standing-routes.tsx'
import { sensorThingsRoutes } from './sensorthings/routes.ts'

export const routes: readonly Route[] = [
  ...sensorThingsRoutes,
  ...apiRoutes,
  ...liveRoutes,
  ...archiveRoutes,
  ...lorawanRoutes,
  ...pageRoutes,
  ...methodRoutes,
  ...rulingRoutes,
  ...historyRoutes,
  ...occasionRoutes,
  ...alertRoutes,
  ...subscriberRoutes,
  ...levelRoutes,
  ...calibrationRoutes,
  ...correctedRoutes,
  ...clockRoutes,
  ...comparisonRoutes,
  ...reportRoutes,
  ...compareRoutes,
  ...networkReportRoutes,
  ...objectionRoutes,
  ...ownObjectionRoutes,
  ...standingRoutes,
  ...deviceKeyRoutes,
  ...connectionRoutes,
  ...formRoutes,
  ...placeRoutes,
  ...mineRoutes,
  ...overviewRoutes,
  ...refusedRoutes,
  ...residentRoutes,
]
