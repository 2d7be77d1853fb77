import type { Sql } from '#core/database/sql.ts'

/** A piece of SQL with its values, which are always bound and never written into the text. A value may still be on its way. */
export interface Fragment {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  readonly [FRAGMENT]: true
}

const FRAGMENT: unique symbol = Symbol('fragment')

/** SQL as a template: fragments in it become part of it, everything else a bound value. */
export function part(strings: TemplateStringsArray, ...inside: readonly unknown[]): Fragment {
  const texts = [strings[0] ?? '']
  const values: unknown[] = []
  inside.forEach((one, index) => {
    const next = strings[index + 1] ?? ''
    if (isFragment(one)) {
      texts[texts.length - 1] += one.strings[0] ?? ''
      one.values.forEach((value, place) => {
        values.push(value)
        texts.push(one.strings[place + 1] ?? '')
      })
      texts[texts.length - 1] += next
    } else {
      values.push(one)
      texts.push(next)
    }
  })
  return { strings: texts, values, [FRAGMENT]: true }
}

/** SQL of our own without values: names of columns and aliases. Never what somebody sent. */
export function raw(text: string): Fragment {
  return { strings: [text], values: [], [FRAGMENT]: true }
}

/** Fragments with something between them; `none` when there are none. */
export function joined(fragments: readonly Fragment[], between: string, none: string): Fragment {
  const [first, ...rest] = fragments
  return first === undefined ? raw(none) : rest.reduce((all, one) => part`${all}${raw(between)}${one}`, first)
}

/** All of these conditions. */
export function all(conditions: readonly Fragment[]): Fragment {
  return joined(conditions, ' and ', 'true')
}

/** Asks the database; values that are on their way are waited for first. */
export async function ask<Row extends object>(sql: Sql, { strings, values }: Fragment): Promise<Row[]> {
  const known = await Promise.all(values)
  // A template is nothing but its texts for the function that asks.
  return sql<Row>(strings as unknown as TemplateStringsArray, ...known)
}

function isFragment(value: unknown): value is Fragment {
  return typeof value === 'object' && value !== null && FRAGMENT in value
}
