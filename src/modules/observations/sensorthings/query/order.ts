import type { Options } from '../odata/read-options.ts'
import { badQuery } from '../problems.ts'
import { term, type Scope } from './compile.ts'
import { joined, part, raw, type Fragment } from './fragment.ts'
import { asNumber, asString, nameOf, type Typed } from './typed.ts'

/** Something that is sorted by: when two are the same in it, the next decides. */
export interface Term {
  readonly sql: Fragment
  /** The type in PostgreSQL, for where a page goes on. */
  readonly type: string
  readonly isDown: boolean
}

const MOST_TERMS = 8

/**
 * What a list is sorted by: what was asked, then the id, so that no two are the same and a next page goes on where the last one ended,
 * whatever comes in meanwhile. `isOfOne` tells that all observations are of one datastream: then one index answers.
 */
export function termsOf(orderby: Options['orderby'], scope: Scope, isOfOne: boolean): Term[] {
  if (orderby.length > MOST_TERMS) throw badQuery(`$orderby has ${MOST_TERMS} terms at most`)
  const asked = orderby.map(({ by, isDown }) => ({ ...typeOf(term(by, scope), scope), isDown }))
  const { alias } = scope
  const own = (name: string, type: string, isDown: boolean): Term => ({ sql: raw(`${alias}.${name}`), type, isDown })
  if (scope.entity.set !== 'Observations') return [...asked, own('id', 'integer', false)]
  const last = asked.at(-1)
  // Sorted by time, what begins at one moment goes the same way: that is the order of the index.
  if (isOfOne && last !== undefined && last.sql.strings[0] === `${alias}.at`)
    return [...asked, own('turn', 'smallint', last.isDown)]
  const rest = [own('at', 'timestamptz', false), own('turn', 'smallint', false)]
  return isOfOne ? [...asked, ...rest] : [...asked, own('datastream', 'integer', false), ...rest]
}

function typeOf(typed: Typed, { alias }: Scope): { sql: Fragment; type: string } {
  switch (typed.type) {
    case 'id':
      return typed.isObservation
        ? { sql: raw(`${alias}.datastream`), type: 'integer' }
        : { sql: typed.sql, type: 'integer' }
    case 'number':
    case 'result':
      return { sql: asNumber(typed), type: 'float8' }
    case 'string':
      return { sql: asString(typed), type: 'text' }
    case 'time':
    case 'interval':
      return { sql: typed.sql, type: 'timestamptz' }
    case 'boolean':
      return { sql: typed.sql, type: 'boolean' }
    case 'date':
      return { sql: typed.sql, type: 'date' }
    case 'json':
      return { sql: typed.sql, type: 'jsonb' }
    default:
      throw badQuery(`one cannot sort by ${nameOf(typed)}`)
  }
}

/** `order by …` for terms. */
export function orderOf(terms: readonly Term[]): Fragment {
  return joined(
    terms.map(({ sql, isDown }) => part`${sql}${raw(isDown ? ' desc' : '')}`),
    ', ',
    '1',
  )
}

/** The terms of a row as texts, to go on after it: columns `k0`, `k1` … */
export function keysOf(terms: readonly Term[]): Fragment {
  return joined(
    terms.map(({ sql }, index) => part`(${sql})::text as ${raw(`k${index}`)}`),
    ', ',
    '',
  )
}

/** Which rows come after one with these keys. Null sorts as the largest. */
export function afterKeys(terms: readonly Term[], keys: readonly (string | null)[]): Fragment {
  const bound = terms.map(({ type }, index) => part`(${keys[index] ?? null}::text)::${raw(type)}`)
  const ways = terms.map((_, index) => {
    const same = terms
      .slice(0, index)
      .map(({ sql }, before) => part`${sql} is not distinct from ${bound[before] ?? raw('null')}`)
    return part`(${joined([...same, beyond(terms[index], bound[index], keys[index])], ' and ', 'true')})`
  })
  const [first] = terms
  const [key] = keys
  const either = part`(${joined(ways, ' or ', 'false')})`
  if (first === undefined || key === null || key === undefined || first.isDown === undefined) return either
  // Said once more in a way that an index can answer.
  const near = first.isDown
    ? part`${first.sql} <= ${bound[0]}`
    : part`(${first.sql} >= ${bound[0]} or ${first.sql} is null)`
  return /\.(id|at|datastream)$/.test(first.sql.strings[0] ?? '')
    ? part`(${first.sql} ${raw(first.isDown ? '<=' : '>=')} ${bound[0]} and ${either})`
    : part`(${near} and ${either})`
}

function beyond(one: Term | undefined, bound: Fragment | undefined, key: string | null | undefined): Fragment {
  if (one === undefined || bound === undefined) return raw('false')
  if (key === null || key === undefined) return one.isDown ? part`${one.sql} is not null` : raw('false')
  return one.isDown ? part`${one.sql} < ${bound}` : part`(${one.sql} > ${bound} or ${one.sql} is null)`
}

/** Where a next page begins, as it stands in an address. */
export function tokenOf(row: Readonly<Record<string, unknown>>, terms: readonly Term[]): string {
  return Buffer.from(JSON.stringify(terms.map((_, index) => row[`k${index}`] ?? null))).toString('base64url')
}

/** Reads such a token; it comes from outside, so that only its shape is trusted. */
export function readToken(token: string, terms: readonly Term[]): (string | null)[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (
      Array.isArray(keys) &&
      keys.length === terms.length &&
      keys.every((key) => key === null || (typeof key === 'string' && key.length <= 10_000 && !key.includes('\0')))
    )
      return keys as (string | null)[]
  } catch {
    // Said below.
  }
  throw badQuery('$skiptoken is not one that was given for this question')
}
