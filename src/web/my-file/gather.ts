import { listDeedsOn } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { listLettersTo, type KeptLetter } from '#core/mail/outbox-mail.ts'
import { withoutKeys } from '#core/mail/without-keys.ts'
import { generalProblem } from '../problems/problem-answer.tsx'
import type { Module } from '../module.ts'
import type { OwnRecord } from '../own-file.ts'
import type { Context } from '../route.ts'
import type { Owner } from '../visitor.ts'

/** A record with the capability that keeps it. */
export interface Kept {
  readonly capability: string
  readonly record: OwnRecord
}

/** That staff looked at a record, and when. Who of the staff stays in the audit log. */
export interface Look {
  readonly at: Temporal.Instant
  readonly record: OwnRecord
}

/** Everything that is kept about one resident. */
export interface WholeFile {
  readonly kept: readonly Kept[]
  /** To the address that was proven: letters that were kept because no mail server is set. */
  readonly letters: readonly KeptLetter[]
  readonly looks: readonly Look[]
}

/** Whose file a request is about. */
export function ownerOf({ visitor }: Pick<Context, 'visitor'>): Owner {
  if (visitor?.owner === undefined) throw generalProblem('forbidden', 403)
  return visitor.owner
}

/** Asks every capability, and core, what it keeps about a resident. */
export async function gather(modules: readonly Module[], owner: Owner, sql: Sql): Promise<WholeFile> {
  const kept: Kept[] = []
  for (const { name, ownFile } of modules)
    for (const record of (await ownFile?.list(owner, sql)) ?? []) kept.push({ capability: name, record })
  return {
    kept,
    letters: owner.email === null ? [] : (await listLettersTo(sql, owner.email)).map(withoutKeys),
    looks: await listLooks(modules, kept, sql),
  }
}

/** One record of a resident; a problem 404 when it is not there or not theirs. */
export async function getKept(
  modules: readonly Module[],
  { capability, id }: { capability: string; id: string },
  context: Pick<Context, 'sql' | 'visitor'>,
): Promise<Kept> {
  const module = modules.find(({ name }) => name === capability)
  const records = (await module?.ownFile?.list(ownerOf(context), context.sql)) ?? []
  const record = records.find((one) => one.id === id)
  if (record === undefined) throw generalProblem('not-found', 404)
  return { capability, record }
}

async function listLooks(modules: readonly Module[], kept: readonly Kept[], sql: Sql): Promise<Look[]> {
  const records = new Map(kept.map(({ record }) => [record.subject, record]))
  const subjects = [...records.keys()].filter((subject) => subject !== undefined)
  const actions = modules.flatMap(({ ownFile }) => ownFile?.looks ?? [])
  const deeds = await listDeedsOn(sql, { subjects, actions })
  // A page and the photo in it are one look.
  const seen = new Set<string>()
  return deeds.flatMap(({ at, subject, actor }) => {
    const look = `${subject} ${actor} ${at.toString({ smallestUnit: 'minute' })}`
    const record = seen.has(look) ? undefined : records.get(subject)
    seen.add(look)
    return record === undefined ? [] : [{ at, record }]
  })
}
