import { badQuery } from '../problems.ts'
import type { Geometry } from '../geometry/geometry.ts'
import { part, raw, type Fragment } from './fragment.ts'

/** SQL with what it is. */
export type Typed =
  | {
      readonly type: 'number' | 'string' | 'boolean' | 'time' | 'date' | 'time-of-day' | 'duration'
      readonly sql: Fragment
    }
  /** Of what is asked often as a number that number stands in a column, which an index can answer. */
  | { readonly type: 'json'; readonly sql: Fragment; readonly number?: Fragment }
  /** An end that is null: a moment. */
  | { readonly type: 'interval'; readonly sql: Fragment; readonly end: Fragment }
  /** A number or a text; of observations the three parts of `datastream.at.turn`. */
  | { readonly type: 'id'; readonly alias: string; readonly isObservation: boolean; readonly sql: Fragment }
  /** The result of an observation, whatever it is. */
  | { readonly type: 'result'; readonly alias: string }
  | { readonly type: 'geometry'; readonly value: Geometry }
  /** The geometries of a table, for the rows with an alias. */
  | { readonly type: 'places'; readonly alias: string; readonly table: string; readonly column: string }
  | { readonly type: 'null' }

/** As a number: also of a result or a value in JSON that is one. */
export function asNumber(typed: Typed): Fragment {
  switch (typed.type) {
    case 'number':
      return typed.sql
    case 'id':
      if (!typed.isObservation) return part`${typed.sql}::float8`
      break
    case 'result':
      return part`${column(typed.alias, 'number')}`
    case 'json':
      if (typed.number !== undefined) return typed.number
      return part`(case when jsonb_typeof(${typed.sql}) = 'number' then (${typed.sql} #>> '{}')::float8 end)`
    default:
  }
  throw badQuery(`a number is asked for, not ${nameOf(typed)}`)
}

/** As a text: also of a result or a value in JSON that is one. */
export function asString(typed: Typed): Fragment {
  switch (typed.type) {
    case 'string':
      return typed.sql
    case 'result':
      return part`coalesce(${column(typed.alias, 'text')}, case when jsonb_typeof(${column(typed.alias, 'json')}) = 'string' then ${column(typed.alias, 'json')} #>> '{}' end)`
    case 'json':
      return part`(case when jsonb_typeof(${typed.sql}) = 'string' then ${typed.sql} #>> '{}' end)`
    case 'id':
      return typed.isObservation
        ? part`(${column(typed.alias, 'datastream')} || '.' || (extract(epoch from ${column(typed.alias, 'at')}) * 1000000)::bigint || case when ${column(typed.alias, 'turn')} = 0 then '' else '.' || ${column(typed.alias, 'turn')} end)`
        : part`${typed.sql}::text`
    default:
      throw badQuery(`a text is asked for, not ${nameOf(typed)}`)
  }
}

/** As true or false: what can stand alone in a filter. */
export function asBoolean(typed: Typed): Fragment {
  switch (typed.type) {
    case 'boolean':
      return typed.sql
    case 'null':
      return part`null::boolean`
    case 'result':
      return part`${column(typed.alias, 'truth')}`
    case 'json':
      return part`(case when jsonb_typeof(${typed.sql}) = 'boolean' then (${typed.sql} #>> '{}')::boolean end)`
    default:
      throw badQuery(`something true or false is asked for, not ${nameOf(typed)}`)
  }
}

/** As a moment; of an interval its begin, of a text in JSON the moment that it tells. */
export function asTime(typed: Typed): Fragment {
  switch (typed.type) {
    case 'time':
    case 'interval':
      return typed.sql
    case 'date':
      return part`(${typed.sql}::timestamp at time zone 'UTC')`
    default:
      throw badQuery(`a time is asked for, not ${nameOf(typed)}`)
  }
}

export function nameOf({ type }: Typed): string {
  return type === 'places' ? 'a geometry' : `a ${type}`
}

/** A column of a row; both names are ours. */
export function column(alias: string, name: string): Fragment {
  return raw(`${alias}.${name}`)
}
