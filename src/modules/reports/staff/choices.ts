import { dayOf } from '#core/i18n/format.ts'
import { bodyName, listBodies, listStaff, type Body } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import type { Report } from '../report.ts'
import { ownerOf } from '../routing/owner-of.ts'
import { answersForReports } from '../routing/wheres.ts'

/** Somebody who can handle reports of a body. */
export interface Colleague {
  readonly id: string
  readonly name: string
}

/** Who can handle reports of a body, by name. */
export async function colleaguesOf(body: string, { sql, language }: Context): Promise<Colleague[]> {
  const staff = (await listStaff(sql, body)).filter(({ role }) => role === 'handler' || role === 'administrator')
  const once = new Map(staff.map(({ id, name }) => [id, { id, name }]))
  return [...once.values()].toSorted((a, b) => a.name.localeCompare(b.name, language))
}

/** To whom a report can be given, or who can be let in on it. */
export interface PassingChoices {
  /** Whom the rules name for this place and subject, in any answer to their question. */
  readonly likely: readonly Body[]
  readonly others: readonly Body[]
  /** Firms that work for the body, and everybody who can answer. */
  readonly followers: readonly Body[]
}

/** The choices of the forms to pass a report on. */
export async function passingChoices(report: Report, context: Context): Promise<PassingChoices> {
  const { sql, language, clock } = context
  const bodies = (await listBodies(sql, { on: dayOf(clock()) })).toSorted((a, b) =>
    bodyName(a, language).localeCompare(bodyName(b, language), language),
  )
  const others = bodies.filter((body) => answersForReports(body) && body.id !== report.body)
  const { lon, lat } = report
  const place = { ...report, lon: lon ?? undefined, lat: lat ?? undefined }
  const routed = await ownerOf(place, report.category, { assetOwner: report.assetOwner ?? undefined }, context)
  const named = routed.kind === 'routed' ? [routed.body] : routed.options.map(({ body }) => body)
  const likely = others.filter((body) => named.includes(body.id) || body.municipality === report.municipality)
  return {
    likely,
    others: others.filter((body) => !likely.includes(body)),
    followers: bodies.filter((body) => body.id !== report.body && (answersForReports(body) || body.kind === 'company')),
  }
}
