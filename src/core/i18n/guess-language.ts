import { LANGUAGES, type Language } from './language.ts'

/**
 * Small words that hardly any sentence goes without. Those of a language that is not ours are there so that it is not taken for one of
 * ours. Written down for this square; a word that stands in more rows counts for each as much less.
 */
const SMALL_WORDS: Readonly<Record<Language | 'another', string>> = {
  nl: `de het een en van in is niet aan op te dat die voor met er zijn ik je jullie we wij ze hij maar ook al als bij naar om uit wordt worden
    werd was heeft hebben heb kan kunnen moet moeten mag nog geen dit deze daar hier waar over door tegen onze ons mijn uw u men zeer heel
    veel meer staat ligt sinds wanneer graag dank bedankt alvast beste groeten vriendelijke iemand iets altijd weer terug tussen naast achter`,
  fr: `le la les un une des du de et est sont ne pas plus que qui dans sur pour par avec au aux ce cette ces il elle on nous vous je mon ma mes
    notre nos votre vos se sa son ses été était a ont avons depuis devant derrière près chez très trop bien mais ou où si y en comme tout tous
    toute toutes merci bonjour madame monsieur encore toujours aussi peut fait être faire quand sans cordialement l' d' qu' c' j' n' s' m' jusqu'`,
  en: `the a an and of to in is are not on at that this these those it for with was were be been being has have had i you we they he she my our your
    their there here from by but or as if when which who what can could should would will do does did no any some very since near behind next
    over please thank thanks dear regards hello it's isn't doesn't i'm`,
  de: `der die das den dem des ein eine einen einem einer und ist sind nicht zu in im am an auf mit für von vom bei beim nach aus auch dass daß es
    ich sie wir ihr er mein meine unser unsere ihre seit wird werden wurde wurden war hat haben kann können muss müssen noch kein keine sehr viel
    mehr hier dort wenn wann aber oder über unter vor hinter neben zwischen durch gegen zum zur bitte danke grüße grüßen sehr geehrte guten`,
  another: `el los las un una y por para con del al está esta hay muy pero como su es que no en
    il lo gli di della che non è sono una nella per questo i a o os as do da dos não uma com em um mas é
    na nie się jest w z do to i od przy ve bir bu çok için var da și nu este pe cu sa la în`,
}

const ROWS = [...LANGUAGES, 'another'] as const
const WEIGHTS = weigh()
/** What is looked at: a few sentences tell it. */
const LOOKED_AT = 2000
/** So much more than of any other language must speak for one: one word that only it has. */
const LEAD = 1

/**
 * The language of the square in which a text seems to be written, by its small words; undefined when these do not tell, as of a few
 * words or another language. A guess: for marking (`lang`) and for answering, never for refusing.
 */
export function guessLanguage(text: string): Language | undefined {
  const words = text
    .slice(0, LOOKED_AT)
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/\p{L}+(?:'(?:s|t|m)?(?!\p{L})|')?/gu)
  const scores = ROWS.map((row) => ({ row, score: 0 }))
  for (const word of words ?? []) for (const one of scores) one.score += WEIGHTS.get(word)?.[one.row] ?? 0
  const [best, second] = scores.toSorted((one, other) => other.score - one.score)
  if (best === undefined || best.row === 'another' || best.score - (second?.score ?? 0) < LEAD) return undefined
  return best.row
}

function weigh(): ReadonlyMap<string, Partial<Record<Language | 'another', number>>> {
  const weights = new Map<string, Partial<Record<Language | 'another', number>>>()
  const lists = ROWS.map((row) => ({ row, words: new Set(SMALL_WORDS[row].split(/\s+/)) }))
  for (const { words } of lists)
    for (const word of words) {
      const its = lists.filter((one) => one.words.has(word))
      weights.set(word, Object.fromEntries(its.map(({ row }) => [row, 1 / its.length])))
    }
  return weights
}
