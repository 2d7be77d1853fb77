import firstNames from './privacy/first-names.json' with { type: 'json' }

/** How a Dutch street name ends. */
const DUTCH_ENDS =
  'straat|laan|steenweg|weg|plein|baan|dreef|markt|hof|pad|kaai|lei|ring|berg|veld|dal|wijk|gaarde|park|dijk|brug|plaats|singel|poort|dorp|kouter|heide|bos|vest|dries|lei|gang|steeg|warande|station'

/** How a French street name begins. */
const FRENCH_STARTS =
  'rue|avenue|av\\.|chaussée|place|boulevard|bd\\.?|allée|chemin|quai|square|drève|clos|impasse|sentier|route|parc|cour|esplanade|passage|galerie|montée|rond-point|gare'

const WORD = "[\\p{L}'’.-]+"
const PROPER = "\\p{Lu}[\\p{L}'’.-]*"
const SMALL = "(?:de la |de l['’]|de |du |des |d['’]|le |la |les |l['’]|aux |à )"

const MONTHS = 'Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December'

/** "Kerkstraat", "Grote Markt", "11 Novemberlaan": up to three words before it count when they have a capital, a number when a day is meant. */
const DUTCH = new RegExp(
  `(?:\\d{1,2} (?=${MONTHS}))?(?:${PROPER} ){0,3}(?:\\p{L}[\\p{L}'’-]*)?(?:${DUTCH_ENDS}|${capitals(DUTCH_ENDS)})(?!\\p{L})`,
  'u',
)

/** "Rue de la Loi", "Place communale": up to four words after the kind of street, from the second on with a capital. */
const FRENCH = new RegExp(
  `(?:^|[\\s,])((?:${FRENCH_STARTS}|${capitals(FRENCH_STARTS)}) ${SMALL}{0,2}${WORD}(?: ${PROPER}){0,3})`,
  'u',
)

/**
 * The name of a street in what a resident wrote, and nothing else: no house number, no name of a person, no story. Empty
 * when no street is recognised: rather no street than one word too many. "12, rue de la Loi" → "rue de la Loi".
 */
export function publicStreet(written: string): string {
  const line = written.replace(/\s+/g, ' ').trim()
  const text = line === line.toUpperCase() ? line.toLowerCase() : line
  const french = FRENCH.exec(text)?.[1]?.trim()
  if (french !== undefined) return beforePerson(french)
  return afterPerson(DUTCH.exec(text)?.[0].trim() ?? '')
}

const FIRST_NAMES = new Set(firstNames)
const OF_PERSON = /^(?:mevr|mevrouw|mw|dhr|meneer|mijnheer|heer|familie|fam|madame|mme|monsieur|m|famille)\.?$/i
/** A name of a family that ends as a street does: "Vandenbos", "De Berg". */
const FAMILY = /^(?:van(?:de|den|der)?|de)\p{Ll}+$/iu

function isPerson(word: string): boolean {
  return FIRST_NAMES.has(word) || OF_PERSON.test(word)
}

/** "Jan Peeters Kerkstraat" → "Kerkstraat"; "Jan Vandenbos" → nothing. Rather a word too few of a street than a name of somebody. */
function afterPerson(street: string): string {
  const words = street.split(' ')
  const last = words.at(-1) ?? ''
  const isNamed = words.slice(0, -1).some(isPerson)
  if (FAMILY.test(last) && (isNamed || /^van(?:de|den|der)/i.test(last))) return ''
  return isNamed ? last : street
}

/** "rue Neuve Jean Dupont" → "rue Neuve": a first name behind the name of the street begins a person. */
function beforePerson(street: string): string {
  const words = street.split(' ')
  const person = words.findIndex(
    (word, index) => index >= 2 && isPerson(word) && !/^(?:de|du|des|la|le|les|l’|d’)$/i.test(words[index - 1] ?? ''),
  )
  return (person === -1 ? words : words.slice(0, person)).join(' ')
}

function capitals(words: string): string {
  return words.replace(/(^|\|)(\p{L})/gu, (_match, bar: string, letter: string) => `${bar}${letter.toUpperCase()}`)
}
