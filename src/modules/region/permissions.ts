import type { Grant } from '#web/visitor.ts'

/** What somebody is at a body. One person may be several things at several bodies. */
export const ROLES = ['reader', 'handler', 'editor', 'administrator', 'operator'] as const
export type Role = (typeof ROLES)[number]

/**
 * WHO MAY DO WHAT. On the left what is done, on the right who may do it, always within their own body only:
 * a handler of Leuven handles the reports of Leuven. An operator keeps the whole square running, and only that:
 * an operator cannot read what residents report.
 */
export const PERMISSIONS = {
  /** See reports of residents in full, with the name and address of who reported. */
  'reports.read': ['reader', 'handler', 'administrator'],
  /** Answer, pass on and close reports. */
  'reports.handle': ['handler', 'administrator'],
  /** Choose tracks of cooperation, change what the square tells about the body. */
  'region.administer': ['administrator', 'operator'],
  /** Keep the square running: read letters that were not sent, remove the demonstration. */
  operator: ['operator'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

/** What somebody with this role at this body may do. The role of operator holds for the whole region. */
export function grantsOf(role: Role, body: string): Grant[] {
  const scope = role === 'operator' ? null : body
  return Object.entries<readonly Role[]>(PERMISSIONS)
    .filter(([, roles]) => roles.includes(role))
    .map(([permission]) => ({ permission, scope }))
}
