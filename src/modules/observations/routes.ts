import type { Route } from '#web/route.ts'
import { alertRoutes } from './alerts/alert-routes.tsx'
import { levelRoutes } from './alerts/level-routes.tsx'
import { subscriberRoutes } from './alerts/subscriber-routes.tsx'
import { apiRoutes } from './api-routes.ts'
import { archiveRoutes } from './archive/routes.ts'
import { connectionRoutes } from './ingest/connections/routes.tsx'
import { lorawanRoutes } from './ingest/lorawan/routes.ts'
import { deviceKeyRoutes } from './keys/routes.ts'
import { liveRoutes } from './live/live-routes.ts'
import { pageRoutes } from './pages/routes.tsx'
import { sensorThingsRoutes } from './sensorthings/routes.ts'

export const routes: readonly Route[] = [
  ...sensorThingsRoutes,
  ...apiRoutes,
  ...liveRoutes,
  ...archiveRoutes,
  ...lorawanRoutes,
  ...pageRoutes,
  ...alertRoutes,
  ...subscriberRoutes,
  ...levelRoutes,
  ...deviceKeyRoutes,
  ...connectionRoutes,
]
