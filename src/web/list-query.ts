/** The query string of a list with some members changed; empty ones and page 1 are left out. */
export function listQuery(
  filter: Readonly<Record<string, string | number>>,
  changes: Readonly<Record<string, string | number>> = {},
): string {
  const kept = Object.entries({ ...filter, ...changes }).filter(
    ([name, value]) => value !== '' && !(name === 'page' && value === 1),
  )
  return kept.length === 0
    ? ''
    : `?${new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString()}`
}
