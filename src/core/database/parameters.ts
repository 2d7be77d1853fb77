import { isJsonValue } from './sql.ts'

const texts = new WeakMap<TemplateStringsArray, string>()

/** The text of a statement with `$1`, `$2` … where its values go. */
export function statementText(strings: TemplateStringsArray): string {
  const known = texts.get(strings)
  if (known !== undefined) return known
  // In a template an unknown escape such as `\\1` has no text: PostgreSQL would get the word "undefined".
  if (strings.some((part) => part === undefined))
    throw new TypeError('A statement holds an escape that a template cannot have: bind that text as a value.')
  const text = strings.reduce((before, part, position) => `${before}$${position}${part}`)
  texts.set(strings, text)
  return text
}

/**
 * Turns a value into what the driver can send. `Temporal` becomes ISO 8601 text, a plain object JSON, an array a
 * PostgreSQL array (of which the plain objects are JSON, for `unnest($1::jsonb[])`), `undefined` null, bytes stay bytes.
 * Throws a `TypeError` for what has no place in a database, such as a function.
 */
export function bindValue(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be a value in SQL.`)
  if (isJsonValue(value)) return value.jsonText
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value)) return value.map(bindValue)
  if (value instanceof Date) return value.toISOString()
  return temporalText(value) ?? JSON.stringify(value)
}

/** `timestamptz` holds a moment, not a place: of a `ZonedDateTime` only the moment is kept. */
function temporalText(value: object): string | undefined {
  if (value instanceof Temporal.ZonedDateTime) return value.toInstant().toString()
  if (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainDateTime ||
    value instanceof Temporal.PlainTime ||
    value instanceof Temporal.Duration
  )
    return value.toString()
  return undefined
}
