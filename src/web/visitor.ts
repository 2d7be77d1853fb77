/** A permission within a scope. `scope` is the id of a body, or null for the whole region. */
export interface Grant {
  readonly permission: string
  readonly scope: string | null
}

/** What proves which records are a resident's own: the account, and the address that was proven by a link, if any. */
export interface Owner {
  /** Id of the account. */
  readonly resident: string
  /** In lower case. */
  readonly email: string | null
}

/** Somebody who signed in. What the permissions mean is decided in `modules/region/permissions.ts`. */
export interface Visitor {
  readonly id: string
  readonly kind: 'staff' | 'resident'
  readonly name: string
  readonly sessionId: string
  readonly grants: readonly Grant[]
  /** Of a resident only. */
  readonly owner?: Owner
}

/** Whether somebody has a permission in a scope; `undefined` asks whether they have it anywhere. */
export function allows(visitor: Pick<Visitor, 'grants'> | undefined, permission: string, scope?: string): boolean {
  return (visitor?.grants ?? []).some(
    (grant) =>
      grant.permission === permission && (scope === undefined || grant.scope === null || grant.scope === scope),
  )
}
