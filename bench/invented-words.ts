// How residents say things: for each category what it is about and what is wrong with it, in other words each time. Written for this
// project. `%` stands for the thing. Odd and even halves are kept apart: one to learn from, one to test on.
import type { Category } from '../src/modules/reports/category.ts'

interface Sayings {
  readonly things: readonly (readonly string[])[]
  readonly troubles: readonly string[]
  readonly fr: readonly string[]
  readonly en: readonly string[]
}

const FRAMES = [
  'Er is een probleem: de % %%.',
  'Dag, de % hier %%. Graag iets aan doen.',
  'de % %%',
  'Al een week %% de % en niemand doet iets.',
  'Gisteren gezien dat de % %%. Gevaarlijk voor de kinderen!',
  'Voor mijn deur: % %%.',
  'Beste, kan iemand komen kijken? De % %%. Met vriendelijke groet',
  'Weeral hetzelfde, % %%, dit is niet de eerste keer dat ik het meld',
  'Onze buurvrouw zegt ook dat de % %%.',
  'Opgelet: % %% ter hoogte van de bushalte',
  '% %%!!!',
  'Ik fiets hier elke dag en de % %%.',
] as const

const SAYINGS: Readonly<Record<Category, Sayings>> = {
  road: { things: [['put', 'gat', 'kuil'], ['wegdek', 'asfalt', 'rijbaan'], ['riooldeksel', 'putdeksel']], troubles: ['is kapot', 'is diep', 'ligt los', 'brokkelt af', 'is gevaarlijk', 'is verzakt', 'rammelt'], fr: ['Il y a un trou dans la route', 'La chaussée est abîmée, nid-de-poule profond'], en: ['There is a deep pothole in the road', 'The road surface is broken'] },
  pavement: { things: [['stoep', 'voetpad', 'trottoir'], ['tegel', 'stoeptegel', 'dal'], ['boordsteen', 'stoeprand']], troubles: ['ligt los', 'steekt omhoog', 'is gebroken', 'is verzakt', 'wiebelt', 'is glad'], fr: ['Une dalle du trottoir est descellée', 'Le trottoir est cassé'], en: ['A paving slab is loose', 'The pavement is uneven'] },
  'cycle-path': { things: [['fietspad', 'fietsstrook', 'fietsweg'], ['fietspad', 'pad voor fietsers']], troubles: ['ligt vol glas', 'is versleten', 'is glad', 'zit vol gaten', 'is niet veilig', 'is overgroeid'], fr: ['La piste cyclable est glissante', 'Du verre sur la piste cyclable'], en: ['Glass on the cycle path', 'The bike lane is full of holes'] },
  'street-light': { things: [['lamp', 'straatlamp', 'lantaarn', 'lantaarnpaal'], ['verlichting', 'straatverlichting', 'licht']], troubles: ['is stuk', 'brandt niet', 'is kapot', 'knippert', 'werkt niet meer', 'is uit', 'staat scheef'], fr: ['Le lampadaire ne marche plus', 'L’éclairage public est en panne'], en: ['The street light is out', 'The lamp post keeps flickering'] },
  'traffic-sign': { things: [['verkeersbord', 'bord', 'verkeersteken'], ['verkeerslicht', 'stoplicht'], ['paaltje', 'wegwijzer']], troubles: ['is omgereden', 'staat scheef', 'is niet leesbaar', 'is weg', 'is gedraaid', 'werkt niet'], fr: ['Le panneau est tombé', 'Le feu ne fonctionne pas'], en: ['The sign was knocked over', 'The traffic light does not work'] },
  dumping: { things: [['matras', 'oude matras', 'bed'], ['zetel', 'sofa', 'meubels'], ['zakken', 'vuilniszakken', 'huisvuil'], ['koelkast', 'frigo', 'wasmachine'], ['bouwafval', 'puin', 'stenen']], troubles: ['is hier gedumpt', 'is achtergelaten', 'ligt langs de kant', 'werd gestort', 'staat al dagen op straat', 'ligt in de berm'], fr: ['Dépôt clandestin : un matelas sur le trottoir', 'Quelqu’un a laissé des sacs poubelle'], en: ['Someone dumped a mattress', 'Rubbish bags were left here'] },
  litter: { things: [['zwerfvuil', 'rommel', 'afval'], ['blikjes', 'flesjes', 'drankblikjes'], ['papier', 'plastic', 'verpakkingen']], troubles: ['ligt overal', 'ligt verspreid', 'waait rond', 'maakt het vuil', 'blijft liggen', 'ligt in het gras'], fr: ['Beaucoup de déchets par terre', 'Des canettes partout'], en: ['Litter everywhere', 'Cans and bottles in the grass'] },
  container: { things: [['vuilnisbak', 'vuilbak', 'afvalbak'], ['container', 'glasbak', 'glasbol', 'glascontainer'], ['textielcontainer', 'kledingcontainer']], troubles: ['is vol', 'zit propvol', 'is overvol', 'puilt uit', 'moet geleegd worden', 'gaat niet open'], fr: ['La poubelle publique déborde', 'La bulle à verre est pleine'], en: ['The bin is overflowing', 'The bottle bank is full'] },
  tree: { things: [['boom', 'grote boom', 'eik'], ['tak', 'dikke tak', 'takken'], ['wortels', 'boomwortels']], troubles: ['is omgevallen', 'hangt los', 'is afgebroken', 'is dood', 'hangt gevaarlijk', 'staat scheef na de storm'], fr: ['Un arbre est tombé', 'Une branche menace de tomber'], en: ['A tree has fallen', 'A branch is about to fall'] },
  green: { things: [['gras', 'berm', 'grasveld'], ['haag', 'struiken', 'heg'], ['onkruid', 'distels', 'brandnetels']], troubles: ['staat te hoog', 'is niet gemaaid', 'groeit over het pad', 'belemmert het zicht', 'moet gesnoeid worden', 'woekert'], fr: ['L’herbe est trop haute', 'La haie dépasse sur le trottoir'], en: ['The grass is too high', 'The hedge blocks the view'] },
  water: { things: [['rioolput', 'straatkolk', 'kolk'], ['gracht', 'sloot', 'beek'], ['water', 'regenwater', 'plas']], troubles: ['is verstopt', 'loopt niet weg', 'loopt over', 'blijft staan', 'stinkt', 'staat op straat'], fr: ['L’avaloir est bouché', 'L’eau ne s’écoule pas'], en: ['The drain is blocked', 'Water stays on the road'] },
  graffiti: { things: [['graffiti', 'tags', 'verf'], ['muur', 'gevel', 'tunnelwand'], ['stickers', 'affiches']], troubles: ['moet weg', 'is beklad', 'is vol gespoten', 'is vuil', 'hangt overal', 'is beschadigd'], fr: ['Des graffitis sur le mur', 'Le mur a été tagué'], en: ['Graffiti on the wall', 'The wall was sprayed'] },
  playground: { things: [['schommel', 'kinderschommel'], ['glijbaan', 'speeltuig', 'speeltoestel'], ['bank', 'zitbank', 'bankje'], ['doel', 'voetbaldoel']], troubles: ['is kapot', 'is stuk', 'mist een stuk', 'is gevaarlijk', 'is verroest', 'is vernield'], fr: ['La balançoire est cassée', 'Le banc est abîmé'], en: ['The swing is broken', 'The bench is damaged'] },
  animal: { things: [['hondenpoep', 'hondendrol', 'uitwerpselen'], ['rat', 'ratten', 'ongedierte'], ['dode kat', 'dode egel', 'dood dier'], ['wespennest', 'wespen', 'hoornaars']], troubles: ['ligt op de stoep', 'loopt rond', 'zit hier', 'ligt op de weg', 'wordt een plaag', 'moet weg'], fr: ['Des rats dans la rue', 'Un animal mort sur la route'], en: ['Rats in the street', 'A dead animal on the road'] },
  nuisance: { things: [['lawaai', 'geluid', 'muziek'], ['geur', 'stank', 'rook'], ['jongeren', 'hangjongeren', 'groepje']], troubles: ['houdt niet op', 'is onhoudbaar', 'elke nacht', 'stoort de hele buurt', 'maakt slapen onmogelijk'], fr: ['Du bruit toute la nuit', 'Une odeur insupportable'], en: ['Noise all night', 'A terrible smell'] },
  other: { things: [['kast', 'elektriciteitskast', 'schakelkast'], ['fietswrak', 'fiets', 'achtergelaten fiets'], ['wagen', 'auto zonder platen']], troubles: ['staat open', 'staat er al maanden', 'is beschadigd', 'staat in de weg'], fr: ['Un vélo abandonné', 'Une armoire électrique ouverte'], en: ['An abandoned bike', 'A cabinet is open'] },
} // prettier-ignore

