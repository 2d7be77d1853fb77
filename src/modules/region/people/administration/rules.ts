import { allows, type Visitor } from '#web/visitor.ts'
import { ROLES, type Role } from '../../permissions.ts'

/** Where operators belong: the office of the region. */
export const REGION_OFFICE = 'region-office'

/** A role at a body. */
export interface HeldAt {
  readonly body: string
  readonly role: Role
}

/** Who asks: what these rules need of a visitor. */
type Asker = Pick<Visitor, 'id' | 'grants'>

/** Whether somebody may let people in at a body. */
export function administers(visitor: Asker | undefined, body: string): boolean {
  return allows(visitor, 'people.administer', body)
}

/** What these rules must know of a body: whether somebody administers it already. */
export type IsAdministered = (body: string) => boolean

/**
 * The roles that somebody may give at a body. An administrator: all but operator, at the own body. An operator names operators at
 * the office of the region, and elsewhere only the first administrator: from then on a body lets in its own people, so that
 * nobody who keeps the square running can make themselves one of them.
 */
export function rolesToGive(visitor: Asker, body: string, isAdministered: IsAdministered): readonly Role[] {
  if (!administers(visitor, body)) return []
  return ROLES.filter((role) => {
    if (role === 'operator') return namesOperators(visitor, body)
    return isOwnBody(visitor, body) || (role === 'administrator' && !isAdministered(body))
  })
}

/** Whether somebody may take this role from this person. Nobody changes their own: who is left could lock everybody out. */
export function mayTake(visitor: Asker, person: string, { body, role }: HeldAt): boolean {
  if (person === visitor.id) return false
  return role === 'operator' ? namesOperators(visitor, body) : isOwnBody(visitor, body)
}

/**
 * Whether somebody may help a colleague in who lost the passkeys: with a new link one gets everything that the colleague may
 * do, so only who administers all of it, and never for oneself. An operator helps administrators who have an address: the
 * link goes there, and the operator never sees it.
 */
export function mayRestore(
  visitor: Asker,
  { id, email }: { readonly id: string; readonly email: string | null },
  roles: readonly HeldAt[],
): boolean {
  if (id === visitor.id || roles.length === 0) return false
  return roles.every(({ body, role }) => {
    if (role === 'operator') return namesOperators(visitor, body)
    return isOwnBody(visitor, body) || (role === 'administrator' && allows(visitor, 'operator') && email !== null)
  })
}

function namesOperators(visitor: Asker, body: string): boolean {
  return body === REGION_OFFICE && allows(visitor, 'operator')
}

function isOwnBody({ grants }: Asker, body: string): boolean {
  return grants.some(({ permission, scope }) => permission === 'people.administer' && scope === body)
}
