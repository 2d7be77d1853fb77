import { z } from 'zod'
import { IMAGE_TYPE } from '#core/files/files.ts'
import { Problem } from '#core/problem.ts'
import { content } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { connectionRoutes } from './client/routes.tsx'
import { apiKeyRoutes } from './keys/routes.tsx'
import { photoOfAddress } from './media.ts'
import { messages } from './messages.ts'
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
  ...apiKeyRoutes,
  ...connectionRoutes,
  route({
    method: 'GET',
    path: '/open311/media/:secret',
    summary: 'The photo of a report, for the own system of its body',
    may: 'anyone',
    input: z.object({ secret: z.string().max(100) }),
    handle: async ({ secret }, context) => {
      const hash = await photoOfAddress(secret, context)
      const photo = hash === undefined ? undefined : await context.files.read(hash)
      if (photo === undefined) throw new Problem('photo-not-found', 404, messages.say('error.mediaGone'))
      return content(IMAGE_TYPE, photo, { 'cache-control': 'private, no-cache' })
    },
  }),
]
