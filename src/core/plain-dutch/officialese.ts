/** A word of offices, and the everyday word for it. The left side is a stem: what begins with it is meant too when it ends in `*`. */
const WORDS: Readonly<Record<string, string>> = {
  aangaande: 'over',
  aangezien: 'omdat',
  'aanmerking te komen': 'krijgen, mogen',
  aanvang: 'begin',
  'aanvangen*': 'beginnen',
  aldus: 'zo',
  alsdan: 'dan',
  alsmede: 'en',
  alsook: 'en ook',
  alvorens: 'voor',
  behoudens: 'behalve',
  'beschikken over': 'hebben',
  betreffende: 'over',
  bijgevolg: 'dus',
  conform: 'volgens',
  'de facto': 'eigenlijk',
  desalniettemin: 'toch',
  desbetreffende: 'deze',
  desgevallend: 'als het nodig is',
  desgewenst: 'als je wilt',
  dewelke: 'die',
  dienaangaande: 'daarover',
  'dient te': 'moet',
  'dienen te': 'moeten',
  diens: 'zijn of haar',
  doch: 'maar',
  doorgaans: 'meestal',
  echter: 'maar',
  eender: 'elk',
  'geacht worden': 'moeten',
  gelieve: 'wil je',
  'geschieden*': 'gebeuren',
  'gezien het feit dat': 'omdat',
  hedendaags: 'nu',
  hierbij: 'met deze brief',
  hieromtrent: 'hierover',
  hetgeen: 'wat',
  'in het kader van': 'voor, bij',
  ingevolge: 'door',
  problematiek: 'probleem',
  indien: 'als',
  inzake: 'over',
  jegens: 'tegen, voor',
  krachtens: 'volgens',
  kennisgeving: 'bericht',
  middels: 'met',
  mits: 'als',
  'met betrekking tot': 'over',
  'met name': 'vooral',
  'navolgend*': 'volgende',
  nochtans: 'toch',
  nopens: 'over',
  omtrent: 'over',
  'onderhavig*': 'deze',
  onverwijld: 'meteen',
  onverminderd: 'ook',
  overeenkomstig: 'volgens',
  overigens: 'trouwens',
  potentieel: 'mogelijk',
  raadplegen: 'bekijken',
  reeds: 'al',
  respectievelijk: 'en',
  staven: 'bewijzen',
  'tenzij anders': 'behalve als',
  teneinde: 'om',
  'ten aanzien van': 'voor',
  'ten behoeve van': 'voor',
  'ten gevolge van': 'door',
  'ter plaatse': 'daar',
  'ter zake': 'daarover',
  tevens: 'ook',
  thans: 'nu',
  trachten: 'proberen',
  uiteenzetten: 'uitleggen',
  vermelden: 'schrijven',
  verstrekken: 'geven',
  'verzoek*': 'vraag',
  'voldoen aan': 'doen wat nodig is',
  'voormeld*': 'dit, deze',
  voornoemd: 'dit, deze',
  'voorzien in': 'zorgen voor',
  wegens: 'door',
  wenst: 'wilt',
  wenselijk: 'goed',
  zulks: 'dat',
}

/** A word of offices that stands in a text, and what to say instead. */
export interface Officialese {
  readonly word: string
  readonly instead: string
}

const PATTERNS = Object.entries(WORDS).map(([stem, instead]) => {
  const word = stem.replace(/\*$/, '')
  return {
    instead,
    pattern: new RegExp(`(?<![\\p{L}-])${word}${stem.endsWith('*') ? '\\p{L}*' : ''}(?![\\p{L}-])`, 'iu'),
  }
})

/** The words of offices in a Dutch text, each once, with the everyday word for it. */
export function officialeseIn(text: string): Officialese[] {
  return PATTERNS.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text)?.[0]
    return found === undefined ? [] : [{ word: found.toLowerCase(), instead }]
  })
}
