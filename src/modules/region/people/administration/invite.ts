import { randomUUID } from 'node:crypto'
import { recordDeed } from '#core/audit/audit.ts'
import type { Services } from '#core/services.ts'
import type { Role } from '../../permissions.ts'
import { findBody } from '../../store/bodies.ts'
import { endLinksOf } from '../link-store.ts'
import { createSignInLink } from '../links.ts'
import { addPerson, giveRole, listStaff } from '../store.ts'

const LINK_MINUTES = 24 * 60

/** Whom somebody at the command line lets in. */
export interface Invitation {
  readonly name: string
  readonly email: string | null
  readonly body: string
  readonly role: Role
}

/**
 * Makes somebody staff of a body, or finds who has that name and role there, and gives a link that signs in once within 24
 * hours; links from before are worthless then. Accounted for in the audit log, as what the system did.
 */
export async function inviteFromCommand(
  services: Pick<Services, 'sql' | 'clock' | 'config'>,
  { name, email, body, role }: Invitation,
): Promise<string> {
  const now = services.clock()
  return services.sql.transaction(async (sql) => {
    const known = (await listStaff(sql, body)).find((one) => one.name === name && one.role === role)
    const id = known?.id ?? randomUUID()
    if (known === undefined) {
      await addPerson(sql, { id, name, email, demo: false }, now)
      await giveRole(sql, { person: id, body, role })
    }
    await endLinksOf(sql, id, now)
    await recordDeed(sql, {
      at: now,
      actorKind: 'system',
      actor: 'streekplein admin invite',
      action: known === undefined ? 'region.let-in' : 'region.restore-access',
      subject: `person:${id}`,
      municipality: (await findBody(sql, body))?.municipality ?? undefined,
      reason: `${body} ${role}`,
    })
    return createSignInLink({ ...services, sql }, id, { minutes: LINK_MINUTES })
  })
}
