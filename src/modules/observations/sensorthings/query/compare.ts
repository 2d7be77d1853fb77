import type { Comparison } from '../odata/expression.ts'
import { badQuery } from '../problems.ts'
import { readId } from '../entities.ts'
import { part, raw, type Fragment } from './fragment.ts'
import { asBoolean, asNumber, asString, asTime, column, nameOf, type Typed } from './typed.ts'

const SIGNS: Readonly<Record<Comparison, string>> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }
const TURNED: Readonly<Record<Comparison, Comparison>> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' }

/** Compares two values. What is null compares as unknown, except with `null` itself. */
export function compare(operator: Comparison, left: Typed, right: Typed): Fragment {
  const sign = raw(` ${SIGNS[operator]} `)
  if (left.type === 'null' && right.type !== 'null') return compare(TURNED[operator], right, left)
  if (right.type === 'null') {
    if (operator !== 'eq' && operator !== 'ne') return part`false`
    return part`(${left.type === 'null' ? raw('true') : isNull(left)}) = ${raw(operator === 'eq' ? 'true' : 'false')}`
  }
  if (right.type === 'id' && left.type !== 'id') return compare(TURNED[operator], right, left)
  if (left.type === 'id') return compareId(operator, left, right)
  if (left.type === 'interval' || right.type === 'interval') return compareIntervals(operator, left, right)
  const both = [left.type, right.type]
  if (both.includes('geometry') || both.includes('places')) throw badQuery('geometries are compared with st_equals')
  if (both.includes('time') || (both.includes('date') && both.includes('time')))
    return part`(${timeOf(left)}${sign}${timeOf(right)})`
  for (const type of ['date', 'time-of-day', 'duration'] as const)
    if (both.includes(type)) {
      if (left.type !== type || right.type !== type) throw different(left, right)
      return part`(${left.sql}${sign}${right.sql})`
    }
  if (both.includes('number')) return part`(${asNumber(left)}${sign}${asNumber(right)})`
  if (both.includes('string')) return part`(${asString(left)}${sign}${asString(right)})`
  if (both.includes('boolean')) return part`(${asBoolean(left)}${sign}${asBoolean(right)})`
  // What is left are results and values in JSON on both sides: as numbers first, then as texts.
  return part`coalesce(${asNumber(left)}${sign}${asNumber(right)}, ${asString(left)}${sign}${asString(right)})`
}

/** A time in JSON is a text that tells one. */
function timeOf(typed: Typed): Fragment {
  if (typed.type === 'json')
    return part`(case when jsonb_typeof(${typed.sql}) = 'string' and (${typed.sql} #>> '{}') ~ '^\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?(Z|[+-]\\d\\d:\\d\\d)$' then (${typed.sql} #>> '{}')::timestamptz end)`
  return asTime(typed)
}

function compareId(operator: Comparison, left: Extract<Typed, { type: 'id' }>, right: Typed): Fragment {
  const sign = raw(` ${SIGNS[operator]} `)
  if (right.type === 'id') return part`(${asString(left)}${sign}${asString(right)})`
  const [value, isLiteral] = literalOf(right)
  if (!left.isObservation) {
    // A whole number of the right size is looked up in the index; anything else is compared as what it is.
    const id = isLiteral ? readId('Things', value) : undefined
    if (id !== undefined) return part`(${left.sql}${sign}${id}::int)`
    return right.type === 'string'
      ? part`(${asString(left)}${sign}${right.sql})`
      : part`(${asNumber(left)}${sign}${asNumber(right)})`
  }
  const id = isLiteral ? readId('Observations', value) : undefined
  if (typeof id === 'object') {
    const { alias } = left
    const ours = part`(${column(alias, 'datastream')}, ${column(alias, 'at')}, ${column(alias, 'turn')})`
    return part`(${ours}${sign}(${id.datastream}::int, to_timestamp(${id.at}::float8 / 1e6), ${id.turn}::smallint))`
  }
  return part`(${asString(left)}${sign}${asString(right)})`
}

/** The one value of a literal, which is bound as it is. */
function literalOf(typed: Typed): readonly [unknown, boolean] {
  if (typed.type !== 'number' && typed.type !== 'string') return [undefined, false]
  return typed.sql.values.length === 1 && /^::\w+$/.test(typed.sql.strings[1] ?? '')
    ? [typed.sql.values[0], true]
    : [undefined, false]
}

/**
 * Intervals, and moments beside them: one is before another when it has ended by its begin, so `lt` and `gt` leave out what overlaps;
 * `le` and `ge` also take what ends, or begins, with it. An end that is null is that of a moment.
 */
function compareIntervals(operator: Comparison, left: Typed, right: Typed): Fragment {
  const [begin, otherBegin] = [timeOf(left), timeOf(right)]
  const [end, otherEnd] = [endOf(left), endOf(right)]
  switch (operator) {
    case 'eq':
      return part`(${begin} = ${otherBegin} and ${end} = ${otherEnd})`
    case 'ne':
      return part`(${begin} <> ${otherBegin} or ${end} <> ${otherEnd})`
    // The first of the two conditions is what an index can answer.
    case 'lt':
      return part`(${begin} < ${otherBegin} and ${end} <= ${otherBegin})`
    case 'le':
      return part`(${begin} <= ${otherEnd} and ${end} <= ${otherEnd})`
    case 'gt':
      return part`(${begin} >= ${otherEnd} and ${end} > ${otherEnd})`
    // ge
    default:
      return part`(${begin} >= ${otherBegin} and ${end} >= ${otherBegin})`
  }
}

function endOf(typed: Typed): Fragment {
  return typed.type === 'interval' ? part`coalesce(${typed.end}, ${typed.sql})` : timeOf(typed)
}

function isNull(typed: Typed): Fragment {
  switch (typed.type) {
    case 'null':
      return part`true`
    case 'geometry':
      return part`false`
    case 'places':
      return part`${column(typed.alias, typed.column)} is null`
    case 'result':
      return part`num_nonnulls(${column(typed.alias, 'number')}, ${column(typed.alias, 'truth')}, ${column(typed.alias, 'text')}, ${column(typed.alias, 'json')}) = 0`
    case 'json':
      return part`coalesce(${typed.sql}, 'null') = 'null'`
    default:
      return part`(${typed.sql}) is null`
  }
}

function different(left: Typed, right: Typed) {
  return badQuery(`${nameOf(left)} is not compared with ${nameOf(right)}`)
}