/** What is wrong with one thing: every resident words it otherwise. */
export interface Matter {
  readonly category: Category
  readonly thing: number
}

/** A sentence of one resident about a matter; `half` says out of which half of the words. */
export function sayMatter(
  { category, thing }: Matter,
  half: 0 | 1,
  random: () => number,
): { note: string; language: string } {
  const { things, troubles, fr, en } = SAYINGS[category]
  const chance = random()
  if (chance < 0.05) return { note: `${pickOf(fr, random)}.`, language: 'fr' }
  if (chance < 0.08) return { note: `${pickOf(en, random)}.`, language: 'en' }
  const word = pickOf(things[thing % things.length] ?? ['ding'], random)
  const frames = FRAMES.filter((_, index) => index % 2 === half)
  const half2 = troubles.filter((_, index) => index % 2 === half)
  const sentence = pickOf(frames, random).replaceAll('%%', pickOf(half2, random)).replaceAll('%', word)
  return { note: withTypingErrors(sentence, random), language: 'nl' }
}

/** How many things a category knows. */
export function thingsOf(category: Category): number {
  return SAYINGS[category].things.length
}

function withTypingErrors(text: string, random: () => number): string {
  return Array.from(text, (letter, index) => {
    const chance = random()
    if (chance < 0.008) return ''
    if (chance < 0.014) return letter + letter
    return chance < 0.02 ? (text[index + 1] ?? letter) : letter
  }).join('')
}

function pickOf<Value>(from: readonly Value[], random: () => number): Value {
  const value = from[Math.floor(random() * from.length)]
  if (value === undefined) throw new Error('There is nothing to pick from.')
  return value
}
