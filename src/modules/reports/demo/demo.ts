import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { listMunicipalities, locator, REGION_OFFICE, type Municipality } from '#modules/region/public.ts'
import { isCategory } from '../category.ts'
import { messages } from '../messages.ts'
import type { Status } from '../report.ts'
import { governmentOf } from '../routing/answering-body.ts'
import { factsOf } from '../routing/facts.ts'
import { routeReport, type Tables } from '../routing/route-report.ts'
import { proposedRules } from '../routing/proposal.ts'
import { addDemoTable, removeDemoTables } from '../routing/store.ts'
import { addReports, removeDemoReports, setShown, type Change, type IncomingReport } from '../store/change.ts'
import { listReports } from '../store/find.ts'
import { forgetCounted } from '../store/counted.ts'
import { addStatusEvents } from '../store/change-many.ts'
import { letAllFollow } from '../store/parties.ts'
import { addDesks, hasDesk, removeDesks, workDesks } from './desks.ts'
import { inventPast } from './past.ts'
import { pick, randomFrom } from './random.ts'
import stories from './stories.json' with { type: 'json' }
import streets from './streets.json' with { type: 'json' }

const REPORTS_EACH = 8
const OLDEST_DAYS = 60

/** How an invented report ended up: what staff did, in order. */
const COURSES: readonly (readonly Status[])[] = [
  [],
  ['in-progress'],
  ['in-progress', 'solved'],
  ['waiting'],
  ['solved'],
  ['in-progress', 'refused'],
  [],
  ['refused'],
]

const AGAIN = { nl: 'Ik kwam er vandaag ook voorbij.', fr: 'J’y suis passé aujourd’hui aussi.' } as const

/** Invents reports in every municipality, each marked `demo`; the same ones on every first start. */
export async function fillDemo({ sql, clock }: Services): Promise<void> {
  const now = clock()
  const find = await locator({ sql, clock })
  const municipalities = await listMunicipalities(sql, { on: dayOf(now) })
  await sql.transaction(async (within) => {
    const { total } = await listReports(within, { demo: true }, { limit: 1 })
    if (total > 0) return
    const rules = proposedRules(await factsOf({ sql: within, clock }))
    await addDemoTable(within, REGION_OFFICE, rules, now)
    const ownerOf = ownersBy({ region: { body: REGION_OFFICE, version: 1, rules } }, dayOf(now))
    const atDesk = await addDesks(within)
    const invented: Invented[] = []
    const locals = new Map<string, string>()
    for (const municipality of municipalities) {
      const government = await governmentOf(municipality.nis, { sql: within, clock })
      if (government === undefined) continue
      locals.set(municipality.nis, government.local)
      const holds = (lon: number, lat: number) => find({ lon, lat }).municipality?.nis === municipality.nis
      invented.push(...inventReports(municipality, { body: government.answering, now, holds }))
    }
    invented.sort((a, b) => Temporal.Instant.compare(a.report.receivedAt, b.report.receivedAt))
    const owned = new Map(invented.map(({ report }) => [report, atDesk(ownerOf(report))]))
    const added = await addReports(within, [...owned.values()])
    const numbers = added.toSorted((a, b) => a.number - b.number)
    const kept = invented.flatMap(({ report, repeats, ...one }, index) => {
      const id = numbers[index]?.id
      const asKept = { report: owned.get(report) ?? report, repeats: repeats && owned.get(repeats) }
      return id === undefined ? [] : [{ ...one, ...asKept, id }]
    })
    await addStatusEvents(
      within,
      kept.flatMap(({ id, steps, report }) => steps.map((step) => eventOf(id, step, report))),
    )
    await letAllFollow(
      within,
      kept.map(({ id, report: { body, municipality, receivedAt } }) => ({
        report: id,
        body: locals.get(municipality) ?? body,
        since: receivedAt,
      })),
    )
    for (const { id } of kept.filter(({ isPublic }) => isPublic))
      await setShown(within, id, { note: null, photo: false })
    await workDesks(within, kept, now)
  })
}

/** Sends what was invented for a municipality to whoever answers for it: of the roads that matter, one in five has a number. */
function ownersBy(tables: Tables, on: Temporal.PlainDate): (report: IncomingReport) => IncomingReport {
  return (report) => {
    const road = Number(report.street.replace(/\D/g, '')) % 5 === 0 ? 'regional' : 'municipal'
    const routed = routeReport(tables, { ...report, postalCodes: [], streets: [], assetOwner: undefined, road, on })
    return routed.kind === 'question' || routed.body === null
      ? report
      : { ...report, body: routed.body, routedBy: routed.rule, road }
  }
}

