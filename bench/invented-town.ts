// A town of which we know which reports are about the same thing. What happens there is what makes it hard: several residents report one
// thing in other words, some metres off, as another category, days later; and beside it stands the next lamp post, also broken; where
// somebody dumped waste it is dumped again before the first report is closed; one person walks a round and reports three things.
import { CATEGORIES, type Category } from '../src/modules/reports/category.ts'
import { isFleeting, isOneOfMany, kinOf } from '../src/modules/reports/duplicates/category-kin.ts'
import type { Compared } from '../src/modules/reports/duplicates/features.ts'
import { withTopics } from '../src/modules/reports/duplicates/topics.ts'
import { pick, pickWeighted, randomFrom } from '../src/modules/reports/demo/random.ts'
import { inventScene, sentOn, takenAnew } from './invented-photos.ts'
import { sayMatter, thingsOf } from './invented-words.ts'

/** A report of which is known what it is about. */
export interface Invented extends Compared {
  /** Reports of the same thing have the same number. */
  readonly thing: number
  /** When staff closed its reports, often days after the thing was gone. */
  readonly closedAt: Temporal.Instant
}

type Untold = Omit<Invented, 'topics'>

interface Incident {
  readonly category: Category
  readonly matter: number
  readonly street: number
  /** Metres along the street. */
  readonly at: number
  readonly beginsAt: number
  /** After how long somebody reports it first. */
  readonly seenHours: number
  /** How long it is there to be reported. */
  readonly openHours: number
  /** How much later staff close its reports. */
  readonly closingHours: number
  /** Whether everybody sees it at once, as when a main bursts. */
  readonly isSudden: boolean
  readonly reporters: number
  /** Half the stretch of street that it is about: a round that was missed and lamps without current are reported from every door. */
  readonly reachMetres: number
}

/** How many of what is fleeting happens on a spot where it comes back. */
const HOT_SPOTS = 0.15
/** How many reports are the first of a round of one person. */
const ROUNDS = 0.04
/** How many put the pin right on it. In a real file of the same town half of what is too near to be chance lies within 10 m. */
const PRECISE_PINS = 0.5
/** How much of what happens is reported by everybody within an hour or so. */
const SUDDEN = 0.08
/** How many reports come without words: our own form asks for some, other systems do not. */
const WORDLESS = 0.04
const START = Temporal.Instant.from('2026-01-05T08:00:00Z')
const STREETS = 150
const STREET_METRES = 500
const DAYS = 120
const HOUR = 3_600_000
const METRES_PER_DEGREE = 111_195
const MIDDLE = { lon: 4.7, lat: 50.88 }
/** As often as in the open reports of a Dutch town of 70,000 inhabitants, roughly. */
const SHARES: Readonly<Record<Category, number>> = {
  road: 9, pavement: 11, 'cycle-path': 3, 'street-light': 14, 'traffic-sign': 6, dumping: 11, litter: 7, container: 12, tree: 8,
  green: 12, water: 5, graffiti: 2, playground: 3, animal: 5, nuisance: 6, other: 5, stop: 2, 'missed-collection': 5,
} // prettier-ignore

/** All reports of a town; `half` says out of which words people speak. The same seed gives the same town. */
export async function inventTown({
  seed,
  half,
  incidents,
}: {
  readonly seed: number
  readonly half: 0 | 1
  readonly incidents: number
}): Promise<Invented[]> {
  const random = randomFrom(seed)
  const all: Incident[] = []
  while (all.length < incidents) all.push(...inventIncidents(random))
  const reports: Untold[] = []
  for (const [thing, incident] of all.entries()) reports.push(...(await reportsOf(incident, { thing, half, random })))
  return (await withTopics(reports)).toSorted(
    (one, other) => one.receivedAt.epochMilliseconds - other.receivedAt.epochMilliseconds,
  )
}

/** One thing that happens, and now and then what looks like it: the next one, the same again later, something else on that spot. */
function inventIncidents(random: () => number): Incident[] {
  const category = pickWeighted(CATEGORIES, (one) => SHARES[one], random)
  const first = inventIncident(
    {
      category,
      matter: Math.floor(random() * thingsOf(category)),
      street: Math.floor(random() * STREETS),
      at: random() * STREET_METRES,
      beginsAt: random() * DAYS * 24,
    },
    random,
  )
  const again = (metres: number, hours: number, reports = reporters(random)) => ({
    ...inventIncident({ ...first, at: first.at + metres, beginsAt: hours }, random),
    reporters: reports,
  })
  const soon = () => first.beginsAt + exponential(random) * 48
  const more: Incident[] = []
  if (random() < (isOneOfMany(category) ? 0.2 : 0.06)) more.push(again(25 + random() * 30, soon()))
  if (random() < 0.08) more.push(again(0, first.beginsAt + first.openHours + 24 * (3 + random() * 45)))
  if (random() < 0.06) {
    const other = pickWeighted(CATEGORIES, (one) => SHARES[one], random)
    const beside = { ...again(random() * 15, soon(), 1), category: other, matter: Math.floor(random() * 5) }
    more.push(beside)
  }
  if (isFleeting(category) && random() < HOT_SPOTS) more.push(...onHotSpot(first, random))
  if (random() < ROUNDS) more.push(...onRound(first, random))
  return [first, ...more]
}

