/**
 * Takes out of texts what no person types and what PostgreSQL refuses: the sign NUL, and halves of a pair of UTF-16
 * (https://tc39.es/ecma262/#sec-string.prototype.towellformed makes them U+FFFD). Looks into arrays and objects.
 */
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)]))
  return value
}
