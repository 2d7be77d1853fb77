// A town of which we know which reports are about the same thing. What happens there is what makes it hard: several residents report one
// thing in other words, some metres off, as another category, days later; and beside it stands the next lamp post, also broken.
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
  /** Until when the thing was open: a later report of the same place is about another one. */
  readonly solvedAt: Temporal.Instant
}

type Untold = Omit<Invented, 'topics'>

interface Incident {
  readonly category: Category
  readonly matter: number
  readonly street: number
  /** Metres along the street. */
  readonly at: number
  readonly beginsAt: number
  readonly openHours: number
  readonly reporters: number
}

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
  green: 12, water: 5, graffiti: 2, playground: 3, animal: 5, nuisance: 6, other: 5,
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
  const first: Incident = {
    category,
    matter: Math.floor(random() * thingsOf(category)),
    street: Math.floor(random() * STREETS),
    at: random() * STREET_METRES,
    beginsAt: random() * DAYS * 24,
    openHours: 12 + exponential(random) * (isFleeting(category) ? 72 : 240),
    reporters: reporters(random),
  }
  const more: Incident[] = []
  const soon = () => first.beginsAt + exponential(random) * 48
  if (random() < (isOneOfMany(category) ? 0.2 : 0.06))
    more.push({ ...first, at: first.at + 25 + random() * 30, beginsAt: soon(), reporters: reporters(random) })
  if (random() < 0.08)
    more.push({
      ...first,
      beginsAt: first.beginsAt + first.openHours + 24 * (3 + random() * 45),
      reporters: reporters(random),
    })
  if (random() < 0.06) {
    const other = pickWeighted(CATEGORIES, (one) => SHARES[one], random)
    more.push({
      ...first,
      category: other,
      matter: Math.floor(random() * 5),
      at: first.at + random() * 15,
      beginsAt: soon(),
      reporters: 1,
    })
  }
  return [first, ...more]
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
  let scene: Buffer | undefined
  const lamp = isOneOfMany(incident.category) && random() < 0.3 ? String(1000 + Math.floor(random() * 9000)) : undefined
  const reports: Untold[] = []
  for (let index = 0; index < incident.reporters; index += 1) {
    const later = index === 0 ? exponential(random) * 8 : random() * incident.openHours
    const { note, language } = sayMatter({ category: incident.category, thing: incident.matter }, half, random)
    reports.push({
      thing,
      ...placeOf(incident, random),
      category: categoryOf(incident.category, random),
      note: lamp !== undefined && random() < 0.5 ? `${note} Paal ${lamp}.` : note,
      language,
      print: random() < 0.4 ? await photoOf((scene ??= await inventScene(random)), random) : null,
      receivedAt: START.add({ milliseconds: Math.round((incident.beginsAt + later) * HOUR) }),
      solvedAt: START.add({ milliseconds: Math.round((incident.beginsAt + incident.openHours + 24) * HOUR) }),
    })
  }
  return reports
}

function photoOf(scene: Buffer, random: () => number): Promise<bigint> {
  return random() < 0.35 ? sentOn(scene, random) : takenAnew(scene, random)
}

/** Where one resident says that it is: the pin is put beside it, and one in eight names only the street and a house nearby. */
function placeOf({ street, at }: Incident, random: () => number): Pick<Invented, 'street' | 'lon' | 'lat'> {
  const name = `${nameOf(street)}straat`
  const off = Math.min(80, Math.abs(gaussian(random)) * 22)
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