function inventIncident(
  one: Pick<Incident, 'category' | 'matter' | 'street' | 'at' | 'beginsAt'>,
  random: () => number,
): Incident {
  const { category, matter, street, at, beginsAt } = one
  const isRoundMissed = category === 'missed-collection'
  const isWithoutCurrent = category === 'street-light' && random() < 0.08
  return {
    category,
    matter,
    street,
    at,
    beginsAt,
    seenHours: exponential(random) * 8,
    openHours: 12 + exponential(random) * (isRoundMissed ? 24 : isFleeting(category) ? 60 : random() < 0.6 ? 60 : 400),
    isSudden: random() < SUDDEN,
    closingHours: random() < 0.5 ? random() * 24 : 24 + exponential(random) * 120,
    reporters: isRoundMissed || isWithoutCurrent ? reporters(random) + Math.floor(random() * 3) : reporters(random),
    reachMetres: isRoundMissed || isWithoutCurrent ? 45 : 0,
  }
}

/** Where waste, noise or dogs come back: what was there is gone, and days later something else is there. */
function onHotSpot(first: Incident, random: () => number): Incident[] {
  let last = first
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const beginsAt = last.beginsAt + last.openHours + 24 * (1 + exponential(random) * 5)
    last = inventIncident({ ...first, at: first.at + gaussian(random) * 15, beginsAt }, random)
    return last
  })
}

/** What one person reports of a walk: two or three things of a kind within minutes, each on its own spot. */
function onRound(first: Incident, random: () => number): Incident[] {
  return Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => ({
    ...inventIncident({ ...first, at: first.at + (index + 1) * (25 + random() * 50) }, random),
    seenHours: first.seenHours + (index + 1) * 0.05,
    reporters: 1,
  }))
}

function reporters(random: () => number): number {
  const chance = random()
  if (chance < 0.7) return 1
  if (chance < 0.87) return 2
  return chance < 0.95 ? 3 : 4 + Math.floor(random() * 3)
}

async function reportsOf(
  incident: Incident,
  { thing, half, random }: { thing: number; half: 0 | 1; random: () => number },
): Promise<Untold[]> {
  const { beginsAt, seenHours, openHours, closingHours, isSudden } = incident
  let scene: Buffer | undefined
  const lamp = isOneOfMany(incident.category) && random() < 0.3 ? String(1000 + Math.floor(random() * 9000)) : undefined
  const reports: Untold[] = []
  for (let index = 0; index < incident.reporters; index += 1) {
    const soon = seenHours + exponential(random) * 0.4
    const later = index === 0 ? seenHours : isSudden ? soon : random() * openHours
    const { note, language } = sayMatter({ category: incident.category, thing: incident.matter }, half, random)
    reports.push({
      thing,
      ...placeOf(incident, random),
      category: categoryOf(incident.category, random),
      note: random() < WORDLESS ? '' : lamp !== undefined && random() < 0.5 ? `${note} Paal ${lamp}.` : note,
      language,
      print: random() < 0.4 ? await photoOf((scene ??= await inventScene(random)), random) : null,
      receivedAt: START.add({ milliseconds: Math.round((beginsAt + later) * HOUR) }),
      closedAt: START.add({ milliseconds: Math.round((beginsAt + openHours + closingHours) * HOUR) }),
    })
  }
  return reports
}

function photoOf(scene: Buffer, random: () => number): Promise<bigint> {
  return random() < 0.35 ? sentOn(scene, random) : takenAnew(scene, random)
}

/** Where one resident says that it is: the pin is put beside it, and one in eight names only the street and a house nearby. */
function placeOf(incident: Incident, random: () => number): Pick<Invented, 'street' | 'lon' | 'lat'> {
  const street = incident.street
  const at = incident.at + (2 * random() - 1) * incident.reachMetres
  const name = `${nameOf(street)}straat`
  const off = Math.min(80, Math.abs(gaussian(random)) * (random() < PRECISE_PINS ? 5 : 22))
  const angle = random() * 2 * Math.PI
  // Every second street crosses the others.
  const [x, y] = street % 2 === 0 ? [at, street * 70] : [street * 70, at + 3000]
  const house = 1 + 2 * Math.round((at + gaussian(random) * 8) / 16)
  if (random() < 0.125) return { street: `${name} ${house}`, lon: null, lat: null }
  return {
    street: random() < 0.5 ? '' : random() < 0.6 ? `${name} ${house}` : name,
    lon: MIDDLE.lon + (x + off * Math.cos(angle)) / (METRES_PER_DEGREE * Math.cos((MIDDLE.lat * Math.PI) / 180)),
    lat: MIDDLE.lat + (y + off * Math.sin(angle)) / METRES_PER_DEGREE,
  }
}

function categoryOf(category: Category, random: () => number): Category {
  const chance = random()
  if (chance < 0.85) return category
  if (chance < 0.88) return 'other'
  return pick(
    CATEGORIES.filter((one) => kinOf(one, category) !== 'unrelated'),
    random,
  )
}

function nameOf(index: number): string {
  const letters = [index, Math.floor(index / 12), Math.floor(index / 60)]
  return `${'BDFGKLMNPRST'[(letters[0] ?? 0) % 12]}${letters.map((one) => `${'aeiou'[one % 5]}${'rnlst'[one % 5]}`).join('')}`
}

function exponential(random: () => number): number {
  return -Math.log(1 - random())
}

/** A normal number: G. E. P. Box and M. E. Muller, 1958. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
