import type { Sql } from '#core/database/sql.ts'
import { ENTITIES, isSet, readId, type EntityId, type SetName } from './entities.ts'
import { badQuery, notThere } from './problems.ts'
import { all, ask, part, raw } from './query/fragment.ts'
import { linkOf, type From } from './query/list.ts'
import { columnsOf, LEADS_TO, type Row } from './query/rows.ts'

/** What an address is about. */
export type Target =
  | { readonly kind: 'root' }
  | {
      readonly kind: 'set'
      readonly set: SetName
      readonly from: From | undefined
      readonly isRef: boolean
      readonly isCount: boolean
    }
  | {
      readonly kind: 'entity'
      readonly set: SetName
      readonly row: Row
      readonly isRef: boolean
      readonly cameBy: From | undefined
    }
  | {
      readonly kind: 'property'
      readonly set: SetName
      readonly row: Row
      readonly path: readonly string[]
      readonly isValue: boolean
    }

const MOST_STEPS = 12

/** Follows an address from the root (`Things(1)/Datastreams`). Throws a Problem where nothing is. */
export async function follow(sql: Sql, path: string): Promise<Target> {
  const steps = path.split('/').filter((step) => step !== '')
  if (steps.length === 0) return { kind: 'root' }
  if (steps.length > MOST_STEPS) throw badQuery(`an address has ${MOST_STEPS} steps at most`)
  const [first, key] = stepOf(steps[0] ?? '')
  if (!isSet(first)) throw notThere(first)
  let target: Target = { kind: 'set', set: first, from: undefined, isRef: false, isCount: false }
  if (key !== undefined)
    target = {
      kind: 'entity',
      set: first,
      row: await find(sql, first, idFrom(first, key)),
      isRef: false,
      cameBy: undefined,
    }
  for (const step of steps.slice(1)) target = await next(sql, target, step)
  return target
}

async function next(sql: Sql, target: Target, step: string): Promise<Target> {
  if (target.kind === 'set' && !target.isRef && !target.isCount) {
    if (step === '$ref') return { ...target, isRef: true }
    if (step === '$count') return { ...target, isCount: true }
  }
  if (target.kind === 'property' && !target.isValue)
    return step === '$value' ? { ...target, isValue: true } : { ...target, path: [...target.path, step] }
  if (target.kind !== 'entity' || target.isRef) throw notThere(step)
  if (step === '$ref') return { ...target, isRef: true }
  const { set, row } = target
  const [name, key] = stepOf(step)
  const entity = ENTITIES[set]
  if (!Object.hasOwn(entity.links, name)) {
    if (key !== undefined || !(Object.hasOwn(entity.properties, name) || name === '@iot.id'))
      throw notThere(`${entity.one}/${name}`)
    return { kind: 'property', set, row, path: [name], isValue: false }
  }
  const link = linkOf(entity, name)
  const from: From = { set, link: name, id: row.id }
  if (!link.isMany) {
    const id = row[LEADS_TO[name] ?? '']
    if (key !== undefined || typeof id !== 'number') throw notThere(`${entity.one}/${name}`)
    return { kind: 'entity', set: link.to, row: await find(sql, link.to, id), isRef: false, cameBy: undefined }
  }
  if (key === undefined) return { kind: 'set', set: link.to, from, isRef: false, isCount: false }
  const found = await find(sql, link.to, idFrom(link.to, key), from)
  return { kind: 'entity', set: link.to, row: found, isRef: false, cameBy: from }
}

/** The row of an entity, which must be linked from another where that is given. Throws a Problem when it is not there. */
export async function find(sql: Sql, set: SetName, id: EntityId, from?: From): Promise<Row> {
  const entity = ENTITIES[set]
  const which =
    typeof id === 'number'
      ? part`e.id = ${id}::int`
      : part`e.datastream = ${id.datastream}::int and e.at = to_timestamp(${id.at}::float8 / 1e6) and e.turn = ${id.turn}::smallint`
  const linked =
    from === undefined
      ? raw('true')
      : part`exists (select from (select ${from.id}::int as id) f where ${raw(linkOf(ENTITIES[from.set], from.link).joins('f', 'e'))})`
  const [row] = await ask<Row>(
    sql,
    part`select ${raw(columnsOf(set))} from ${raw(`${entity.table} e`)} where ${all([which, raw(entity.base('e')), linked])}`,
  )
  if (row === undefined) throw notThere(`${entity.one} ${typeof id === 'number' ? id : `${id.datastream}.${id.at}`}`)
  return row
}

function stepOf(step: string): readonly [name: string, key: string | undefined] {
  const [, name, key] = /^([@$\w.-]+)(?:\((.*)\))?$/.exec(step) ?? []
  if (name === undefined) throw badQuery(`"${step.slice(0, 60)}" is no step of an address`)
  return [name, key]
}

function idFrom(set: SetName, key: string): EntityId {
  const text = /^'.*'$/.test(key) ? key.slice(1, -1) : key
  const id = readId(set, text)
  if (id === undefined) throw notThere(`${ENTITIES[set].one} ${key.slice(0, 40)}`)
  return id
}
