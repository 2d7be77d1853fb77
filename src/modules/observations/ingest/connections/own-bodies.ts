import { bodyName, listBodies } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import type { BodyOption } from './form-page.tsx'

/** What these pages need: who makes keys for sensors also says what is fetched. */
export const MAY = 'keys.administer'

/** The bodies for which the visitor may say what is fetched, by name. */
export async function ownBodies({ sql, visitor, language }: Context): Promise<BodyOption[]> {
  const bodies = (await listBodies(sql)).filter(({ id }) => allows(visitor, MAY, id))
  return bodies
    .map((body) => ({ value: body.id, text: bodyName(body, language) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, language))
}
