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

/**
 * The roles that somebody may give and take at a body. An administrator: all but operator, at the own body. An operator lets
 * in administrators everywhere and operators at the office of the region, and gives no other role.
 */
export function rolesToGive(visitor: Asker, body: string): readonly Role[] {
  if (!administers(visitor, body)) return []
  const isOperator = allows(visitor, 'operator')
  const isOwnBody = visitor.grants.some(({ permission, scope }) => permission === 'people.administer' && scope === body)
  return ROLES.filter((role) => {
    if (role === 'operator') return isOperator && body === REGION_OFFICE
    if (isOwnBody) return true
    return isOperator && role === 'administrator'
  })
}

/** Whether somebody may take this role from this person. Nobody changes their own: who is left could lock everybody out. */
export function mayTake(visitor: Asker, person: string, { body, role }: HeldAt): boolean {
  return person !== visitor.id && rolesToGive(visitor, body).includes(role)
}

/**
 * Whether somebody may help a colleague in who lost the passkeys: with a new link one gets everything that the colleague may
 * do, so only who could have given all of it, and never for oneself.
 */
export function mayRestore(visitor: Asker, person: string, roles: readonly HeldAt[]): boolean {
  return (
    person !== visitor.id &&
    roles.length > 0 &&
    roles.every(({ body, role }) => rolesToGive(visitor, body).includes(role))
  )
}
