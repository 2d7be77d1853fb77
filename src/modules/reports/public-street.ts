/** How a Dutch street name ends. */
const DUTCH_ENDS =
  'straat|laan|steenweg|weg|plein|baan|dreef|markt|hof|pad|kaai|lei|ring|berg|veld|dal|wijk|gaarde|park|dijk|brug|plaats|singel|poort|dorp|kouter|heide|bos|vest|dries|lei|gang|steeg|warande|station'

/** How a French street name begins. */
const FRENCH_STARTS =
  'rue|avenue|av\\.|chaussée|place|boulevard|bd\\.?|allée|chemin|quai|square|drève|clos|impasse|sentier|route|parc|cour|esplanade|passage|galerie|montée|rond-point|gare'

const WORD = "[\\p{L}'’.-]+"
const PROPER = "\\p{Lu}[\\p{L}'’.-]*"
const SMALL = "(?:de la |de l['’]|de |du |des |d['’]|le |la |les |l['’]|aux |à )"

/** "Kerkstraat", "Grote Markt", "11 Novemberlaan": up to three words before it count when they have a capital or are a number. */
const DUTCH = new RegExp(
  `(?:(?:${PROPER}|\\d+) ){0,3}(?:\\p{L}[\\p{L}'’-]*)?(?:${DUTCH_ENDS}|${capitals(DUTCH_ENDS)})(?!\\p{L})`,
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
  return FRENCH.exec(text)?.[1]?.trim() ?? DUTCH.exec(text)?.[0].trim() ?? ''
}

function capitals(words: string): string {
  return words.replace(/(^|\|)(\p{L})/gu, (_match, bar: string, letter: string) => `${bar}${letter.toUpperCase()}`)
}
