import { publicStreet } from '../public-street.ts'

/** A street as rules name it: how people write it, and the keys by which it is compared, one for each of its names. */
export interface NamedStreet {
  readonly name: string
  readonly keys: readonly string[]
}

const LONGEST_KEY = 60
/** Names in two languages stand beside each other: "Kerkstraat / Rue de l’Église", "Kerkstraat - Rue de l’Église". */
const BETWEEN_NAMES = /\s*\/\s*|\s+[-–—]\s+/
/** How people shorten, at the end of a Dutch name and in a French or Dutch word. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/str\.?$/, 'straat'],
  [/stw\.?g?\.?$/, 'steenweg'],
  [/^(?:st|sint)[. -]+/, 'sint '],
  [/^(?:av|ave)[. ]+/, 'avenue '],
  [/^(?:bd|bld|blvd|boul)[. ]+/, 'boulevard '],
  [/^(?:ch|chee)[. ]+/, 'chaussee '],
  [/^(?:pl)[. ]+/, 'place '],
]

/**
 * The names of a street in what somebody wrote, as they are compared: without house number, accents, capitals and signs, and with the
 * usual short forms written out. "Sint-Jansstr. 12" → "sintjansstraat". Empty when there is none.
 */
export function streetKeys(written: string): string[] {
  const keys = written.split(BETWEEN_NAMES).map(keyOf)
  return [...new Set(keys.filter((key) => key !== ''))]
}

/** A street as it is named in a rule; undefined for words without a name. */
export function namedStreet(written: string): NamedStreet | undefined {
  const name = written.replace(/\s+/g, ' ').trim()
  const keys = streetKeys(name)
  return keys.length === 0 ? undefined : { name, keys }
}

function keyOf(written: string): string {
  const name = publicStreet(written) || withoutNumber(written)
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  const whole = SHORT.reduce((text, [short, long]) => text.replace(short, long), plain)
  return whole.replace(/[^\p{L}\p{N}]/gu, '').slice(0, LONGEST_KEY)
}

/** Of names that we do not recognise as a street: "Achter de Kerk 12 bus 3" → "Achter de Kerk". */
function withoutNumber(written: string): string {
  return written
    .replace(/,.*$/, '')
    .replace(/\s+\d+\s?\p{L}?(?:[\s/-]+(?:bus|bte|boite|boîte)?\s*\w{1,5})?\s*$/iu, '')
    .trim()
}
