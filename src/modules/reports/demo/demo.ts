import type { Sql } from '#core/database/sql.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { bodyOfMunicipality, listMunicipalities, locator, type Municipality } from '#modules/region/public.ts'
import { isCategory } from '../category.ts'
import { messages } from '../messages.ts'
import type { Status } from '../report.ts'
import { addEvent, addReports, removeDemoReports, setNotePublic, type IncomingReport } from '../store/change.ts'
import { listReports } from '../store/find.ts'
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
  ['not-for-us'],
]

/** Invents reports in every municipality, each marked `demo`; the same ones on every first start. */
export async function fillDemo({ sql, clock }: Services): Promise<void> {
  const now = clock()
  const find = await locator({ sql, clock })
  const municipalities = await listMunicipalities(sql, { on: dayOf(now) })
  await sql.transaction(async (within) => {
    const { total } = await listReports(within, { demo: true }, { limit: 1 })
    if (total > 0) return
    const invented: Invented[] = []
    for (const municipality of municipalities) {
      const body = await bodyOfMunicipality(within, municipality.nis)
      if (body === undefined) continue
      const holds = (lon: number, lat: number) => find({ lon, lat }).municipality?.nis === municipality.nis
      invented.push(...inventReports(municipality, { body: body.id, now, holds }))
    }
    invented.sort((a, b) => Temporal.Instant.compare(a.report.receivedAt, b.report.receivedAt))
    const added = await addReports(
      within,
      invented.map(({ report }) => report),
    )
    const numbers = added.toSorted((a, b) => a.number - b.number)
    for (const [index, { course, report, isPublic }] of invented.entries()) {
      const id = numbers[index]?.id
      if (id === undefined) continue
      await handle(within, { id, course, report, now })
      if (isPublic) await setNotePublic(within, id, true)
    }
  })
}

export async function clearDemo({ sql }: Services): Promise<void> {
  await removeDemoReports(sql)
}

interface Invented {
  readonly report: IncomingReport
  readonly course: readonly Status[]
  readonly isPublic: boolean
}

function inventReports(
  municipality: Municipality,
  { body, now, holds }: { body: string; now: Temporal.Instant; holds: (lon: number, lat: number) => boolean },
): Invented[] {
  const random = randomFrom(Number(municipality.nis))
  const language = municipality.subRegion === 'brussels' ? 'fr' : 'nl'
  const reachKm = Math.sqrt(municipality.areaKm2 / Math.PI)
  return Array.from({ length: REPORTS_EACH }, (_, index): Invented => {
    const story = pick(stories, random)
    const [lon, lat] = placeIn(municipality, { random, reachKm, holds })
    return {
      course: COURSES[index % COURSES.length] ?? [],
      isPublic: random() < 0.4,
      report: {
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
        receivedAt: now.subtract({ minutes: Math.ceil(random() * OLDEST_DAYS * 24 * 60) }),
        demo: true,
      },
    }
  })
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

async function handle(
  sql: Sql,
  { id, course, report, now }: { id: string; course: readonly Status[]; report: IncomingReport; now: Temporal.Instant },
): Promise<void> {
  const t = messages(report.language === 'fr' ? 'fr' : 'nl')
  for (const [step, status] of course.entries()) {
    const at = report.receivedAt.add({ hours: 20 * (step + 1) })
    if (Temporal.Instant.compare(at, now) > 0) return
    await addEvent(sql, {
      report: id,
      at,
      kind: 'status',
      status,
      message: t(`demo.${status}`),
      language: report.language,
      author: 'staff',
    })
  }
}

function pick<Value>(from: readonly Value[], random: () => number): Value {
  const picked = from[Math.floor(random() * from.length)]
  if (picked === undefined) throw new Error('There is nothing to pick from.')
  return picked
}

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator (Knuth, TAOCP vol. 2, §3.2.1, modulus 2^32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
