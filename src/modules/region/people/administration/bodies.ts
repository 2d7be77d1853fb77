import { generalProblem } from '#web/problems/problem-answer.tsx'
import type { Context } from '#web/route.ts'
import type { Body } from '../../body.ts'
import { listBodies } from '../../store/bodies.ts'
import { signedIn } from '../signed-in.ts'
import { administers, REGION_OFFICE } from './rules.ts'

/** The bodies that the visitor lets people in at, and the one that is looked at. A body of elsewhere is the `Problem` 404. */
export async function bodiesFor(context: Context, asked?: string): Promise<[Body[], Body]> {
  const visitor = signedIn(context)
  const bodies = (await listBodies(context.sql)).filter(({ id }) => administers(visitor, id))
  const chosen =
    asked === undefined
      ? (bodies.find(({ id }) => id === REGION_OFFICE) ?? bodies[0])
      : bodies.find(({ id }) => id === asked)
  if (chosen === undefined) throw generalProblem('not-found', 404)
  return [bodies, chosen]
}
