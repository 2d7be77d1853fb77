import { dayOf } from '#core/i18n/format.ts'
import {
  bodyName,
  findBody,
  listMembers,
  listMunicipalities,
  municipalityName,
  municipalityNameOf,
  REGION_OFFICE,
} from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import { bodiesWith } from '../../network/filter.ts'

/** What one must be allowed to note what happened. */
export const MAY_NOTE = 'sensors.administer'

/** A body for which somebody notes what happened, and where it may. */
export interface NotingBody {
  readonly id: string
  readonly name: string
  /** Its municipalities; of the office of the region all, and the whole region besides. */
  readonly municipalities: readonly { readonly nis: string; readonly name: string }[]
  readonly speaksForRegion: boolean
}

/** The bodies for which the visitor notes what happened, each with its own territory. */
export async function notingBodies(context: Context): Promise<NotingBody[]> {
  const { sql, clock, visitor, language } = context
  const today = dayOf(clock())
  const bodies: NotingBody[] = []
  for (const id of new Set(bodiesWith(MAY_NOTE, visitor))) {
    const body = await findBody(sql, id)
    if (body === undefined) continue
    const name = bodyName(body, language)
    if (id === REGION_OFFICE) {
      const all = await listMunicipalities(sql, { on: today })
      const municipalities = all.map((one) => ({ nis: one.nis, name: municipalityName(one, language) }))
      bodies.push({ id, name, municipalities, speaksForRegion: true })
      continue
    }
    const members = body.municipality === null ? await listMembers(sql, id, today) : [body]
    const municipalities = await Promise.all(
      members.flatMap(({ municipality: nis }) =>
        nis === null ? [] : [municipalityNameOf(nis, { sql, language }).then((its) => ({ nis, name: its }))],
      ),
    )
    if (municipalities.length > 0) bodies.push({ id, name, municipalities, speaksForRegion: false })
  }
  return bodies
}

/** In which municipalities something that is noted for a body happened; a field that says what is wrong when it may not say so. */
export function whereOf(
  body: NotingBody,
  chosen: readonly string[],
): { readonly municipalities: readonly string[] } | { readonly wrong: 'error.where' | 'error.elsewhere' } {
  const own = body.municipalities.map(({ nis }) => nis)
  if (chosen.some((nis) => !own.includes(nis))) return { wrong: 'error.elsewhere' }
  if (chosen.length > 0 || body.speaksForRegion) return { municipalities: [...new Set(chosen)] }
  return own.length === 1 ? { municipalities: own } : { wrong: 'error.where' }
}
