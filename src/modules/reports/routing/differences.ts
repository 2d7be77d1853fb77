import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { bodyOfMunicipality, REGION_OFFICE } from '#modules/region/public.ts'
import { tablesFor } from './owner-of.ts'
import { routeReport, type RoutingTable, type Tables } from './route-report.ts'
import { streetKeys } from './street.ts'
import { listForTest, type RoutedReport } from './store.ts'

const DAYS = 90
/** Enough to see what a rule does; the newest count. */
const MOST_REPORTS = 20_000

/** A report that new rules would send elsewhere; a body that is undefined: a question is asked. */
export interface Difference {
  readonly report: RoutedReport
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * The reports of the last 90 days that would go elsewhere by the rules of a draft than by those in force today. The draft of a
 * municipality is held against its own territory, that of the region against all of it.
 */
export async function differencesBy(
  draft: RoutingTable,
  { municipality, postalCodesOf }: { municipality: string | null; postalCodesOf: (nis: string) => readonly string[] },
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<{ total: number; differences: Difference[] }> {
  const now = clock()
  const on = dayOf(now)
  const reports = await listForTest(sql, {
    municipalities: municipality === null ? undefined : [municipality],
    since: now.subtract({ hours: DAYS * 24 }),
    limit: MOST_REPORTS,
  })
  const places = new Map<string, { government: string; before: Tables; after: Tables }>()
  for (const nis of new Set(reports.map((report) => report.municipality))) {
    const government = (await bodyOfMunicipality(sql, nis))?.id
    if (government === undefined) continue
    const before = await tablesFor(sql, government, on)
    const after = draft.body === REGION_OFFICE ? { ...before, region: draft } : { ...before, municipality: draft }
    places.set(nis, { government, before, after })
  }
  const differences = reports.flatMap((report) => {
    const place = places.get(report.municipality)
    if (place === undefined) return []
    const known = {
      ...report,
      postalCode: report.postalCode || undefined,
      postalCodes: postalCodesOf(report.municipality),
      road: report.road ?? undefined,
      streets: report.street === '' ? undefined : streetKeys(report.street),
      assetOwner: report.assetOwner ?? undefined,
      on,
    }
    const ownerBy = (tables: Tables): string | undefined => {
      const routed = routeReport(tables, known)
      return routed.kind === 'owner' ? (routed.body ?? place.government) : undefined
    }
    const [before, after] = [ownerBy(place.before), ownerBy(place.after)]
    return before === after ? [] : [{ report, before, after }]
  })
  return { total: reports.length, differences }
}
