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
const WORD = String.raw`\p{Lu}[\p{L}’'-]{1,40}`
/** Small words that a name may begin with when a title goes before it: "de heer de Smet". */
const SMALL_WORDS = String.raw`(?:(?:van|de|den|der|ter|te|le|la|du|des|von|zu|el|al|ben)\s+){0,2}`
const NAME = String.raw`${WORD}(?:\s+(?:(?:van|de|den|der|het|ter|te|le|la|du|des|von|zu|el|al|ben)\s+){0,2}${WORD}){0,2}`
/** Words after which a name comes, in four languages. */
const BEFORE_NAME = [
  'mevrouw|mevr|mvr|mw|meneer|mijnheer|de heer|dhr|hr|juffrouw|dokter|dr|familie|fam|buurman|buurvrouw|mijn naam is|ik heet',
  "madame|mme|monsieur|mademoiselle|mlle|docteur|famille|voisin|voisine|je m[’']appelle|mon nom est",
  'mr|mrs|ms|miss|doctor|family|neighbour|my name is',
  'frau|herr|herrn|doktor|nachbar|nachbarin|ich heiße|mein name ist',
].join('|')
/** Words after which somebody is named who must be called, however the name is written; and who is no person there. */
const BEFORE_CALLED = 'bel|contacteer|mail|vraag naar|appelez|contactez|call|ring|rufen sie|fragen sie'
const NO_PERSON =
  'de|het|een|mij|me|ons|naar|aan|voor|in|le|la|les|moi|nous|the|us|a|an|die|der|das|uns|mich|na|om|eerst|even|dan|terug'
const FIRST_NAME = firstNames.join('|')
/** As `public-street.ts` reads them: what stands right after these is a house. */
const STREET_ENDS = 'straat|laan|weg|plein|baan|dreef|markt|kaai|pad|lei|steeg|vest|gaarde|hof'
const STREET_STARTS = 'rue|avenue|av\\.|chaussée|boulevard|place|allée|drève'

/**
 * An expression that takes its letters in either case, while the rest of a larger one does not. `(?i:…)` says the same, but V8 forgets it
 * in a process that compiled many expressions and stopped optimizing them (`--no-regexp-optimization` shows that): names would stay.
 */
function inAnyCase(pattern: string): string {
  return pattern.replaceAll(/\[[^\]]*\]|\p{L}/gu, (part) => {
    const capital = part.toUpperCase()
    return part.startsWith('[') || capital.length > part.length ? part : `[${part}${capital}]`
  })
}

/**
 * What is looked for, in this order: what was found first is not looked at again. Telephone numbers: national and international notation
 * of ITU-T E.123 with any of its separators, also without the 0 of a mobile one. Number plates: Belgian ones since 1951 (1-ABC-123,
 * ABC-123, 123-ABC), and three groups as France and the Netherlands have. Numbers of people: the national register (YY.MM.DD-XXX.XX) and
 * IBAN (ISO 13616). Every repetition has an end, and a long word is tried at its beginning only: the time grows with the text alone.
 */
const PATTERNS: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'email',
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/giu,
  ],
  ['name', /(?<!\S)(?:https?:\/\/|www\.)\S{3,200}/giu],
  ['name', /(?<![\p{L}\p{N}])(?:facebook|instagram|linkedin|twitter|tiktok|x)\.com\/\S{1,100}/giu],
  ['name', /(?<![\p{L}\p{N}@])@[\p{L}\p{N}_.]{2,40}/giu],
  ['number', /(?:geboren|geb\.|né|née|born)(?!\p{L})[^\d\n]{0,15}\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}/giu],
  ['number', /\b[A-Z]{2}\d{2}(?:[\s.-]?\d{4}){3,7}\b/gi],
  ['number', /\b\d{2}[.\s/-]?\d{2}[.\s/-]?\d{2}[.\s/-]{0,2}\d{3}[.\s/-]?\d{2}\b/g],
  ['phone', /(?:\+|\b00)\d{1,3}(?:[\s./()–-]{0,3}\d){7,11}\b/g],
  ['phone', /\b0(?:[\s./()–-]{0,3}\d){8,9}\b/g],
  ['phone', /\b4[5-9]\d(?:[\s./–-]{0,3}\d){6}\b/g],
  ['plate', /\b[1-9OQTZ][-\s.]?[A-Z]{3}[-\s.]?\d{3}\b/g],
  ['plate', /\b[1-9oqtz][-.]?[a-z]{3}[-.]?\d{3}\b/gi],
  ['plate', /\b(?:[A-Z]{3}[-.\s]?\d{3}|\d{3}[-.][A-Z]{3})\b/g],
  ['plate', /\b(?:[a-z]{3}-\d{3}|\d{3}-[a-z]{3})\b/gi],
  ['plate', /\b(?=[a-z\d-]{0,8}[a-z])(?=[a-z\d-]{0,8}\d)(?:[a-z\d]{1,3}-){2}[a-z\d]{1,3}\b/gi],
  // Only what has a capital is a name: the words before it may have one.
  ['name', new RegExp(String.raw`(?<![\p{L}])(?:${inAnyCase(BEFORE_NAME)})\.?\s+${SMALL_WORDS}${NAME}`, 'gu')],
  ['name', new RegExp(String.raw`(?<![\p{L}])M\.\s+${NAME}`, 'gu')],
  [
    'name',
    new RegExp(
      String.raw`(?<![\p{L}])(?:${BEFORE_CALLED})\s+(?!(?:${NO_PERSON})(?!\p{L}))\p{L}{2,30}(?:\s+(?!(?:op|na|voor|om|au|on|at)(?!\p{L}))\p{L}{2,30})?`,
      'giu',
    ),
  ],
  ['name', new RegExp(String.raw`(?<![\p{L}-])(?:${FIRST_NAME})\s+${NAME}`, 'gu')],
  ['name', new RegExp(String.raw`(?<![\p{L}-])(?:${FIRST_NAME.toUpperCase()})\s+\p{Lu}{2,30}`, 'gu')],
  ['name', new RegExp(String.raw`(?<![\p{L}-])(?!(?:Sint|St)(?!\p{L}))${WORD}\s+(?:${FIRST_NAME})(?![\p{L}-])`, 'gu')],
  ['house', /(?<![\p{L}])(?:huis)?(?:nummer|nr\.?|numéro|n°|number|hausnummer)\s*\d{1,4}\s?[a-z]?\b/giu],
  [
    'house',
    new RegExp(
      String.raw`(?<=\p{L}(?:${STREET_ENDS})[\s,]{1,2}|(?:^|[^\p{L}])(?:${STREET_STARTS})(?:\s[\p{L}'’-]{1,30}){1,4}[\s,]{1,2})\d{1,4}(?:\s?[a-z](?!\p{L}))?(?:[\s,]{0,2}(?:bus|boîte|bte|box|\/)\s?\d{1,4})?(?![\d/])`,
      'giu',
    ),
  ],
  ['house', new RegExp(String.raw`(?<![\p{L}\d])\d{1,4}\s?[a-z]?(?=,?\s+(?:${STREET_STARTS})\s)`, 'giu')],
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
