import { readIso } from '../../harmonise/read-time.ts'
import { EARLIEST, LATEST } from '../../model.ts'
import { readWkt } from '../geometry/wkt.ts'
import { badQuery } from '../problems.ts'
import type { Comparison, Arithmetic, Expression, Literal } from './expression.ts'

/** Larger questions than this nobody needs, and they are dear to answer. */
const MOST_SIGNS = 10_000
const MOST_DEPTH = 50
const MOST_PARTS = 400

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)`
const PATTERNS = {
  space: /\s+/y,
  interval: new RegExp(`(${TIME})/(${TIME})`, 'y'),
  time: new RegExp(TIME, 'y'),
  date: /\d{4}-\d\d-\d\d(?![\dT:-])/y,
  timeOfDay: /\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?![\d:])/y,
  number: /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?[dDfFmMlL]?(?![\w])/y,
  text: /'((?:[^']|'')*)'/y,
  typed: /(geography|geometry|duration|datetime|datetimeoffset|time)'((?:[^']|'')*)'/iy,
  name: /[@A-Za-z_][\w.@]*(?:-[\w.@]+)*/y,
  step: /\/([@\w.-]+)/y,
}

/** How tightly operators bind: OData 4.01, part 2, §5.1.1.14. */
const STRENGTH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    or: 1,
    and: 2,
    eq: 3,
    ne: 3,
    gt: 4,
    ge: 4,
    lt: 4,
    le: 4,
    add: 5,
    sub: 5,
    mul: 6,
    div: 6,
    mod: 6,
  }),
)

interface Reader {
  readonly text: string
  at: number
  depth: number
  parts: number
}

/** Reads what stands after `$filter=`, or one term of `$orderby`. Throws a Problem that says where it cannot be understood. */
export function readFilter(text: string): Expression {
  if (text.length > MOST_SIGNS) throw badQuery(`a filter has ${MOST_SIGNS} signs at most`)
  const reader: Reader = { text, at: 0, depth: 0, parts: 0 }
  const expression = readBinary(reader, 0)
  skip(reader)
  if (reader.at < text.length) throw unexpected(reader)
  return expression
}

function readBinary(reader: Reader, weakest: number): Expression {
  deeper(reader)
  let left = readOne(reader)
  for (;;) {
    skip(reader)
    const start = reader.at
    const operator = match(reader, PATTERNS.name)?.[0] ?? ''
    const strength = STRENGTH.get(operator) ?? 0
    if (strength <= weakest) {
      reader.at = start
      break
    }
    const right = readBinary(reader, strength)
    left = { kind: 'binary', operator: operator as Comparison | Arithmetic | 'and' | 'or', left, right }
  }
  reader.depth--
  return left
}

function readOne(reader: Reader): Expression {
  skip(reader)
  if (reader.text[reader.at] === '(') {
    reader.at++
    const inside = readBinary(reader, 0)
    close(reader)
    return inside
  }
  const literal = readLiteral(reader)
  if (literal !== undefined) return { kind: 'literal', literal }
  if (reader.text[reader.at] === '-') {
    reader.at++
    deeper(reader)
    const inside = readOne(reader)
    reader.depth--
    return { kind: 'minus', inside }
  }
  const name = match(reader, PATTERNS.name)?.[0]
  if (name === undefined) throw unexpected(reader)
  if (name === 'not') {
    deeper(reader)
    const inside = readBinary(reader, STRENGTH.get('mul') ?? 0)
    reader.depth--
    return { kind: 'not', inside }
  }
  if (reader.text[reader.at] === '(') return readCall(reader, name)
  return readPath(reader, name)
}

function readCall(reader: Reader, name: string): Expression {
  reader.at++
  const inside: Expression[] = []
  skip(reader)
  if (reader.text[reader.at] !== ')') {
    do inside.push(readBinary(reader, 0))
    while (comma(reader))
  }
  close(reader)
  return { kind: 'call', name: name.toLowerCase(), inside }
}

function readPath(reader: Reader, first: string): Expression {
  if (STRENGTH.has(first)) throw unexpected(reader)
  const steps = [first]
  for (let step = match(reader, PATTERNS.step); step !== undefined; step = match(reader, PATTERNS.step)) {
    steps.push(step[1] ?? '')
    if (steps.length > 20) throw badQuery('a path has twenty names at most')
  }
  return { kind: 'path', steps }
}

function readLiteral(reader: Reader): Literal | undefined {
  const typed = match(reader, PATTERNS.typed)
  if (typed !== undefined) return typedLiteral((typed[1] ?? '').toLowerCase(), unquoted(typed[2] ?? ''))
  const text = match(reader, PATTERNS.text)
  if (text !== undefined) return { type: 'string', value: unquoted(text[1] ?? '') }
  const interval = match(reader, PATTERNS.interval)
  if (interval !== undefined) {
    const [from, until] = [momentOf(interval[1] ?? ''), momentOf(interval[2] ?? '')]
    if (until < from) throw badQuery('an interval ends before it begins')
    return { type: 'interval', from, until }
  }
  const time = match(reader, PATTERNS.time)
  if (time !== undefined) return { type: 'time', value: momentOf(time[0]) }
  const date = match(reader, PATTERNS.date)
  if (date !== undefined) {
    if (readIso(date[0]) === undefined) throw badQuery(`${date[0]} is no day`)
    return { type: 'date', value: date[0] }
  }
  const timeOfDay = match(reader, PATTERNS.timeOfDay)
  if (timeOfDay !== undefined) {
    if (readIso(`2000-01-01T${timeOfDay[0]}`) === undefined) throw badQuery(`${timeOfDay[0]} is no time of day`)
    return { type: 'time-of-day', value: timeOfDay[0] }
  }
  const number = match(reader, PATTERNS.number)
  if (number !== undefined) {
    const value = Number(number[0].replace(/[dDfFmMlL]$/, ''))
    if (!Number.isFinite(value)) throw badQuery(`${number[0]} is too large`)
    return { type: 'number', value }
  }
  return readWord(reader)
}

function readWord(reader: Reader): Literal | undefined {
  const start = reader.at
  const word = match(reader, PATTERNS.name)?.[0]
  if (reader.text[reader.at] !== '(' && reader.text[reader.at] !== '/') {
    if (word === 'true' || word === 'false') return { type: 'boolean', value: word === 'true' }
    if (word === 'null') return { type: 'null' }
  }
  reader.at = start
  return undefined
}

function typedLiteral(type: string, text: string): Literal {
  if (type.startsWith('geo')) return { type: 'geometry', value: readWkt(text) }
  if (type === 'duration') return { type: 'duration', microseconds: microsecondsOf(text) }
  return { type: 'time', value: momentOf(text) }
}

/** The moment that a text is; it must tell its zone. */
export function momentOf(text: string): number {
  const found = readIso(text)
  if (found?.offset === undefined) throw badQuery(`${text} is no time with a zone`)
  const moment = found.clock - found.offset * 60_000_000
  if (moment < EARLIEST || moment >= LATEST) throw badQuery(`${text} is not between 1900 and 2100`)
  return moment
}

function microsecondsOf(text: string): number {
  try {
    const seconds = Temporal.Duration.from(text).total({
      unit: 'seconds',
      relativeTo: Temporal.PlainDateTime.from('2001-01-01T00:00'),
    })
    if (Math.abs(seconds) < 1e10) return Math.round(seconds * 1e6)
  } catch {
    // Said below.
  }
  throw badQuery(`'${text}' is no length of time such as 'P1DT2H'`)
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'").replaceAll('\0', '')
}

function comma(reader: Reader): boolean {
  skip(reader)
  if (reader.text[reader.at] !== ',') return false
  reader.at++
  return true
}

function close(reader: Reader): void {
  skip(reader)
  if (reader.text[reader.at] !== ')') throw unexpected(reader)
  reader.at++
}

function deeper(reader: Reader): void {
  if (++reader.depth > MOST_DEPTH) throw badQuery('a filter has too many brackets within brackets')
  if (++reader.parts > MOST_PARTS) throw badQuery(`a filter has ${MOST_PARTS} parts at most`)
}

function skip(reader: Reader): void {
  match(reader, PATTERNS.space)
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)
  if (found === null) return undefined
  reader.at = pattern.lastIndex
  return found
}

function unexpected({ text, at }: Reader) {
  return badQuery(
    at >= text.length
      ? 'the filter ends too early'
      : `the filter is not understood from sign ${at + 1} on: ${text.slice(at, at + 40)}`,
  )
}
