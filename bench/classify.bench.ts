// Which category words are about. Learns from four in five of the seeds and is asked the fifth, five times over; then learns from all and is
// asked what a Dutch town says about each of its own subcategories, each as often as it was reported there. Baselines: the most frequent
// category, and rules with a keyword for each category.
import { CATEGORIES, type Category } from '../src/modules/reports/category.ts'
import { guessCategories, packModel, trainModel, type Example } from '../src/modules/reports/classify/model.ts'
import { LEXICON, SEEDS } from '../src/modules/reports/classify/seed-model.ts'
import { worthOffering } from '../src/modules/reports/classify/suggest.ts'
import { assenCategory, readAssen, readAssenCategories } from './assen.ts'
import { STRANGE } from './strange-sentences.ts'

const FOLDS = 5

/** As a programmer would write them in an afternoon: Dutch, French, English, German. */
const KEYWORDS: Readonly<Record<Category, RegExp>> = {
  'cycle-path': /fietspad|fietsstrook|cyclable|cycle|bike lane|radweg/i,
  pavement: /stoep|voetpad|trottoir|tegel|pavement|sidewalk|gehweg/i,
  'street-light': /lamp|licht|lantaarn|verlichting|lampadaire|éclairage|light|laterne/i,
  stop: /halte|bushok|abribus|arrêt|bus stop|shelter|haltestelle/i,
  'missed-collection': /opgehaald|ophaling|ramass|collect|abgeholt|abholung/i,
  'traffic-sign': /bord|paal|panneau|feu|sign|schild|ampel/i,
  dumping: /stort|gedumpt|achtergelaten|dépôt|abandonn|dumped|tipp|abgelegt|ablagerung/i,
  container: /bak|container|glasbol|poubelle|bulle|bin|collect|tonne/i,
  litter: /zwerf|vuil|afval|déchet|litter|müll|abfall/i,
  tree: /boom|tak|arbre|branche|tree|branch|baum|ast/i,
  green: /gras|haag|onkruid|snoei|maai|herbe|haie|grass|hedge|hecke|unkraut/i,
  water: /water|riool|gracht|eau|égout|flood|drain|wasser|kanal/i,
  graffiti: /graffiti|tag|sticker|spray/i,
  playground: /speel|schommel|bank|jeu|banc|swing|bench|spiel/i,
  animal: /hond|rat|kat|dier|chien|chat|dog|cat|hund|katze/i,
  nuisance: /lawaai|geluid|stank|overlast|bruit|noise|lärm/i,
  road: /weg|straat|put|route|rue|road|straße/i,
  other: /./,
}

const seeds = await measureSeeds()
console.log(`Seeds (${SEEDS.length} sentences in four languages), each asked when it was not learnt:`)
for (const [name, all] of Object.entries(seeds))
  console.log(`  ${name}: ${percent(all.first)} first, ${percent(all.three)} among three`)
const started = performance.now()
const model = await trainModel([...LEXICON, ...SEEDS])
console.log(
  `  learnt in ${(performance.now() - started).toFixed(0)} ms; kept in ${Math.round(packModel(model).length / 1024)} kB`,
)
console.log('  The sentences and the word lists were written by the same hand: real reports will do worse.')
await measureLeftOut()
await measureAssen()

async function measureSeeds() {
  const result: Record<string, { first: number; three: number }> = {}
  const tell = (name: string, guesses: readonly Category[], wanted: Category, of: number = SEEDS.length) => {
    const so = (result[name] ??= { first: 0, three: 0 })
    so.first += guesses[0] === wanted ? 1 / of : 0
    so.three += guesses.slice(0, 3).includes(wanted) ? 1 / of : 0
  }
  const often = mostOften(SEEDS)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = await trainModel([...LEXICON, ...SEEDS.filter((_, index) => index % FOLDS !== fold)])
    for (const { text, category, language } of SEEDS.filter((_, index) => index % FOLDS === fold)) {
      const guesses = guessCategories(held, text).map((guess) => guess.category)
      tell('model', guesses, category)
      tell(`model, ${language}`, guesses, category, SEEDS.filter((one) => one.language === language).length)
      tell('keyword rules', byKeyword(text), category)
      tell('most frequent', often, category)
    }
  }
  return result
}

