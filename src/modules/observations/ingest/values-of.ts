/** What the key of a resident may publish of an observation, and so all that is kept of one that was refused. */
const VALUES: ReadonlySet<string> = new Set(['Datastream', 'phenomenonTime', 'result', 'resultTime', 'validTime'])

/** A message without words and places beside its values; empty when it cannot be read. */
export function valuesOfMessage(text: string): string {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return ''
  }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return ''
  return JSON.stringify(Object.fromEntries(Object.entries(sent).filter(([name]) => VALUES.has(name))))
}

/** The cells of a data array, and their components, without words and places beside the values. */
export function valuesOfCells(
  cells: unknown,
  components: readonly string[],
): { readonly cells: readonly unknown[]; readonly components: readonly string[] } {
  const told = Array.isArray(cells) ? (cells as readonly unknown[]) : []
  return {
    cells: told.filter((_cell, place) => VALUES.has(components[place] ?? '')),
    components: components.filter((name) => VALUES.has(name)),
  }
}
