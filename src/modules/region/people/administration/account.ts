import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Context } from '#web/route.ts'
import { findBody } from '../../store/bodies.ts'

/** A change of who may get in where, or as what. */
export interface AccessChange {
  readonly action: 'region.let-in' | 'region.give-role' | 'region.take-role' | 'region.restore-access'
  readonly person: string
  readonly body: string
  /** Absent when it is about every role. */
  readonly role?: string
}

/** Writes in the audit log who changed it, and tells the person; in the transaction in which it happens. */
export async function accountFor(
  sql: Sql,
  { action, person, body, role }: AccessChange,
  { clock, visitor }: Pick<Context, 'clock' | 'visitor'>,
): Promise<void> {
  const municipality = (await findBody(sql, body))?.municipality ?? undefined
  await recordDeed(sql, {
    at: clock(),
    actorKind: 'staff',
    actor: visitor?.id ?? '',
    action,
    subject: `person:${person}`,
    municipality,
    reason: [body, role].filter(Boolean).join(' '),
  })
  await announce(sql, 'region.account-changed', { person, action })
}
