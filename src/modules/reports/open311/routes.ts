import type { Route } from '#web/route.ts'
import { discoveryRoutes } from './server/discovery-routes.ts'
import { postRoutes } from './server/post-routes.ts'
import { requestRoutes } from './server/request-routes.ts'
import { serviceRoutes } from './server/service-routes.ts'
import { updateRoutes } from './server/update-routes.ts'

/** Open311 GeoReport v2: the square as a server for other systems. */
export const open311Routes: readonly Route[] = [
  ...discoveryRoutes,
  ...serviceRoutes,
  ...requestRoutes,
  ...postRoutes,
  ...updateRoutes,
]
