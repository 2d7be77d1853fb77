import type { Sql } from '#core/database/sql.ts'
import { ENTITIES, type EntityType } from '../entities.ts'
import {
  ARITHMETIC,
  COMPARISONS,
  type Arithmetic,
  type Comparison,
  type Expression,
  type Literal,
} from '../odata/expression.ts'
import { badQuery } from '../problems.ts'
import { call } from './calls.ts'
import { compare } from './compare.ts'
import { all, part, raw, type Fragment } from './fragment.ts'
import { callPlaces, isAboutPlaces } from './places.ts'
import { asBoolean, asNumber, asTime, nameOf, type Typed } from './typed.ts'

/** Where a question is asked: the rows of an entity type with an alias. */
export interface Scope {
  readonly entity: EntityType
  readonly alias: string
  readonly sql: Sql
  /** Makes aliases that no other has. */
  readonly fresh: () => string
}

/** Rows of other entities that a part of a question speaks of. */
interface Joined {
  readonly table: string
  readonly alias: string
  readonly on: Fragment
}

/** A question as a condition in SQL. */
export function condition(expression: Expression, scope: Scope): Fragment {
  if (expression.kind === 'binary' && (expression.operator === 'and' || expression.operator === 'or')) {
    const [left, right] = [condition(expression.left, scope), condition(expression.right, scope)]
    return part`(${left} ${raw(expression.operator)} ${right})`
  }
  if (expression.kind === 'not') return part`(not ${condition(expression.inside, scope)})`
  // What is linked is there, so that a comparison with many asks whether it holds for any of them.
  const joins: Joined[] = []
  const sql = asBoolean(value(expression, scope, joins))
  return joins.length === 0
    ? sql
    : part`exists (select from ${tablesOf(joins)} where ${all([...joins.map(({ on }) => on), sql])})`
}

/** A term to sort by: links in it lead to one entity. */
export function term(expression: Expression, scope: Scope): Typed {
  const joins: Joined[] = []
  const found = value(expression, scope, joins)
  if (joins.length === 0) return found
  const wrap = (sql: Fragment): Fragment =>
    part`(select ${sql} from ${tablesOf(joins)} where ${all(joins.map(({ on }) => on))} limit 1)`
  if (found.type === 'interval') return { type: 'time', sql: wrap(found.sql) }
  if (found.type === 'result') return { type: 'number', sql: wrap(asNumber(found)) }
  if ('sql' in found)
    return {
      type: found.type === 'id' ? 'number' : found.type,
      sql: wrap(found.type === 'id' ? asNumber(found) : found.sql),
    }
  throw badQuery(`one cannot sort by ${nameOf(found)}`)
}

function tablesOf(joins: readonly Joined[]): Fragment {
  return raw(joins.map(({ table, alias }) => `${table} ${alias}`).join(', '))
}

function value(expression: Expression, scope: Scope, joins: Joined[]): Typed {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.literal)
    case 'path':
      return path(expression.steps, scope, joins)
    case 'minus':
      return { type: 'number', sql: part`(- ${asNumber(value(expression.inside, scope, joins))})` }
    case 'not':
      return { type: 'boolean', sql: condition(expression, scope) }
    case 'call': {
      const last = expression.inside.at(-1)
      if (!isAboutPlaces(expression.name))
        return call(
          expression.name,
          expression.inside.map((one) => value(one, scope, joins)),
        )
      const pattern = last?.kind === 'literal' && last.literal.type === 'string' ? last.literal.value : undefined
      const geometries = expression.name === 'st_relate' ? expression.inside.slice(0, -1) : expression.inside
      return callPlaces(
        expression.name,
        geometries.map((one) => value(one, scope, joins)),
        pattern,
        scope.sql,
      )
    }
    // binary
    default: {
      const { operator, left, right } = expression
      if (isComparison(operator))
        return { type: 'boolean', sql: compare(operator, value(left, scope, joins), value(right, scope, joins)) }
      if (isArithmetic(operator)) return arithmetic(operator, value(left, scope, joins), value(right, scope, joins))
      return { type: 'boolean', sql: condition(expression, scope) }
    }
  }
}

function literal(one: Literal): Typed {
  switch (one.type) {
    case 'number':
      return { type: 'number', sql: part`${one.value}::float8` }
    case 'string':
      return { type: 'string', sql: part`${one.value}::text` }
    case 'boolean':
      return { type: 'boolean', sql: part`${one.value}::boolean` }
    case 'time':
      return { type: 'time', sql: moment(one.value) }
    case 'interval':
      return { type: 'interval', sql: moment(one.from), end: moment(one.until) }
    case 'date':
      return { type: 'date', sql: part`${one.value}::date` }
    case 'time-of-day':
      return { type: 'time-of-day', sql: part`${one.value}::time` }
    case 'duration':
      return { type: 'duration', sql: part`(${one.microseconds / 1e6}::float8 * interval '1 second')` }
    case 'geometry':
      return { type: 'geometry', value: one.value }
    default:
      return { type: 'null' }
  }
}

