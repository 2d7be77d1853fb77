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
/** A shop before a name: "Bakkerij Janssens Markt". */
const SHOP =
  /^(?:bakkerij|bakker|slagerij|slager|beenhouwerij|café|cafe|garage|apotheek|restaurant|frituur|winkel|kapper|kapsalon|hotel|bloemist)$/i
/** A name of a family that ends as a street does: "Vandenbos", "De Berg". */
const FAMILY = /^(?:van(?:de|den|der)?|de)\p{Ll}+$/iu

function isPerson(word: string): boolean {
  return FIRST_NAMES.has(word) || OF_PERSON.test(word)
}

/** Words that may stand before a street without naming anybody: "Oude Baan", "Pastoor Dergentstraat", "Leuvense Steenweg". */
const QUALIFIERS = new Set(
  (
    'oude oud nieuwe nieuw grote groot kleine klein lange korte hoge lage brede smalle groene witte zwarte rode blauwe gouden heilig heilige ' +
    'sint st onze lieve vrouw koning koningin prins prinses keizer graaf gravin hertog baron ridder jonker jonkheer pastoor deken kanunnik ' +
    'kardinaal bisschop monseigneur mgr broeder zuster pater burgemeester schepen minister senator dokter dr doctor professor prof meester ' +
    'notaris ingenieur generaal kolonel kapitein majoor luitenant maarschalk veldmaarschalk soldaat advocaat eerste tweede derde noord zuid'
  ).split(' '),
)
/** Ends of streets that are names of families too: "Karel Bos", "Herman Van Dijk". */
const LIKE_A_FAMILY =
  /^(?:hof|lei|berg|veld|dal|wijk|gaarde|park|dijk|brug|poort|dorp|kouter|heide|bos|vest|dries|gang|steeg|warande)$/i
/** A first name that belongs to the street: "Koning Albert I-laan". */
const ROYAL = /^(?:koning|koningin|prins|prinses|keizer) /i
const WHOLE_END = new RegExp(`^(?:${DUTCH_ENDS})$`, 'i')

function isQualifier(word: string): boolean {
  const small = word.toLowerCase().replace(/\.$/, '')
  return QUALIFIERS.has(small) || /^(?:sint|st)-/.test(small) || /^\d+$/.test(small) || /^\p{Lu}\p{L}+se$/u.test(word)
}

/**
 * "Jan Peeters Kerkstraat" → "Kerkstraat", also when nobody knows that Peeters is a name; "Karel Bos" → nothing. Rather a word too few of a
 * street than a name of somebody.
 */
function afterPerson(street: string): string {
  const words = street.split(' ')
  const [last = '', ...before] = words.toReversed()
  const isNamed = before.some((word) => isPerson(word) || SHOP.test(word))
  if (FAMILY.test(last) && (isNamed || /^van(?:de|den|der)/i.test(last))) return ''
  if (ROYAL.test(street)) return street
  const stranger = before.findIndex((word) => !isQualifier(word))
  if (stranger === -1) return street
  // "Ladeuze Plein" is a square; "Karel Bos" is somebody.
  if (stranger === 0 && LIKE_A_FAMILY.test(last)) return ''
  const kept = before.slice(0, stranger === 0 && WHOLE_END.test(last) && !isNamed ? 1 : stranger)
  return [...kept.toReversed(), last].join(' ')
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