/** What is not offered because it is hardly likely: of the seeds that are about something, and of what a report is never about. */
async function measureLeftOut(): Promise<void> {
  const leftOut = { seeds: 0, right: 0 }
  const known = SEEDS.filter(({ category }) => category !== 'other')
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = await trainModel([...LEXICON, ...SEEDS.filter((_, index) => index % FOLDS !== fold)])
    for (const { text, category } of SEEDS.filter((_, index) => index % FOLDS === fold)) {
      const guesses = guessCategories(held, text)
      if (category === 'other' || worthOffering(guesses).length > 0) continue
      leftOut.seeds += 1
      leftOut.right += guesses.slice(0, 3).some((guess) => guess.category === category) ? 1 : 0
    }
  }
  const strange = STRANGE.filter((text) => worthOffering(guessCategories(model, text)).length === 0).length
  const wrong = (leftOut.seeds - leftOut.right + strange) / (leftOut.seeds + strange)
  console.log(`Nothing is offered for ${strange} of ${STRANGE.length} sentences that no report is about`)
  console.log(
    `  and for ${leftOut.seeds} of ${known.length} seeds, of which ${leftOut.right} had the right one among three: ${percent(wrong)} of what is left out would have been wrong.`,
  )
}

async function measureAssen(): Promise<void> {
  const [reports, told] = [readAssen(), readAssenCategories()]
  if (reports === undefined || told === undefined) {
    console.log('Real files: not at hand, so not measured.')
    return
  }
  const known = reports.flatMap(({ subcategory_slug: slug }) => {
    const category = assenCategory(slug)
    const text = told.find((one) => one.slug === slug)?.text
    return category === undefined || text === undefined ? [] : [{ text, category }]
  })
  const [learnt, asked] = [known.filter((_, index) => index % 2 === 0), known.filter((_, index) => index % 2 === 1)]
  const counts = Object.fromEntries(
    [...Map.groupBy(learnt, ({ category }) => category)].map(([category, its]) => [category, its.length]),
  )
  const ways = {
    'model with their counts': (text: string) => guessCategories(model, text, counts).map(({ category }) => category),
    'model without': (text: string) => guessCategories(model, text).map(({ category }) => category),
    'keyword rules': byKeyword,
    'most frequent': () => mostOften(learnt),
  }
  console.log(
    `Real files (${asked.length} reports of the other half): they have no words, so what is asked is what the town says about the`,
  )
  console.log(`subcategory (${told.length} texts in Dutch), as often as it was reported:`)
  for (const [name, guess] of Object.entries(ways)) {
    const right = asked.map(({ text, category }) => guess(text).indexOf(category))
    const texts = told.map(({ text, category }) => guess(text).indexOf(category))
    console.log(
      `  ${name}: ${percent(partOf(right, 1))} first, ${percent(partOf(right, 3))} among three; each text once ${percent(partOf(texts, 1))} and ${percent(partOf(texts, 3))}`,
    )
  }
}

function partOf(places: readonly number[], most: number): number {
  return places.filter((place) => place >= 0 && place < most).length / places.length
}

function byKeyword(text: string): Category[] {
  const found = CATEGORIES.filter((category) => category !== 'other' && KEYWORDS[category].test(text))
  const order = Object.keys(KEYWORDS)
  return [...found.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)), 'other']
}

function mostOften(examples: readonly Example[]): Category[] {
  const groups = [...Map.groupBy(examples, ({ category }) => category)]
  return groups.toSorted(([, one], [, other]) => other.length - one.length).map(([category]) => category)
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`
}