export async function clearDemo({ sql }: Services): Promise<void> {
  await removeDemoReports(sql)
  await removeDesks(sql)
  await removeDemoTables(sql)
  await forgetCounted(sql)
}

interface Invented {
  readonly report: IncomingReport
  /** What staff did, and when. */
  readonly steps: readonly { readonly status: Status; readonly at: Temporal.Instant }[]
  readonly isPublic: boolean
  /** The report of the same thing that came before it. */
  readonly repeats?: IncomingReport
}

interface Inventing {
  readonly body: string
  readonly now: Temporal.Instant
  readonly holds: (lon: number, lat: number) => boolean
}

/** What came in of late, with something of every status, and what came in over a year. */
function inventReports(municipality: Municipality, { body, now, holds }: Inventing): Invented[] {
  const random = randomFrom(Number(municipality.nis))
  const language = municipality.subRegion === 'brussels' ? 'fr' : 'nl'
  const reachKm = Math.sqrt(municipality.areaKm2 / Math.PI)
  const recent = Array.from({ length: REPORTS_EACH }, (_, index): Invented => {
    const report = invent(pick(stories, random), now.subtract({ minutes: Math.ceil(random() * OLDEST_DAYS * 24 * 60) }))
    const steps = (COURSES[index % COURSES.length] ?? [])
      .map((status, step) => ({ status, at: report.receivedAt.add({ hours: 20 * (step + 1) }) }))
      .filter(({ at }) => Temporal.Instant.compare(at, now) <= 0)
    return { report, steps, isPublic: random() < 0.4 }
  })
  const categories = stories.map(({ category }) => category)
  const past = inventPast(municipality, { now, categories, random }).map(
    ({ category, receivedAt, steps }): Invented => {
      const story = stories.find((one) => one.category === category) ?? pick(stories, random)
      return { report: invent(story, receivedAt), steps, isPublic: false }
    },
  )
  return [...recent, ...(hasDesk(body) ? recent.flatMap(repeat) : []), ...past]

  /** What others report of what is still to be handled, some metres further and a day later. */
  function repeat({ report, steps, isPublic }: Invented): Invented[] {
    const receivedAt = report.receivedAt.add({ minutes: 60 + Math.floor(random() * 24 * 60) })
    if (steps.length > 0 || Temporal.Instant.compare(receivedAt, now) > 0) return []
    const note = `${AGAIN[language]} ${report.note}`
    const off = { lon: (report.lon ?? 0) + (random() - 0.5) / 6000, lat: (report.lat ?? 0) + (random() - 0.5) / 9000 }
    return [{ report: { ...report, ...off, note, receivedAt }, steps, isPublic, repeats: report }]
  }

  function invent(story: (typeof stories)[number], receivedAt: Temporal.Instant): IncomingReport {
    const [lon, lat] = placeIn(municipality, { random, reachKm, holds })
    return {
      municipality: municipality.nis,
      body,
      category: isCategory(story.category) ? story.category : 'other',
      note: story[language],
      street: `${pick(streets[language], random)} ${Math.ceil(random() * 80)}`,
      postalCode: pick(municipality.postalCodes, random),
      lon,
      lat,
      channel: 'web',
      language,
      receivedAt,
      demo: true,
    }
  }
}

/** A place around the centre that the municipality really holds; the centre itself when ten guesses fail. */
function placeIn(
  { lon, lat }: Municipality,
  { random, reachKm, holds }: { random: () => number; reachKm: number; holds: (lon: number, lat: number) => boolean },
): [number, number] {
  for (let guess = 0; guess < 10; guess++) {
    const angle = random() * 2 * Math.PI
    const distance = reachKm * Math.sqrt(random())
    const there: [number, number] = [
      lon + (distance * Math.cos(angle)) / (111.3 * Math.cos((lat * Math.PI) / 180)),
      lat + (distance * Math.sin(angle)) / 111.3,
    ]
    if (holds(...there)) return there
  }
  return [lon, lat]
}

function eventOf(
  report: string,
  { status, at }: Invented['steps'][number],
  { language }: IncomingReport,
): Change & { readonly status: Status } {
  const message = messages(language === 'fr' ? 'fr' : 'nl')(`demo.${status}`)
  const closing = status === 'solved' ? 'repaired' : status === 'refused' ? 'not-found' : undefined
  return { report, at, kind: 'status', status, closing, message, language, author: 'staff' }
}
