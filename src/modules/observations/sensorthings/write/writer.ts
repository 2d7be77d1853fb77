import type { Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { Problem } from '#core/problem.ts'
import type { Scope } from '../../keys/key.ts'
import { messages } from '../../messages.ts'
import { isOfResident } from '../../register/owner.ts'
import { ENTITIES, readId, type SetName } from '../entities.ts'
import { badBody, notThere } from '../problems.ts'
import { ask, part, raw } from '../query/fragment.ts'
import type { Ref } from './bodies.ts'

/** Who writes, and with what. */
export interface Writer {
  readonly sql: Sql
  readonly now: Temporal.Instant
  /** Whose entities may be written to; null: all. */
  readonly body: string | null
  /** What the key opens. */
  readonly scopes: readonly Scope[]
  readonly municipalityOf: (point: Point) => string | null
}

/** To whom belongs what a writer makes. */
export function ownerOf({ body }: Writer): string {
  return body ?? REGION_OFFICE
}

/** The number of an entity that is there; with `toChange` it must belong to the writer too. Throws a Problem otherwise. */
export async function refer(writer: Writer, set: SetName, ref: Ref, toChange = false): Promise<number> {
  const id = readId(set, ref['@iot.id'])
  if (typeof id !== 'number') throw badBody(`${ENTITIES[set].one} ${String(ref['@iot.id'])} is no id`)
  await mine(writer, set, id, toChange)
  return id
}

/** Throws a Problem when an entity is not there, or belongs to somebody else. It is held until the transaction ends. */
export async function mine({ sql, body }: Writer, set: SetName, id: number, toChange = true): Promise<void> {
  const [row] = await ask<{ owner: string }>(
    sql,
    part`select owner from ${raw(ENTITIES[set].table)} where id = ${id}::int ${raw(toChange ? 'for update' : 'for key share')}`,
  )
  if (row === undefined) throw notThere(`${ENTITIES[set].one} ${id}`)
  // What hangs at somebody's home is linked to by nobody else.
  if (body !== null && row.owner !== body && (toChange || isOfResident(row.owner)))
    throw new Problem('sensorthings-not-yours', 403, messages.say('error.notYours'))
}

/** Whether something is there already, and is only named. */
export function isRef(value: object): value is Ref {
  return '@iot.id' in value
}
