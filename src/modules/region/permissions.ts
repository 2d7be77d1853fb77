import type { Grant } from '#web/visitor.ts'

/** What somebody is at a body. One person may be several things at several bodies. */
export const ROLES = ['reader', 'handler', 'editor', 'administrator', 'operator'] as const
export type Role = (typeof ROLES)[number]

/** Who can be let in: staff in a role, or a resident who opened "my file". */
export const ACTORS = ['resident', ...ROLES] as const
export type Actor = (typeof ACTORS)[number]

/**
 * WHO MAY DO WHAT. On the left what is done, on the right who may do it, always within their own body only:
 * a handler of Leuven handles the reports of Leuven. A resident may do things with their own file only.
 * An operator keeps the whole square running, and only that: an operator cannot read what residents report.
 */
export const PERMISSIONS = {
  /** See, correct, take along and erase everything that is kept about oneself. */
  'file.own': ['resident'],
  /** Choose how one signs in, see and end one's own sessions. */
  'account.own': ACTORS,
  /** See reports of residents in full, with the name and address of who reported. */
  'reports.read': ['reader', 'handler', 'administrator'],
  /** Answer, pass on and close reports. */
  'reports.handle': ['handler', 'administrator'],
  /** Say which body answers for which reports. */
  'routing.write': ['administrator'],
  /** Make teams, promises and standard texts for handling reports. */
  'desk.write': ['administrator'],
  /** Give a resident without e-mail a printed code for "my file". */
  'residents.help': ['handler', 'administrator'],
  /** Let colleagues in, give and take roles, help a colleague who lost a passkey. */
  'people.administer': ['administrator', 'operator'],
  /** Say with which account of the own organisation colleagues may sign in. */
  'providers.approve': ['administrator'],
  /** Choose tracks of cooperation, change what the square tells about the body. */
  'region.administer': ['administrator', 'operator'],
  /** Make and withdraw the keys with which other systems send reports; the operator those for the whole region. */
  'keys.administer': ['administrator', 'operator'],
  /** See how the sensors of the body and of residents in its municipality are, and what of theirs was refused. */
  'sensors.read': ['reader', 'handler', 'administrator'],
  /** Say from which values on the sensors of the body give an alarm, mend what was refused, hide the sensor of a resident that is abused. */
  'sensors.administer': ['administrator'],
  /** Let reports go to the own system of the body, and see which did not get there. */
  'connections.administer': ['administrator'],
  /** Choose the colours and the logo of the pages of the body; the operator those of the region. */
  'theme.write': ['editor', 'administrator', 'operator'],
  /** Keep the square running: read letters that were not sent, choose providers to sign in with, remove the demonstration. */
  operator: ['operator'],
} as const satisfies Record<string, readonly Actor[]>
export type Permission = keyof typeof PERMISSIONS

/** What somebody with this role at this body may do. The role of operator holds for the whole region. */
export function grantsOf(role: Role, body: string): Grant[] {
  return grants(role, role === 'operator' ? null : body)
}

/** What a resident may do: only with their own records, wherever those are. */
export function grantsOfResident(): Grant[] {
  return grants('resident', null)
}

function grants(actor: Actor, scope: string | null): Grant[] {
  return Object.entries<readonly Actor[]>(PERMISSIONS)
    .filter(([, actors]) => actors.includes(actor))
    .map(([permission]) => ({ permission, scope }))
}
