import { generalProblem } from '#web/problems/problem-answer.tsx'
import type { Context } from '#web/route.ts'
import type { Visitor } from '#web/visitor.ts'

/** Who asks, on a route that needs a permission: somebody who signed in, or the route would not have been reached. */
export function signedIn({ visitor }: Pick<Context, 'visitor'>): Visitor {
  if (visitor === undefined) throw generalProblem('sign-in-first', 401)
  return visitor
}