function moment(microseconds: number): Fragment {
  return part`to_timestamp(${microseconds}::float8 / 1e6)`
}

function path(steps: readonly string[], scope: Scope, joins: Joined[]): Typed {
  let { entity, alias } = scope
  for (const [place, step] of steps.entries()) {
    const link = Object.hasOwn(entity.links, step) ? entity.links[step] : undefined
    if (link !== undefined) {
      const next = ENTITIES[link.to]
      const to = scope.fresh()
      joins.push({ table: next.table, alias: to, on: raw(`${link.joins(alias, to)} and ${next.base(to)}`) })
      ;[entity, alias] = [next, to]
      continue
    }
    const name = step === '@iot.id' ? 'id' : step
    const property = Object.hasOwn(entity.properties, name) ? entity.properties[name] : undefined
    if (property === undefined) throw badQuery(`${entity.one} has no ${step.slice(0, 60)}`)
    return within(property, { entity, alias, name }, steps.slice(place + 1))
  }
  throw badQuery(`${steps.join('/').slice(0, 60)} is an entity, and not a value of it`)
}

function within(
  { type, sql, end, numbers }: EntityType['properties'][string],
  { entity, alias, name }: { entity: EntityType; alias: string; name: string },
  rest: readonly string[],
): Typed {
  const isJson = type === 'json' || type === 'geometry' || type === 'result'
  if (rest.length > 0) {
    if (!isJson) throw badQuery(`${name} has nothing within it`)
    const whole = type === 'result' ? raw(`${alias}.json`) : raw(sql(alias))
    const number = numbers?.[rest.join('/')]
    return { type: 'json', sql: part`(${whole} #> ${rest}::text[])`, ...(number && { number: raw(number(alias)) }) }
  }
  switch (type) {
    case 'id':
      return { type, alias, isObservation: entity.set === 'Observations', sql: raw(sql(alias)) }
    case 'interval':
      return { type, sql: raw(sql(alias)), end: raw(end?.(alias) ?? 'null') }
    case 'result':
      return { type, alias }
    case 'geometry':
      return { type: 'places', alias, table: entity.table, column: sql('').slice(1) }
    default:
      return { type, sql: raw(sql(alias)) }
  }
}

function arithmetic(operator: Arithmetic, left: Typed, right: Typed): Typed {
  const isTime = (typed: Typed) => typed.type === 'time' || typed.type === 'interval' || typed.type === 'date'
  if (operator === 'add' || operator === 'sub') {
    const sign = raw(operator === 'add' ? ' + ' : ' - ')
    if (isTime(left) && right.type === 'duration')
      return { type: 'time', sql: part`(${asTime(left)}${sign}${right.sql})` }
    if (operator === 'add' && left.type === 'duration' && isTime(right))
      return { type: 'time', sql: part`(${asTime(right)} + ${left.sql})` }
    if (operator === 'sub' && isTime(left) && isTime(right))
      return { type: 'duration', sql: part`(${asTime(left)} - ${asTime(right)})` }
    if (left.type === 'duration' && right.type === 'duration')
      return { type: 'duration', sql: part`(${left.sql}${sign}${right.sql})` }
  }
  if (left.type === 'duration' && (operator === 'mul' || operator === 'div'))
    return {
      type: 'duration',
      sql:
        operator === 'mul'
          ? part`(${left.sql} * ${asNumber(right)})`
          : part`(${left.sql} / nullif(${asNumber(right)}, 0))`,
    }
  const [one, other] = [asNumber(left), asNumber(right)]
  switch (operator) {
    case 'add':
      return { type: 'number', sql: part`(${one} + ${other})` }
    case 'sub':
      return { type: 'number', sql: part`(${one} - ${other})` }
    case 'mul':
      return { type: 'number', sql: part`(${one} * ${other})` }
    // What is divided by nothing is unknown.
    case 'div':
      return { type: 'number', sql: part`(${one} / nullif(${other}, 0))` }
    // mod
    default:
      return { type: 'number', sql: part`mod((${one})::numeric, nullif(${other}, 0)::numeric)::float8` }
  }
}

function isComparison(operator: string): operator is Comparison {
  return COMPARISONS.some((one) => one === operator)
}

function isArithmetic(operator: string): operator is Arithmetic {
  return ARITHMETIC.some((one) => one === operator)
}
