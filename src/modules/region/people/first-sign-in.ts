import { randomUUID } from 'node:crypto'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { findBody } from '../store/bodies.ts'
import { messages } from '../messages/messages.ts'
import { createSignInLink } from './links.ts'
import { addPerson, giveRole, listRoleHolders, type HeldRole } from './store.ts'

const FIRST_LINK_MINUTES = 24 * 60
const REGION_OFFICE = 'region-office'
/** One operator, the office of the region and the staff of three bodies are enough to look around, and to pass something on. */
const MOST_LINES = 5

/**
 * Lines for the log of the first start: one-time links, good for 24 hours, with which the operator and the staff of
 * a few bodies get in. Where nobody is an operator yet, one is made: otherwise the square would have no door.
 */
export async function firstSignInLinks(services: Services, language: Language = 'nl'): Promise<string[]> {
  const { sql, clock } = services
  const t = messages(language)
  if (!(await listRoleHolders(sql)).some(({ role }) => role === 'operator')) {
    const id = randomUUID()
    await addPerson(sql, { id, name: t('signIn.firstOperator'), email: null, demo: false }, clock())
    await giveRole(sql, { person: id, body: REGION_OFFICE, role: 'operator' })
  }

  const lines: string[] = []
  for (const holder of oneOfEachBody(await listRoleHolders(sql)).slice(0, MOST_LINES)) {
    const url = await createSignInLink(services, holder.person, { language, minutes: FIRST_LINK_MINUTES })
    const body = await findBody(sql, holder.body)
    const where = body?.[language] ?? holder.body
    lines.push(t('signIn.firstLine', { name: holder.name, body: where, role: t(`role.${holder.role}`), url }))
  }
  return lines
}

/** Of each body one administrator, after an operator and the office of the region: who runs the square does not make its rules. */
function oneOfEachBody<Holder extends HeldRole>(holders: readonly Holder[]): Holder[] {
  const rank = ({ role, body }: Holder) => (role === 'operator' ? 0 : body === REGION_OFFICE ? 1 : 2)
  const chiefs = holders
    .filter(({ role }) => role === 'operator' || role === 'administrator')
    .toSorted((one, other) => rank(one) - rank(other))
  return chiefs.filter(
    (holder, position) =>
      chiefs.findIndex(({ body, role }) => body === holder.body && role === holder.role) === position,
  )
}
