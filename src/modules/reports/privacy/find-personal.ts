import firstNames from './first-names.json' with { type: 'json' }

/** What points to a person. */
export type PersonalKind = 'email' | 'phone' | 'plate' | 'number' | 'name' | 'house'

/** A part of a text, from one place up to another (UTF-16, as in `slice`). */
export interface Personal {
  readonly kind: PersonalKind
  readonly start: number
  readonly end: number
}

/** A word with a capital, such as a name has; with the small words of names between: "van den Berghe". */
const WORD = String.raw`\p{Lu}[\p{L}’'-]+`
const NAME = String.raw`${WORD}(?:\s+(?:(?:van|de|den|der|het|ter|te|le|la|du|des|von|zu|el|al|ben)\s+){0,2}${WORD}){0,2}`
/** Words after which a name comes, in four languages. */
const BEFORE_NAME = [
  'mevrouw|mevr|mvr|mw|meneer|mijnheer|de heer|dhr|juffrouw|familie|fam|buurman|buurvrouw|mijn naam is|ik heet',
  "madame|mme|monsieur|mademoiselle|mlle|famille|voisin|voisine|je m[’']appelle|mon nom est",
  'mr|mrs|ms|miss|family|neighbour|my name is',
  'frau|herr|herrn|nachbar|nachbarin|ich heiße|mein name ist',
].join('|')

/**
 * What is looked for, in this order: what was found first is not looked at again. Telephone numbers: national and international notation
 * of ITU-T E.123 with any of its separators. Number plates: Belgian ones since 1951 (1-ABC-123, ABC-123, 123-ABC). Numbers of people:
 * the national register (YY.MM.DD-XXX.XX) and IBAN (ISO 13616).
 */
const PATTERNS: readonly (readonly [PersonalKind, RegExp])[] = [
  ['email', /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu],
  ['number', /\b[A-Z]{2}\d{2}(?:\s?\d{4}){3,7}\b/g],
  ['number', /\b\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s]\d{3}[.\s]?\d{2}\b/g],
  ['phone', /(?:\+|\b00)\d{1,3}(?:[\s./()-]{0,2}\d){7,11}\b/g],
  ['phone', /\b0(?:[\s./()-]{0,2}\d){8,9}\b/g],
  ['plate', /\b[1-9OQTZ][-\s.]?[A-Z]{3}[-\s.]?\d{3}\b/g],
  ['plate', /\b(?:[A-Z]{3}[-.]\d{3}|\d{3}[-.][A-Z]{3})\b/g],
  // Only what has a capital is a name: the words before it may have one.
  ['name', new RegExp(String.raw`(?<![\p{L}])(?i:${BEFORE_NAME})\.?\s+${NAME}`, 'gu')],
  ['name', new RegExp(String.raw`(?<![\p{L}])(?:${firstNames.join('|')})\s+${NAME}`, 'gu')],
  ['house', /(?<![\p{L}])(?:huis)?(?:nummer|nr\.?|numéro|n°|number|hausnummer)\s*\d{1,4}\s?[a-z]?\b/giu],
]

/**
 * Finds what may point to a person in a free text: names, addresses, telephone numbers, plates. It errs on the side of finding too much: a
 * person of the staff decides. Parts do not overlap and stand in the order of the text.
 */
export function findPersonal(text: string): Personal[] {
  const found: Personal[] = []
  for (const [kind, pattern] of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const part = { kind, start: match.index, end: match.index + match[0].length }
      if (!found.some((one) => part.start < one.end && one.start < part.end)) found.push(part)
    }
  return found.toSorted((a, b) => a.start - b.start)
}

/** The text with each part that may point to a person replaced. */
export function withoutPersonal(text: string, instead: string): string {
  let shown = ''
  let from = 0
  for (const { start, end } of findPersonal(text)) {
    shown += text.slice(from, start) + instead
    from = end
  }
  return shown + text.slice(from)
}
