import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { governmentOf, type Government } from './answering-body.ts'
import { routeReport, type RoutingTable, type Tables } from './route-report.ts'
import type { Rule } from './rule.ts'
import { streetKeys } from './street.ts'
import { listForTest, listTablesInForce, listVersions, type RoutedReport, type TableVersion } from './store.ts'

const DAYS = 90
/** Enough to see what a rule does; the newest count. */
const MOST_REPORTS = 20_000
/** Rules of seasons repeat themselves; so many days on which something changes are looked at. */
const MOST_CHANGES = 30
const FURTHEST = { years: 2 }

/** A report that new rules would send elsewhere; a body that is undefined: a question is asked. */
export interface Difference {
  readonly report: RoutedReport
  /** The first day on which it would go elsewhere. */
  readonly day: Temporal.PlainDate
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * The reports of the last 90 days that would go elsewhere by the rules of a draft than without it, were they to come in again on the day from
 * which the draft would count, or on a later day on which a rule begins or ends. The draft of a municipality is held against its own territory,
 * that of the region against all of it.
 */
export async function differencesBy(
  draft: RoutingTable,
  {
    municipality,
    postalCodesOf,
    from,
  }: {
    municipality: string | null
    postalCodesOf: (nis: string) => readonly string[]
    from: Temporal.PlainDate
  },
  services: Pick<Services, 'sql' | 'clock'>,
): Promise<{ total: number; differences: Difference[] }> {
  const { sql, clock } = services
  const reports = await listForTest(sql, {
    municipalities: municipality === null ? undefined : [municipality],
    since: clock().subtract({ hours: DAYS * 24 }),
    limit: MOST_REPORTS,
  })
  const governments = new Map<string, Government>()
  for (const nis of new Set(reports.map((report) => report.municipality))) {
    const government = await governmentOf(nis, services)
    if (government !== undefined) governments.set(nis, government)
  }
  const bodies = [...new Set([...governments.values()].map(({ local }) => local))]
  const first = laterOf(from, dayOf(clock()))
  const days = await changesFrom(first, draft, [...bodies, REGION_OFFICE], sql)
  const differences = reports.flatMap((report) => {
    const government = governments.get(report.municipality)
    if (government === undefined) return []
    const known = {
      ...report,
      postalCode: report.postalCode || undefined,
      postalCodes: postalCodesOf(report.municipality),
      road: report.road ?? undefined,
      streets: report.street === '' ? undefined : streetKeys(report.street),
      assetOwner: report.assetOwner ?? undefined,
    }
    for (const { day, changes, inForce } of days) {
      if (!changes(report.category)) continue
      const before = { municipality: inForce.get(government.local), region: inForce.get(REGION_OFFICE) }
      const ownerBy = (tables: Tables): string | undefined => {
        const routed = routeReport(tables, { ...known, on: day })
        return routed.kind === 'owner' ? (routed.body ?? government.answering) : undefined
      }
      const [now, then] = [ownerBy(before), ownerBy(withDraft(before, draft, first))]
      if (now !== then) return [{ report, day, before: now, after: then }]
    }
    return []
  })
  return { total: reports.length, differences }
}

/** The day from which a version would count, as far as it was typed and can be one; else today. */
export function dayToTest(typed: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate {
  const { data } = z.iso.date().safeParse(typed)
  const day = data === undefined ? today : Temporal.PlainDate.from(data)
  return Temporal.PlainDate.compare(day, today.add(FURTHEST)) > 0 ? today : day
}

interface InForce {
  readonly municipality: TableVersion | undefined
  readonly region: TableVersion | undefined
}

/** The tables as they would be with the draft; a version that was published for a later day goes before it from then on. */
function withDraft(before: InForce, draft: RoutingTable, first: Temporal.PlainDate): Tables {
  const place = draft.body === REGION_OFFICE ? 'region' : 'municipality'
  const from = before[place]?.inForceFrom
  const isLater = from != null && Temporal.PlainDate.compare(from, first) > 0
  return isLater ? before : { ...before, [place]: draft }
}

interface ChangeDay {
  readonly day: Temporal.PlainDate
  /** Whether anything about a category may be different from the days before. */
  readonly changes: (category: string) => boolean
  readonly inForce: ReadonlyMap<string, TableVersion>
}

/** The first day, and the later ones on which a rule of these tables begins or ends, or another version comes into force. */
async function changesFrom(
  first: Temporal.PlainDate,
  draft: RoutingTable,
  bodies: readonly string[],
  sql: Services['sql'],
): Promise<ChangeDay[]> {
  const last = first.add(FURTHEST)
  const onFirst = await listTablesInForce(sql, bodies, first)
  const coming = (await listVersions(sql, draft.body, MOST_CHANGES)).filter(
    ({ inForceFrom }) => inForceFrom !== null && Temporal.PlainDate.compare(inForceFrom, first) > 0,
  )
  const rules = [draft, ...onFirst, ...coming].flatMap((table) => table.rules)
  const dates = [...rules.flatMap(({ from, until }) => [from, until]), ...coming.map(({ inForceFrom }) => inForceFrom)]
  const later = dates.flatMap((day) =>
    day !== null && Temporal.PlainDate.compare(day, first) > 0 && Temporal.PlainDate.compare(day, last) <= 0
      ? [day.toString()]
      : [],
  )
  const days: ChangeDay[] = []
  for (const text of [...new Set(later)].toSorted().slice(0, MOST_CHANGES)) {
    const day = Temporal.PlainDate.from(text)
    const isNewVersion = coming.some(({ inForceFrom }) => inForceFrom?.equals(day))
    const changed = new Set<string>(rules.filter((rule) => beginsOrEndsOn(rule, day)).map(({ category }) => category))
    const changes = (category: string) => isNewVersion || changed.has(category)
    days.push({ day, changes, inForce: byBody(await listTablesInForce(sql, bodies, day)) })
  }
  return [{ day: first, changes: () => true, inForce: byBody(onFirst) }, ...days]
}

function byBody(tables: readonly TableVersion[]): ReadonlyMap<string, TableVersion> {
  return new Map(tables.map((table) => [table.body, table]))
}

function beginsOrEndsOn({ from, until }: Rule, day: Temporal.PlainDate): boolean {
  return from?.equals(day) === true || until?.equals(day) === true
}

function laterOf(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one
}
