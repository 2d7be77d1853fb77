import units from './units.json' with { type: 'json' }

const known: Readonly<Record<string, { readonly symbol: string; readonly name: string }>> = units

/** How a UCUM code is written for people. */
export function unitWords(ucum: string | null): { readonly symbol: string; readonly name: string } {
  if (ucum === null) return { symbol: '', name: '' }
  return known[ucum] ?? { symbol: ucum, name: ucum }
}
