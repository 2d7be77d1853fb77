import { findBody, trackOf } from '#modules/region/public.ts'
import type { Services } from '#core/services.ts'

/**
 * Whether a body keeps its own system for reports: a municipality chooses a track for that; of any other body the address of its system is
 * the choice.
 */
export async function keepsOwnSystem(id: string, { sql }: Pick<Services, 'sql'>): Promise<boolean> {
  const body = await findBody(sql, id)
  if (body === undefined) return false
  return body.municipality === null || (await trackOf(sql, body.municipality, 'reports')).track === 'own'
}
