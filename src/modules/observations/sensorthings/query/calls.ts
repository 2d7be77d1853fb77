import { badQuery } from '../problems.ts'
import { part, raw, type Fragment } from './fragment.ts'
import { asNumber, asString, asTime, nameOf, type Typed } from './typed.ts'

interface Call {
  readonly least: number
  readonly most: number
  make(inside: readonly Typed[]): Typed
}

const number = (sql: Fragment): Typed => ({ type: 'number', sql })
const text = (sql: Fragment): Typed => ({ type: 'string', sql })
const truth = (sql: Fragment): Typed => ({ type: 'boolean', sql })

/** Takes texts. */
function ofTexts(count: number, make: (...texts: Fragment[]) => Typed): Call {
  return { least: count, most: count, make: (inside) => make(...inside.map(asString)) }
}

/** A part of a time on the clock of UTC. */
function clock(field: string): Call {
  return {
    least: 1,
    most: 1,
    make: ([of]) => number(part`extract(${raw(field)} from ${onClock(of)})::float8`),
  }
}

function onClock(typed: Typed | undefined): Fragment {
  if (typed === undefined) throw badQuery('a time is asked for')
  if (typed.type === 'time-of-day') return typed.sql
  return part`(${asTime(typed)} at time zone 'UTC')`
}

function ofNumber(make: (one: Fragment) => Fragment): Call {
  return { least: 1, most: 1, make: ([of]) => number(make(asNumber(of ?? { type: 'null' }))) }
}

/** The functions of OGC 18-088, table 24, without those about geometries (`places.ts`). */
const CALLS: Readonly<Record<string, Call>> = {
  substringof: ofTexts(2, (part1, whole) => truth(part`strpos(${whole}, ${part1}) > 0`)),
  contains: ofTexts(2, (whole, part1) => truth(part`strpos(${whole}, ${part1}) > 0`)),
  startswith: ofTexts(2, (whole, start) => truth(part`starts_with(${whole}, ${start})`)),
  endswith: ofTexts(2, (whole, end) => truth(part`right(${whole}, length(${end})) = ${end}`)),
  length: ofTexts(1, (whole) => number(part`length(${whole})::float8`)),
  indexof: ofTexts(2, (whole, part1) => number(part`(strpos(${whole}, ${part1}) - 1)::float8`)),
  tolower: ofTexts(1, (whole) => text(part`lower(${whole})`)),
  toupper: ofTexts(1, (whole) => text(part`upper(${whole})`)),
  trim: ofTexts(1, (whole) => text(part`btrim(${whole}, E' \\t\\n\\r')`)),
  concat: ofTexts(2, (one, other) => text(part`(${one} || ${other})`)),
  substring: {
    least: 2,
    most: 3,
    make: ([whole, from, length]) => {
      const start = part`least(greatest(trunc(${asNumber(from ?? { type: 'null' })}), 0), 1000000)::int + 1`
      const of = asString(whole ?? { type: 'null' })
      if (length === undefined) return text(part`substr(${of}, ${start})`)
      return text(part`substr(${of}, ${start}, least(greatest(trunc(${asNumber(length)}), 0), 1000000)::int)`)
    },
  },
  year: clock('year'),
  month: clock('month'),
  day: clock('day'),
  hour: clock('hour'),
  minute: clock('minute'),
  second: { least: 1, most: 1, make: ([of]) => number(part`trunc(extract(second from ${onClock(of)}))::float8`) },
  fractionalseconds: {
    least: 1,
    most: 1,
    make: ([of]) => number(part`mod(extract(second from ${onClock(of)}), 1)::float8`),
  },
  date: { least: 1, most: 1, make: ([of]) => ({ type: 'date', sql: part`${onClock(of)}::date` }) },
  time: { least: 1, most: 1, make: ([of]) => ({ type: 'time-of-day', sql: part`${onClock(of)}::time` }) },
  // Times are kept and told in UTC.
  totaloffsetminutes: {
    least: 1,
    most: 1,
    make: ([of]) => number(part`(case when ${onClock(of)} is not null then 0 end)::float8`),
  },
  now: { least: 0, most: 0, make: () => ({ type: 'time', sql: part`now()` }) },
  mindatetime: { least: 0, most: 0, make: () => ({ type: 'time', sql: part`'-infinity'::timestamptz` }) },
  maxdatetime: { least: 0, most: 0, make: () => ({ type: 'time', sql: part`'infinity'::timestamptz` }) },
  // Half goes away from zero (OData 4.01, part 2, §5.1.1.9.1), which is not what PostgreSQL does with float8.
  round: ofNumber((one) => part`(sign(${one}) * floor(abs(${one}) + 0.5))`),
  floor: ofNumber((one) => part`floor(${one})`),
  ceiling: ofNumber((one) => part`ceil(${one})`),
}

/** Calls a function by its name. */
export function call(name: string, inside: readonly Typed[]): Typed {
  const known = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
  if (known === undefined) throw badQuery(`the function ${name.slice(0, 40)} is not known`)
  if (inside.length < known.least || inside.length > known.most)
    throw badQuery(
      `${name} takes ${known.least === known.most ? known.least : `${known.least} or ${known.most}`} values, not ${inside.length}`,
    )
  for (const one of inside) if (one.type === 'null') throw badQuery(`${name} takes no ${nameOf(one)}`)
  return known.make(inside)
}
